import { walkScreens } from './walk'

walkScreens(['office'])
