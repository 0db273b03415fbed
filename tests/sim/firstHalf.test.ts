import { registerHistories } from './histories'

registerHistories(1, 500)
