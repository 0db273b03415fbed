import { describe, expect, test } from 'vitest'
import type { CommandRequest } from '../../../../src/domain/command/registry'
import { id } from '../../../fixtures/ids'
import {
  addItems,
  after,
  byOffice,
  codeFor,
  editionId,
  editionIn,
  editionZone,
  issueA,
  issueB,
  itemIn,
  listedIssue,
  note,
  open,
  orderOf,
  otherOffice,
  ref,
  removeItems,
  secretIssue,
  taskA,
} from '../../../fixtures/edition'

const many = [id(80), id(81), id(82), id(83)]
const draft = () => after(editionZone(...many.map((each) => listedIssue(each))), open())
const arrange = (refIds: string[], afterId: string | null): CommandRequest => ({
  name: 'edition.arrange',
  args: { editionId, list: 'issues', refIds, after: afterId },
})

describe('lines of a draft', () => {
  test('go to the end of their list, each once, however often they are sent', () => {
    const rows = after(draft(), addItems(ref('issues', many[1] ?? ''), ref('issues', many[0] ?? '')))
    expect(orderOf(rows, 'issues')).toEqual([issueA, issueB, many[1], many[0]])
    expect(codeFor(addItems(ref('issues', many[1] ?? '')), rows)).toBe('nothingToChange')
    const twice = byOffice(addItems(ref('issues', many[2] ?? ''), ref('issues', many[2] ?? '')), rows)
    expect(orderOf(rows.after(twice), 'issues')).toHaveLength(5)
  })

  test('that may not stand there are refused when nothing else was asked', () => {
    expect(codeFor(addItems(ref('issues', secretIssue)), draft())).toBe('notForEdition')
    expect(codeFor(addItems(ref('tasks', id(99))), draft())).toBe('notForEdition')
  })

  test('are taken out with a reason that stays, and come back with what was noted', () => {
    const rows = after(draft(), note(), removeItems(ref('issues', issueA)))
    expect(orderOf(rows, 'issues')).toEqual([issueB])
    expect(itemIn(rows, 'issues', issueA).removed).toMatchObject({ reason: '重复', on: '2026-07-01' })
    expect(codeFor(removeItems(ref('issues', issueA)), rows)).toBe('nothingToChange')
    expect(codeFor(note(), rows)).toBe('notPermitted')
    const back = after(rows, addItems(ref('issues', issueA)))
    expect(orderOf(back, 'issues')).toEqual([issueB, issueA])
    expect(itemIn(back, 'issues', issueA)).toMatchObject({ removed: null, decision: '月底前办结' })
  })

  test('a chunk of 501 is refused', () => {
    const items = Array.from({ length: 501 }, (_, index) => ref('issues', id(1000 + index)))
    expect(codeFor(addItems(...items), draft())).toBe('invalidArgs')
  })
})

describe('edition.arrange', () => {
  const full = () => after(draft(), addItems(...many.map((each) => ref('issues', each))))

  test.each([
    ['to the top', [many[2], many[0]], null, [many[2], many[0], issueA, issueB, many[1], many[3]]],
    ['after another', [issueA], many[1], [issueB, many[0], many[1], issueA, many[2], many[3]]],
    ['to the end', [issueB], many[3], [issueA, many[0], many[1], many[2], many[3], issueB]],
  ] as const)('moves lines %s', (_, moving, afterId, wanted) => {
    const rows = after(full(), arrange(moving as unknown as string[], afterId ?? null))
    expect(orderOf(rows, 'issues')).toEqual(wanted)
  })

  test('writes only what moves, until there is no room left; the order holds all the same', () => {
    let rows = full()
    const first = byOffice(arrange([issueB], many[2] ?? ''), rows)
    expect(first).toMatchObject({
      verdict: 'accept',
      changes: [{ id: expect.stringContaining(issueB) as string }],
    })
    for (let round = 0; round < 60; round++) {
      const [top = '', second = '', third = ''] = orderOf(rows, 'issues')
      rows = after(rows, arrange([third], top))
      expect(orderOf(rows, 'issues').slice(0, 3)).toEqual([top, third, second])
    }
    expect(new Set(orderOf(rows, 'issues')).size).toBe(6)
  })

  test('of a line that a colleague took out, or after one, is refused; the same order is no change', () => {
    const rows = after(full(), removeItems(ref('issues', many[0] ?? '')))
    expect(codeFor(arrange([many[0] ?? ''], null), rows)).toBe('notPermitted')
    expect(codeFor(arrange([issueA], many[0] ?? ''), rows)).toBe('notPermitted')
    expect(codeFor(arrange([issueA], issueA), rows)).toBe('notPermitted')
    expect(codeFor(arrange([issueA], null), rows)).toBe('nothingToChange')
  })
})

describe('what is written on a draft', () => {
  const head = (changes: object): CommandRequest => ({
    name: 'edition.setHead',
    args: { editionId, changes },
  })

  test('decision and remark of a line, each for itself', () => {
    const rows = after(draft(), note(), note({ remark: '已到现场' }))
    expect(itemIn(rows, 'issues', issueA)).toMatchObject({ decision: '月底前办结', remark: '已到现场' })
    expect(codeFor(note(), rows)).toBe('nothingToChange')
    expect(codeFor(note({ refId: taskA }), rows)).toBe('notPermitted')
  })

  test('title, day, order of the lists, a remark on each', () => {
    const rows = after(
      draft(),
      head({ title: '改', sections: ['effects', 'issues', 'tasks'], tasksRemark: '多' }),
    )
    expect(editionIn(rows)).toMatchObject({
      title: '改',
      sections: ['effects', 'issues', 'tasks'],
      tasksRemark: '多',
    })
    expect(codeFor(head({ sections: ['effects', 'effects', 'tasks'] }), rows)).toBe('invalidArgs')
    expect(codeFor(head({ heldOn: '2026-06-30' }), rows)).toBe('endBeforeStart')
    expect(codeFor(head({}), rows)).toBe('nothingToChange')
  })

  test('the same decision by two at once: the later stands, both are told, with the line it is about', () => {
    const rows = after(draft(), note())
    const verdict = byOffice(note({ decision: '下月再议' }), rows, { actor: otherOffice() })
    expect(verdict).toMatchObject({
      verdict: 'accept',
      changes: [
        { fields: { decision: '下月再议' } },
        {
          data: {
            type: 'field.conflict',
            aboutKind: 'edition',
            aboutId: editionId,
            detail: {
              field: 'decision',
              theirs: '月底前办结',
              mine: '下月再议',
              list: 'issues',
              refId: issueA,
            },
            audience: { peopleOnly: true },
          },
        },
      ],
    })
  })
})
