import type { Translated } from '../translated'
import type { invalid as zhCN } from '../zh-CN/invalid'

export const invalid: Translated<typeof zhCN> = {
  wrongType: 'not in the expected form',
  missing: 'not filled in',
  unknownField: 'something that does not belong here',
  tooLong: 'too long, at most {max} characters',
  empty: 'must not be empty',
  badCharacter: 'a special character that cannot be saved; please remove it',
  badId: 'not a valid id',
  badDate: 'not a date; please choose again',
  badTime: 'not a time of day; please choose again',
  badNumber: 'please enter a whole number',
  outOfRange: 'must be between {min} and {max}',
  unknownChoice: 'not one of the choices; please choose again',
  tooMany: 'too many, at most {max}',
  tooFew: 'too few, at least {min}',
  duplicateItem: 'the same thing twice',
  badLink: 'a web address begins with http:// or https://',
  identityNumber: 'an identity-card number, which is not collected here; please remove it',
}
