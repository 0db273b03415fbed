/** Histories that once broke an invariant, shortened; replayed first, for ever. */
import type { Operation } from './operations'

export interface Regression {
  name: string
  seed: number
  operations: Operation[]
}

export const regressions: Regression[] = [
  {
    name: 'an issue raised in a household that moved meanwhile is judged in its new village',
    seed: 38,
    operations: [
      { op: 'visit', device: 7, tab: 0, subject: 10, issues: 1, bad: false },
      { op: 'move', device: 3, subject: 43, village: 1 },
    ],
  },
  {
    name: 'a command delivered before its predecessor is judged in chain order',
    seed: 28,
    operations: [
      { op: 'visit', device: 7, tab: 0, subject: 78, issues: 1, bad: false },
      { op: 'deliver', device: 7, skip: 1 },
    ],
  },
  {
    name: 'the first number of a year can be given',
    seed: 28,
    operations: [
      { op: 'visit', device: 1, tab: 0, subject: 82, issues: 2, bad: false },
      { op: 'sync', device: 1, tab: 0 },
      { op: 'sync', device: 4, tab: 0 },
      { op: 'decide', device: 4, tab: 0, issue: 20, what: 0 },
    ],
  },
  {
    name: 'rows of a lost village leave in the same sync that hands over a command which does not open any more',
    seed: 100_106,
    operations: [
      { op: 'visit', device: 2, tab: 0, subject: 22, issues: 0, bad: false },
      { op: 'pairing', person: 2, village: 0 },
      { op: 'rot', device: 2, pick: 69 },
    ],
  },
  {
    name: 'who is switched off holds nothing after the sync that hands over a command which does not open any more',
    seed: 101_225,
    operations: [
      { op: 'active', person: 1 },
      { op: 'visit', device: 1, tab: 0, subject: 13, issues: 1, bad: false },
      { op: 'rot', device: 1, pick: 63 },
    ],
  },
]
