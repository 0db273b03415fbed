import { roleNames } from '../../support/screens/cast'
import { walkScreens } from './walk'

walkScreens(roleNames.filter((name) => name !== 'office'))
