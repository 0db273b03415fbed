import { describe, expect, test } from 'vitest'
import { scopesOf } from '../../../../src/domain/access/scopes'
import type { CommandArgs, CommandRequest } from '../../../../src/domain/command/registry'
import type { Row } from '../../../../src/domain/rows'
import { roles } from '../../../../src/domain/zone/rows'
import type { Rows } from '../../../fixtures/judge'
import { actorOf, codeBy, doneBy, planZone, pressId, publicity, unitId } from '../../../fixtures/planZone'
import { today } from '../../../fixtures/rows'

const record = (overrides: Partial<CommandArgs<'press.record'>> = {}): CommandRequest => ({
  name: 'press.record',
  args: {
    pressId,
    outlet: '随州日报',
    title: '小路灯照亮回家路',
    publishedOn: today,
    link: '',
    unitId: null,
    caseId: null,
    ...overrides,
  },
})
const amend = (changes: CommandArgs<'press.amend'>['changes']): CommandRequest => ({
  name: 'press.amend',
  args: { pressId, changes },
})
const withdraw: CommandRequest = { name: 'press.withdraw', args: { pressId, reason: '登记重了' } }
const pressIn = (rows: Rows) => (rows.held.get(`pressItem:${pressId}`) as Row<'pressItem'>).data

describe('a press item', () => {
  test.each(roles)('is kept by 宣传报道组 and the office: %s', (role) => {
    const code = role === 'publicity' || role === 'office' ? 'accept' : 'notPermitted'
    const kept = doneBy(publicity, planZone(), record())
    expect(codeBy(actorOf(role), record(), planZone())).toBe(code)
    expect(codeBy(actorOf(role), amend({ outlet: '曾都发布' }), kept)).toBe(code)
    expect(codeBy(actorOf(role), withdraw, kept)).toBe(code)
  })

  test.each([
    ['', 'accept'],
    ['https://example.com/a?b=1', 'accept'],
    ['HTTP://example.com', 'accept'],
    ['javascript:alert(1)', 'invalidArgs'],
    ['example.com', 'invalidArgs'],
    [' https://example.com', 'invalidArgs'],
  ])('with the link %j: %s', (link, code) => {
    expect(codeBy(publicity, record({ link }), planZone())).toBe(code)
  })

  test('about a unit lies with that unit too, and follows a correction', () => {
    const rows = doneBy(publicity, planZone(), record({ unitId }))
    expect(scopesOf('pressItem', pressIn(rows))).toContain('unit:unit-1')
    const moved = doneBy(publicity, rows, amend({ unitId: 'unit-2' }))
    expect(scopesOf('pressItem', pressIn(moved)).filter((scope) => scope.startsWith('unit:'))).toEqual([
      'unit:unit-2',
    ])
    expect(codeBy(publicity, record({ unitId: 'unit-9' }), planZone())).toBe('unknownUnit')
  })

  test('is not of tomorrow; withdrawn, it is changed no more', () => {
    expect(codeBy(publicity, record({ publishedOn: '2026-07-02' }), planZone())).toBe('dateInFuture')
    const rows = doneBy(publicity, planZone(), record(), withdraw)
    expect(codeBy(publicity, amend({ outlet: '曾都发布' }), rows)).toBe('wrongState')
  })
})
