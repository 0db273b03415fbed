import { describe, expect, test } from 'vitest'
import { currentPlace, placesFor } from '../../../../src/app/components/shell/places'
import { badgeOf } from '../../../../src/app/components/shell/useShellState'
import { createAppI18n, translateWith } from '../../../../src/app/i18n'

const t = translateWith(createAppI18n())
type Status = Parameters<typeof badgeOf>[0]
const idle: Status = {
  ...{
    waiting: 0,
    refused: 0,
    isSyncing: false,
    lastResult: 'done',
    lastProblem: null,
    lastContactAt: 1_000,
  },
}
/** Beside what was refused, three issues came back. */
const badge = (fields: Partial<Status>, isOnline = true) =>
  badgeOf({ ...idle, ...fields }, { attention: 3 + (fields.refused ?? 0), isOnline, t })

describe('the badge of sending', () => {
  test.each<[claim: string, fields: Partial<Status>, online: boolean, state: string, label: string]>([
    ['nothing waits and the server was heard: sent', {}, true, 'sent', '都已送达'],
    [
      'nothing waits and the network is gone: still sent',
      { lastResult: 'offline' },
      false,
      'sent',
      '都已送达',
    ],
    [
      'never heard the server: no success is claimed',
      { lastContactAt: null, lastResult: 'none' },
      true,
      'saved',
      '尚未同步',
    ],
    ['first fetch', { lastContactAt: null, isSyncing: true }, true, 'sending', '正在取资料'],
    ['something waits', { waiting: 3 }, true, 'saved', '3 条待送'],
    ['something waits without network', { waiting: 3 }, false, 'offline', '3 条待送'],
    [
      'something waits and the server was not reached',
      { waiting: 1, lastResult: 'offline' },
      true,
      'offline',
      '1 条待送',
    ],
    ['on its way', { waiting: 3, isSyncing: true }, true, 'sending', '正在送出'],
    [
      'something was refused: with the number that stands everywhere',
      { refused: 2 },
      true,
      'attention',
      '5 条需处理',
    ],
    ['what waits comes before what was refused', { waiting: 1, refused: 2 }, true, 'saved', '1 条待送'],
    [
      'the server does not know this device any more',
      { lastProblem: 'wrongProof', waiting: 2 },
      true,
      'attention',
      '请看一下',
    ],
    ['this phone could not store what came', { lastResult: 'failed' }, true, 'attention', '请看一下'],
    ['a passing refusal is no reason to worry', { lastProblem: 'unavailable' }, true, 'sent', '都已送达'],
  ])('%s', (_claim, fields, online, state, label) => {
    expect(badge(fields, online)).toEqual({ state, label })
  })
})

describe('the places in the bar', () => {
  const keys = (roles: string[], isDesk = false) => placesFor(roles, { isDesk }).map(({ key }) => key)

  test.each<[roles: string[], places: string[]]>([
    [['cadre'], ['home', 'subjects', 'visit', 'records', 'more']],
    [['office'], ['home', 'desk', 'tasks', 'subjects', 'more']],
    [['assessor'], ['home', 'desk', 'tasks', 'subjects', 'more']],
    [
      ['cadre', 'office'],
      ['home', 'desk', 'subjects', 'visit', 'more'],
    ],
    [['unit'], ['home', 'tasks', 'records', 'more']],
    [['publicity'], ['home', 'records', 'notices', 'more']],
    [[], ['home', 'records', 'more']],
  ])('%o', (roles, places) => {
    expect(keys(roles)).toEqual(places)
  })

  test('are never more than five on a phone; a desk has room for all', () => {
    const everything = ['cadre', 'unit', 'office', 'assessor', 'publicity', 'discipline', 'admin']
    expect(keys(everything).length).toBeLessThanOrEqual(5)
    const main = ['home', 'desk', 'tasks', 'subjects', 'visit', 'records', 'lists', 'notices', 'campaign']
    expect(keys(everything, true)).toEqual([...main, 'people', 'areas', 'sync', 'more'])
  })

  test.each<[nav: Parameters<typeof currentPlace>[0], isDesk: boolean, roles: string[], marked: string]>([
    ['sync', true, ['office'], 'sync'],
    ['sync', false, ['office'], 'more'],
    ['records', false, ['cadre', 'office'], 'more'],
    ['records', false, ['cadre'], 'records'],
    ['home', false, ['cadre'], 'home'],
  ])('a page of %s, on a desk: %s, for %o marks %s', (nav, isDesk, roles, marked) => {
    expect(currentPlace(nav, placesFor(roles, { isDesk }))).toBe(marked)
  })
})
