import { describe, expect, test } from 'vitest'
import { audienceOf } from '../../../../src/domain/access/audience'
import type { LedgerLine } from '../../../../src/domain/edition/rows'
import { publicFields } from '../../../../src/domain/notice/line'
import { isExpired, isPublic } from '../../../../src/domain/notice/rows'
import type { Row } from '../../../../src/domain/rows'
import { codeOf, Rows } from '../../../fixtures/judge'
import {
  correctionId,
  editionZone,
  freeze,
  after,
  listedIssue,
  makeEffect,
  makeTask,
  open,
  ref,
} from '../../../fixtures/edition'
import { id } from '../../../fixtures/ids'
import { makeSubject, persons, row } from '../../../fixtures/rows'
import {
  as,
  compose,
  editionId,
  frozenLineIn,
  frozenZone,
  issueA,
  issueB,
  lineIn,
  noticeId,
  noticeIn,
  noticeZone,
  office,
  publicity,
  requests,
  taskA,
  played,
  withRows,
} from '../../../fixtures/notice'

const composed = (rows: Rows, overrides: Parameters<typeof compose>[0] = {}) =>
  noticeIn(played(rows, [office, compose(overrides)]))
const codeFor = (rows: Rows, overrides: Parameters<typeof compose>[0] = {}) =>
  codeOf(as(office, compose(overrides), rows))

describe('notice.compose', () => {
  test('makes a draft of the frozen edition, in the order of the lists asked for', () => {
    const notice = composed(frozenZone(), { lists: ['tasks', 'issues'] })
    expect(notice).toMatchObject({
      editionId,
      editionNumber: '2026-07',
      editionHash: 'f'.repeat(64),
      zone: '区',
      month: '2026-07',
      state: 'draft',
      revision: 1,
      composedBy: persons.office,
      editors: [persons.office],
      contact: '0722-3310000',
      omitted: [],
    })
    expect(notice.lines.map(({ list, refId }) => [list, refId])).toEqual([
      ['tasks', taskA],
      ['issues', issueA],
      ['issues', issueB],
    ])
  })
  test('takes the lines as they were frozen, whatever became of the issue since', () => {
    const rows = withRows(frozenZone(), listedIssue(issueA, { title: '后来改的', state: 'struckOff' }))
    const line = composed(rows).lines[0]
    expect(line).toMatchObject({ problem: '路灯不亮', state: 'handling' })
  })
  test.each([
    ['no edition', new Rows([]), {}, 'notPermitted'],
    ['a draft', after(editionZone(), open()), {}, 'editionNotFrozen'],
    ['a last day that is over', frozenZone(), { expiresOn: '2026-06-30' }, 'deadlinePast'],
    ['a last day in years', frozenZone(), { expiresOn: '2027-07-03' }, 'expiryTooFar'],
    ['an empty list', frozenZone(), { lists: ['effects' as const] }, 'noticeEmpty'],
    ['no list', frozenZone(), { lists: [] }, 'invalidArgs'],
  ])('refuses %s', (_, rows, overrides, code) => {
    expect(codeFor(rows, overrides)).toBe(code)
  })
  test('refuses an edition that was corrected, and takes its correction', () => {
    const rows = after(
      frozenZone(),
      open({ editionId: correctionId, correctsId: editionId, reason: '漏了', items: [] }),
      freeze(correctionId),
    )
    expect(codeFor(rows)).toBe('notLatestEdition')
    expect(codeFor(rows, { editionId: correctionId })).toBe('accept')
  })
  test('a device that holds no edition leaves it to the server', () => {
    expect(codeOf(as(publicity, compose(), new Rows([], false)))).toBe('unknown')
  })
  test('a device of the office composes without family members at hand', () => {
    class OfficeDevice extends Rows {
      override related(...of: Parameters<Rows['related']>) {
        return of[0].startsWith('subjectMember.') ? 'incomplete' : super.related(...of)
      }
    }
    const rows = new OfficeDevice([...frozenZone().held.values()])
    expect(codeOf(as(office, compose(), rows))).toBe('accept')
  })
})

