import type { Translated } from '../translated'
import type { pairing as zhCN } from '../zh-CN/pairing'

export const pairing: Translated<typeof zhCN> = {
  kind: 'Kind of pairing',
  rhythm: 'How often to visit',
  since: 'since {date}',
  noRhythm: 'No fixed rhythm',
  everyDays: 'A visit every {count} days',
  end: 'End',
  ofSubject: 'Paired with this one alone',
  ofSubjectWhy:
    'Everybody paired with the village may visit; name somebody here to look after this one in person.',
  choosePerson: 'Who looks after it',
  searchPerson: 'Find by name or unit',
  noPerson: 'No such visiting cadre',
  add: 'Assign a contact',
  added: '{name} looks after it now',
  ended: '{name} does not look after it alone any more',
  careShown: 'Contacts and care pairings see family members and care groups.',
}
