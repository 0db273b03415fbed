import { describe, expect, test } from 'vitest'
import { scopesOf } from '../../../../src/domain/access/scopes'
import { noticeStates, type NoticeState } from '../../../../src/domain/notice/rows'
import { roles, type Role } from '../../../../src/domain/zone/rows'
import { id } from '../../../fixtures/ids'
import { codeOf } from '../../../fixtures/judge'
import { persons } from '../../../fixtures/rows'
import {
  as,
  by,
  compose,
  frozenZone,
  noticeId,
  noticeIn,
  noticeZone,
  office,
  publicity,
  publicityId,
  requests,
  played,
  type NoticeRequest,
} from '../../../fixtures/notice'

/** Written from the agreed shape, not from the table in `domain`: what comes after, and who may. */
const expected: Record<
  Exclude<NoticeRequest, 'notice.compose'>,
  { next: Partial<Record<NoticeState, NoticeState>>; roles: Role[] }
> = {
  'notice.edit': { next: { draft: 'draft', submitted: 'draft' }, roles: ['office', 'publicity'] },
  'notice.editLine': { next: { draft: 'draft', submitted: 'draft' }, roles: ['office', 'publicity'] },
  'notice.omitLine': { next: { draft: 'draft', submitted: 'draft' }, roles: ['office', 'publicity'] },
  'notice.restoreLine': { next: { draft: 'draft', submitted: 'draft' }, roles: ['office', 'publicity'] },
  'notice.submit': { next: { draft: 'submitted' }, roles: ['office', 'publicity'] },
  'notice.refuse': { next: { submitted: 'draft' }, roles: ['office', 'publicity'] },
  'notice.approve': { next: { submitted: 'posted' }, roles: ['office', 'publicity'] },
  'notice.withdraw': { next: { posted: 'withdrawn' }, roles: ['office', 'publicity', 'discipline'] },
  'notice.drop': { next: { draft: 'dropped', submitted: 'dropped' }, roles: ['office', 'publicity'] },
}
const commands = Object.keys(expected) as (keyof typeof expected)[]
/** Somebody of the role who has not touched the notice. */
const stranger = (role: Role) => by(role, id(60))

describe.each(noticeStates)('a notice that is %s', (state) => {
  const rows = noticeZone(state)
  test.each(commands.flatMap((command) => roles.map((role) => [command, role] as const)))(
    '%s by %s',
    (command, role) => {
      const { next, roles: allowed } = expected[command]
      const verdict = as(stranger(role), requests[command], rows)
      if (!allowed.includes(role)) return expect(codeOf(verdict)).toBe('notPermitted')
      if (!next[state]) return expect(codeOf(verdict)).toBe('wrongState')
      expect(codeOf(verdict)).toBe('accept')
      return expect(noticeIn(rows.after(verdict)).state).toBe(next[state])
    },
  )
})

describe.each(roles)('%s', (role) => {
  test('composes or does not, and never over another notice', () => {
    const may = role === 'office' || role === 'publicity'
    expect(codeOf(as(stranger(role), compose(), frozenZone()))).toBe(may ? 'accept' : 'notPermitted')
    if (may) expect(codeOf(as(stranger(role), compose(), noticeZone()))).toBe('alreadyExists')
  })
})

describe('a second person', () => {
  const approve = (revision: number) => ({
    ...requests['notice.approve'],
    args: { ...requests['notice.approve'].args, revision },
  })

  test('who composed a notice does not approve it', () => {
    expect(codeOf(as(office, approve(2), noticeZone('submitted')))).toBe('ownNotice')
  })
  test.each([
    requests['notice.edit'],
    requests['notice.editLine'],
    requests['notice.omitLine'],
    requests['notice.restoreLine'],
  ])('nor does anybody who changed it by $name, whoever hands it in', (request) => {
    const rows = played(noticeZone(), [publicity, request], [office, requests['notice.submit']])
    expect(noticeIn(rows).editors).toEqual([persons.office, publicityId].sort())
    expect(codeOf(as(publicity, approve(3), rows))).toBe('ownNotice')
    expect(codeOf(as(by('office', id(61)), approve(3), rows))).toBe('accept')
  })
  test('what was seen is what is posted: a change in between is told', () => {
    const rows = played(
      noticeZone('submitted'),
      [office, requests['notice.edit']],
      [office, requests['notice.submit']],
    )
    const verdict = as(publicity, approve(2), rows)
    expect(verdict).toEqual({
      verdict: 'reject',
      rejection: { code: 'noticeChanged', params: { revision: 3 } },
    })
  })
  test('handing in, sending back and refusing change no content, so who did is free to approve', () => {
    const rows = played(
      noticeZone('submitted'),
      [publicity, requests['notice.refuse']],
      [publicity, requests['notice.submit']],
    )
    expect(noticeIn(rows)).toMatchObject({ revision: 2, editors: [persons.office], refused: null })
    expect(codeOf(as(publicity, approve(2), rows))).toBe('accept')
  })
  test('is named, with the day', () => {
    expect(noticeIn(noticeZone('posted'))).toMatchObject({
      approvedBy: publicityId,
      approvedOn: '2026-07-01',
    })
  })
})

test.each([
  ['notice.refuse', 'submitted', { refused: { remark: '标题改一下' } }],
  ['notice.withdraw', 'posted', { withdrawn: { by: persons.office, reason: '有误' } }],
  ['notice.drop', 'draft', { dropped: { by: persons.office, reason: '不用了' } }],
] as const)('%s keeps who and why', (command, state, fields) => {
  expect(noticeIn(played(noticeZone(state), [office, requests[command]]))).toMatchObject(fields)
})

test.each([
  ['notice.edit', 'draft', 'notice.edited'],
  ['notice.editLine', 'draft', 'notice.edited'],
  ['notice.omitLine', 'draft', 'notice.edited'],
  ['notice.restoreLine', 'draft', 'notice.edited'],
  ['notice.submit', 'draft', 'notice.submitted'],
  ['notice.refuse', 'submitted', 'notice.refused'],
  ['notice.approve', 'submitted', 'notice.posted'],
  ['notice.withdraw', 'posted', 'notice.withdrawn'],
  ['notice.drop', 'submitted', 'notice.dropped'],
] as const)('%s leaves its event with those who hold notices', (command, state, type) => {
  const verdict = as(publicity, requests[command], noticeZone(state))
  const events = verdict.verdict === 'accept' ? verdict.changes.filter(({ kind }) => kind === 'event') : []
  expect(events).toMatchObject([{ data: { type, aboutKind: 'notice', aboutId: noticeId } }])
  const [event] = events
  expect(event?.op === 'put' && scopesOf(event.kind, event.data)).toEqual([
    'office',
    'discipline',
    'publicity',
  ])
})