describe('the allow-list', () => {
  /** One secret per field of a frozen line that no line of a notice may tell. */
  const marked = (line: LedgerLine): LedgerLine =>
    ({
      ...line,
      source: 'SECRET-source',
      subject: 'SECRET-subject',
      description: 'SECRET-description',
      raisedOn: 'SECRET-raisedOn',
      listedOn: 'SECRET-listedOn',
      assistUnits: 'SECRET-assistUnits',
      leader: 'SECRET-leader',
      handler: 'SECRET-handler',
      progress: 'SECRET-progress',
      progressOn: 'SECRET-progressOn',
      mergedInto: 'SECRET-mergedInto',
      struckOffOn: 'SECRET-struckOffOn',
      publicForms: ['SECRET-publicForms'],
      remark: 'SECRET-remark',
      later: 'SECRET-later',
    }) as unknown as LedgerLine

  test('lets nothing else through', () => {
    const rows = frozenZone()
    const items = [...rows.held.values()].flatMap((each) => (each.kind === 'editionItem' ? [each] : []))
    const stuffed = withRows(
      rows,
      ...items.map(
        (item): Row<'editionItem'> => ({
          ...item,
          data: {
            ...item.data,
            decision: 'SECRET-decision',
            remark: 'SECRET-itemRemark',
            line: item.data.line && marked(item.data.line),
          },
        }),
      ),
    )
    expect(JSON.stringify([...stuffed.held.values()])).toContain('SECRET-later')
    expect(JSON.stringify(composed(stuffed))).not.toContain('SECRET')
  })
  test('names every field of a line of a notice but those that are for the office', () => {
    const line = composed(frozenZone()).lines[0] ?? {}
    expect(Object.keys(line).sort()).toEqual([...Object.keys(publicFields), 'list', 'refId', 'masks'].sort())
  })
})

describe('who it is about', () => {
  const zoneWith = (kind: 'household' | 'enterprise' | 'organization', name: string) =>
    frozenZone(row('subject', id(20), makeSubject({ kind, name })))
  test.each([
    ['household', '欧阳春花', '欧阳某某'],
    ['enterprise', '红旗建材厂', '某企业'],
    ['organization', '红旗小学', '红旗小学'],
  ] as const)('a %s', (kind, name, who) => {
    const rows = zoneWith(kind, name)
    expect(frozenLineIn(rows, 'issues', issueA)?.subject).toBe(name)
    expect(composed(rows).lines[0]?.who).toBe(who)
  })
  test('whom the register calls otherwise by now is taken for a person', () => {
    const rows = withRows(
      zoneWith('organization', '红旗小学'),
      row('subject', id(20), makeSubject({ kind: 'organization', name: '红旗学校' })),
    )
    expect(composed(rows).lines[0]?.who).toBe('红某某')
  })
  test('a matter of the village is nobody’s, and several people of one surname are told once', () => {
    const two = frozenZone(
      row('subject', id(20), makeSubject({ name: '王建国' })),
      row('subject', id(21), makeSubject({ name: '王大有' })),
      listedIssue(id(33), { subjectId: id(21), number: '2026-0009' }),
      makeTask(taskA, { issueIds: [issueA, id(33)] }),
    )
    const notice = composed(two)
    expect(notice.lines.map(({ who }) => who)).toEqual(['王某某', '', '王某某'])
  })
})

