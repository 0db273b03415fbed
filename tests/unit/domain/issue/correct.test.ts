/** What of an issue can be put right, and what it can be put to. */
import { describe, expect, test } from 'vitest'
import type { CommandArgs, CommandRequest } from '../../../../src/domain/command/registry'
import type { Issue } from '../../../../src/domain/issue/rows'
import type { Row } from '../../../../src/domain/rows'
import type { Category } from '../../../../src/domain/zone/rows'
import { codeOf, Rows, tryCommand } from '../../../fixtures/judge'
import { id } from '../../../fixtures/ids'
import { makeIssue, makeZoneRows, officeActor, row, today, village } from '../../../fixtures/rows'

const issueId = id(30)
const category = (name: string, parentId: string | null): Category => ({
  name,
  parentId,
  leadUnitId: 'unit-1',
  order: 3,
  confidential: false,
})
const withIssue = (overrides: Partial<Issue> = {}): Rows =>
  new Rows([
    ...makeZoneRows(),
    row('category', 'cat-top', category('保障民生', null)),
    row('category', 'cat-top-health', category('医疗', 'cat-top')),
    row('issue', issueId, makeIssue({ state: 'needsDetail', ...overrides })),
  ])
const resubmit = (corrected: Partial<CommandArgs<'issue.resubmit'>>): CommandRequest => ({
  name: 'issue.resubmit',
  args: { issueId, reply: '', ...corrected },
})
const dataAfter = (rows: Rows, request: CommandRequest) =>
  (rows.after(tryCommand(request, rows)).get('issue', issueId) as Row<'issue'>).data

describe('an issue sent back', () => {
  test('is put right in kind, category and urgency, and goes to the office again', () => {
    const corrected = { kind: 'risk', urgent: true, categoryId: 'cat-top-health' } as const
    expect(dataAfter(withIssue(), resubmit(corrected))).toMatchObject({ ...corrected, state: 'reported' })
  })

  test('keeps what is not mentioned', () => {
    const before = { kind: 'dispute', urgent: true } as const
    expect(dataAfter(withIssue(before), resubmit({ words: '说清了' }))).toMatchObject({
      ...before,
      words: '说清了',
      confidential: false,
    })
  })

  test('names what was put right in its timeline', () => {
    const rows = withIssue()
    const after = rows.after(tryCommand(resubmit({ kind: 'risk', urgent: true }), rows))
    expect((after.get('event', `${id(900)}.0`) as Row<'event'>).data.detail['fields']).toEqual([
      'kind',
      'urgent',
    ])
  })

  test.each<[string, Partial<Issue>, Partial<CommandArgs<'issue.resubmit'>>]>([
    ['raised as urgent', { kind: 'demand' }, { urgent: true }],
    ['corrected from an urgent kind, still urgent', { kind: 'risk', urgent: true }, { kind: 'demand' }],
  ])('%s, of a kind that can not be, is refused', (_, before, corrected) => {
    expect(codeOf(tryCommand(resubmit(corrected), withIssue(before)))).toBe('notUrgentKind')
  })

  test('corrected from an urgent kind is not urgent any more, where that is said', () => {
    const before = { kind: 'risk', urgent: true } as const
    const corrected = { kind: 'demand', urgent: false } as const
    expect(dataAfter(withIssue(before), resubmit(corrected))).toMatchObject(corrected)
  })
})

describe('a heading of the first level, which has others below it', () => {
  const register = (categoryId: string): CommandRequest => ({
    name: 'issue.register',
    args: {
      issueId: id(31),
      visitId: null,
      subjectId: null,
      areaId: village,
      kind: 'demand',
      categoryId,
      title: '看病远',
      words: '去镇上要一个小时',
      raisedOn: today,
      urgent: false,
      confidential: false,
    },
  })
  const cases: [string, (categoryId: string) => CommandRequest, Partial<Issue>, boolean][] = [
    ['registering', register, {}, false],
    ['resubmitting', (categoryId) => resubmit({ categoryId }), {}, false],
    [
      'accepting',
      (categoryId) => ({ name: 'issue.accept', args: { issueId, categoryId, remark: '' } }),
      { state: 'reported' },
      true,
    ],
  ]
  test.each(cases)(
    '%s: it is no category of an issue, what stands below it is',
    (_, make, before, byOffice) => {
      const code = (categoryId: string) =>
        codeOf(tryCommand(make(categoryId), withIssue(before), byOffice ? { actor: officeActor() } : {}))
      expect(code('cat-top')).toBe('unknownCategory')
      expect(code('cat-none')).toBe('unknownCategory')
      expect(code('cat-top-health')).toBe('accept')
      expect(code('cat-1')).toBe('accept')
    },
  )
})
