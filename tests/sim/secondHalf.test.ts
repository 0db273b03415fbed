import { registerHistories } from './histories'

registerHistories(501, 500)