describe('texts', () => {
  /** A task whose result says what it must not, in a village with people. */
  const telling = (result: string) =>
    frozenZone(
      row('subject', id(20), makeSubject({ name: '王建国' })),
      row('subject', id(22), makeSubject({ kind: 'enterprise', name: '随州红旗建材有限公司' })),
      row('subjectContact', id(20), {
        subjectId: id(20),
        areaId: 'V1',
        pairedWith: [],
        contactName: '赵小芳',
        phone: '',
      }),
      row('subjectMember', id(23), {
        subjectId: id(20),
        areaId: 'V1',
        pairedWith: [],
        name: '王小花',
        relation: '女儿',
        birthYear: 2015,
      }),
      row('person', persons.leader, { name: '钱书记', roles: ['cadre'], unitId: 'unit-9', active: true }),
      row('person', id(7), { name: '孙经办', roles: ['unit'], unitId: 'unit-2', active: true }),
      makeTask(taskA, { result }),
    )
  test.each([
    ['给王建国家换灯', '给王某某家换灯'],
    ['赵小芳签字', '赵某某签字'],
    ['王小花上学', '王某某上学'],
    ['随州红旗建材有限公司施工', '某企业施工'],
    ['钱书记和孙经办到场', '钱某某和孙某某到场'],
    ['电话13912345678', '电话（号码略）'],
    ['独居老人家里', '群众家里'],
  ])('%s → %s', (result, expected) => {
    const rows = telling(result)
    expect(lineIn(played(rows, [office, compose()]), 'tasks', taskA)?.result).toBe(expected)
  })
  test('what was masked is told beside the line, by field', () => {
    const rows = played(telling('王建国13912345678、13912345679'), [office, compose()])
    expect(lineIn(rows, 'tasks', taskA)?.masks).toEqual([
      { field: 'result', kind: 'phone', count: 2 },
      { field: 'result', kind: 'name', count: 1 },
    ])
  })
  test('the campaign’s own names of care groups are masked', () => {
    const rows = telling('重点关心户家里')
    const campaign = rows.held.get('campaign:campaign-1') as Row<'campaign'>
    const named = withRows(
      rows,
      row('campaign', 'campaign-1', { ...campaign.data, careGroups: [{ id: 'care-1', name: '重点关心户' }] }),
    )
    const resultOf = (overrides: Parameters<typeof compose>[0]) =>
      lineIn(played(named, [office, compose(overrides)]), 'tasks', taskA)?.result
    expect(resultOf({})).toBe('重点关心户家里')
    expect(resultOf({ campaignId: 'campaign-1' })).toBe('群众家里')
  })
  test('title, opening and closing words are screened, the office’s own phone is not', () => {
    const notice = composed(telling(''), {
      title: '王建国等',
      intro: '打13912345678',
      closing: '独居老人',
      contact: '0722-3310000',
    })
    expect(notice).toMatchObject({
      title: '王某某等',
      intro: '打（号码略）',
      closing: '群众',
      contact: '0722-3310000',
    })
  })
  test('what is rewritten by hand is screened again, and told', () => {
    const rows = played(
      telling(''),
      [office, compose()],
      [
        publicity,
        {
          name: 'notice.editLine',
          args: { noticeId, list: 'tasks', refId: taskA, result: '王小花家，13912345678' },
        },
      ],
    )
    expect(lineIn(rows, 'tasks', taskA)).toMatchObject({
      result: '王某某家，（号码略）',
      edited: true,
      masks: [
        { field: 'result', kind: 'phone', count: 1 },
        { field: 'result', kind: 'name', count: 1 },
      ],
    })
  })
})

describe('what became confidential since the freeze', () => {
  const secret = (rows: Rows) =>
    withRows(
      rows,
      listedIssue(issueA, {
        confidential: true,
        audience: audienceOf('V1', [persons.cadre], true),
        visitId: null,
      }),
    )
  test('is left out, its tasks too, and can’t be put back', () => {
    const rows = played(secret(frozenZone()), [office, compose()])
    expect(noticeIn(rows).lines.map(({ refId }) => refId)).toEqual([issueB])
    expect(noticeIn(rows).omitted).toEqual([
      { list: 'issues', refId: issueA, reason: '', confidential: true },
      { list: 'tasks', refId: taskA, reason: '', confidential: true },
    ])
    const restore = {
      name: 'notice.restoreLine' as const,
      args: { noticeId, list: 'issues' as const, refId: issueA },
    }
    expect(codeOf(as(office, restore, rows))).toBe('noticeConfidential')
  })
  test('is left out with a task that let go of it', () => {
    const both = frozenZone(makeTask(taskA, { issueIds: [issueA, issueB] }))
    const rows = withRows(secret(both), makeTask(taskA, { issueIds: [issueB] }))
    const notice = noticeIn(played(rows, [office, compose()]))
    expect(notice.lines.map(({ refId }) => refId)).toEqual([issueB])
    const posted = withRows(secret(noticeZone('draft', both)), makeTask(taskA, { issueIds: [issueB] }))
    const only = played(posted, [
      office,
      { name: 'notice.omitLine', args: { noticeId, list: 'issues', refId: issueA, reason: '保密' } },
    ])
    expect(codeOf(as(office, requests['notice.submit'], only))).toBe('noticeConfidential')
  })
  test('stops a notice that is on its way', () => {
    expect(codeOf(as(office, requests['notice.submit'], secret(noticeZone())))).toBe('noticeConfidential')
    expect(codeOf(as(publicity, requests['notice.approve'], secret(noticeZone('submitted'))))).toBe(
      'noticeConfidential',
    )
  })
})

describe('a draft', () => {
  test('omits and restores a line, in its place, made anew', () => {
    const rows = noticeZone()
    expect(noticeIn(rows)).toMatchObject({ revision: 2, omitted: [{ refId: issueB, reason: '重复' }] })
    const again = played(rows, [publicity, requests['notice.restoreLine']])
    expect(noticeIn(again).lines.map(({ refId }) => refId)).toEqual([issueA, issueB, taskA])
    expect(noticeIn(again)).toMatchObject({ revision: 3, omitted: [] })
  })
  test('shows other lists; lines that were rewritten stay so', () => {
    const rows = played(
      after(frozenZone(makeEffect(issueB))),
      [office, compose({ lists: ['issues'] })],
      [office, requests['notice.editLine']],
      [office, { name: 'notice.edit', args: { noticeId, lists: ['tasks', 'issues'] } }],
    )
    expect(noticeIn(rows).lines.map(({ refId, problem }) => [refId, problem])).toEqual([
      [taskA, '修路灯'],
      [issueA, '村口的灯不亮'],
      [issueB, '路灯不亮'],
    ])
    const fewer = played(rows, [office, { name: 'notice.edit', args: { noticeId, lists: ['tasks'] } }])
    expect(noticeIn(fewer).lines.map(({ refId }) => refId)).toEqual([taskA])
  })
  test('keeps out what was left out of a list that comes back', () => {
    const change = (lists: ('issues' | 'tasks')[]) =>
      [office, { name: 'notice.edit' as const, args: { noticeId, lists } }] as const
    const rows = played(noticeZone(), [...change(['tasks'])], [...change(['issues', 'tasks'])])
    expect(noticeIn(rows).lines.map(({ refId }) => refId)).toEqual([issueA, taskA])
    expect(noticeIn(rows).omitted).toMatchObject([{ refId: issueB, reason: '重复' }])
    const gone = played(noticeZone(), [...change(['tasks'])])
    expect(codeOf(as(office, requests['notice.restoreLine'], gone))).toBe('nothingToChange')
  })
  test('that was handed in is a draft again with any change of content', () => {
    const rows = played(noticeZone('submitted'), [office, requests['notice.edit']])
    expect(noticeIn(rows)).toMatchObject({ state: 'draft', submittedOn: null, revision: 3 })
  })
  test('is not handed in empty, nor when its edition was corrected', () => {
    const empty = played(
      noticeZone(),
      [office, { name: 'notice.edit', args: { noticeId, lists: ['issues'] } }],
      [office, requests['notice.omitLine']],
    )
    expect(codeOf(as(office, requests['notice.submit'], empty))).toBe('noticeEmpty')
    const corrected = after(
      noticeZone(),
      open({
        editionId: correctionId,
        correctsId: editionId,
        reason: '漏了',
        items: [ref('issues', issueA)],
      }),
      freeze(correctionId),
    )
    expect(codeOf(as(office, requests['notice.submit'], corrected))).toBe('notLatestEdition')
  })
  test('what changes nothing is told', () => {
    for (const request of [
      {
        name: 'notice.edit' as const,
        args: { noticeId, title: '七月公示', lists: ['issues' as const, 'tasks' as const] },
      },
      {
        name: 'notice.editLine' as const,
        args: { noticeId, list: 'issues' as const, refId: issueA, problem: '路灯不亮' },
      },
      {
        name: 'notice.omitLine' as const,
        args: { noticeId, list: 'issues' as const, refId: issueB, reason: '重复' },
      },
    ])
      expect(codeOf(as(office, request, noticeZone())), request.name).toBe('nothingToChange')
  })
  test('of two people who change the title, both are told', () => {
    const key = `notice:${noticeId}`
    const rows = played(noticeZone(), [office, requests['notice.edit']])
    const verdict = as(publicity, { name: 'notice.edit', args: { noticeId, title: '另一个标题' } }, rows, {
      base: { [key]: 1 },
    })
    const told = verdict.verdict === 'accept' ? verdict.changes.filter(({ kind }) => kind === 'event') : []
    expect(told).toMatchObject([
      { data: { type: 'notice.edited' } },
      { data: { type: 'field.conflict', aboutKind: 'notice', detail: { other: 'p' } } },
    ])
  })
})

test('the last day is a public day, the next one is not', () => {
  const posted = noticeIn(noticeZone('posted'))
  expect(isExpired(posted, '2026-08-31')).toBe(false)
  expect(isExpired(posted, '2026-09-01')).toBe(true)
  expect(isPublic(posted, '2026-08-31')).toBe(true)
  expect(isPublic(noticeIn(noticeZone('withdrawn')), '2026-07-02')).toBe(false)
})
