import { describe, expect, test } from 'vitest'
import { currentEdition } from '../../../../src/domain/edition/open'
import { scopesOf } from '../../../../src/domain/access/scopes'
import type { CommandRequest } from '../../../../src/domain/command/registry'
import { roles } from '../../../../src/domain/zone/rows'
import { id } from '../../../fixtures/ids'
import { codeOf, tryCommand } from '../../../fixtures/judge'
import {
  addItems,
  after,
  byOffice,
  codeFor,
  correctionId,
  editionId,
  editionIn,
  editionZone,
  freeze,
  issueA,
  issueB,
  itemIn,
  listedIssue,
  month,
  note,
  open,
  orderOf,
  ref,
  removeItems,
  secretIssue,
  taskA,
} from '../../../fixtures/edition'
import { makeActor, row } from '../../../fixtures/rows'

const drop = { name: 'edition.drop', args: { editionId, reason: '月份选错' } } as const
const correct = (items: ReturnType<typeof ref>[] = [], of = correctionId, corrects = editionId) =>
  open({ editionId: of, correctsId: corrects, reason: '漏了一件', items })

describe('edition.open', () => {
  test('makes a draft with its lines in the order in which they were sent', () => {
    const rows = after(editionZone(), open())
    expect(editionIn(rows)).toMatchObject({ month, state: 'draft', number: null, hash: null, counts: null })
    expect(orderOf(rows, 'issues')).toEqual([issueA, issueB])
    expect(orderOf(rows, 'tasks')).toEqual([taskA])
    expect(itemIn(rows, 'issues', issueA)).toMatchObject({ decision: '', remark: '', line: null })
  })

  test.each(roles.filter((role) => role !== 'office'))('is not for %s', (role) => {
    expect(codeOf(tryCommand(open(), editionZone(), { actor: makeActor({ roles: [role] }) }))).toBe(
      'notPermitted',
    )
  })

  test('a second draft of the month is refused, of another month it is not', () => {
    const rows = after(editionZone(), open())
    expect(codeFor(open({ editionId: id(72) }), rows)).toBe('monthOpen')
    expect(codeFor(open({ editionId: id(72), month: '2026-06', heldOn: '2026-07-01' }), rows)).toBe('accept')
  })

  test('a month that is frozen is refused but for a correction; one whose draft was given up is open again', () => {
    const frozen = after(editionZone(), open(), freeze())
    expect(codeFor(open({ editionId: id(72) }), frozen)).toBe('monthFrozen')
    expect(codeFor(correct(), frozen)).toBe('accept')
    const dropped = after(editionZone(), open(), drop)
    expect(codeFor(open({ editionId: id(72) }), dropped)).toBe('accept')
    expect(editionIn(dropped)).toMatchObject({ state: 'dropped', dropped: { reason: '月份选错' } })
  })

  test('a month that has not begun, and a meeting before the month, are refused', () => {
    expect(codeFor(open({ month: '2026-08', heldOn: '2026-08-01' }), editionZone())).toBe('dateInFuture')
    expect(codeFor(open({ heldOn: '2026-06-30' }), editionZone())).toBe('endBeforeStart')
    expect(codeFor(open({ month: '2026-13' }), editionZone())).toBe('invalidArgs')
  })

  test('a confidential issue and one that was never listed do not get in, the others do', () => {
    const reported = listedIssue(id(34), { state: 'reported', number: null })
    delete (reported.data as { listedOn?: string }).listedOn
    const rows = after(
      editionZone(reported),
      open({
        items: [
          ref('issues', secretIssue),
          ref('effects', secretIssue),
          ref('issues', id(34)),
          ref('issues', issueA),
        ],
      }),
    )
    expect(orderOf(rows, 'issues')).toEqual([issueA])
    expect(orderOf(rows, 'effects')).toEqual([])
  })

  test('lies with the office and 作风监督组, nobody else', () => {
    const rows = after(editionZone(), open())
    expect(scopesOf('edition', editionIn(rows))).toEqual(['office', 'discipline'])
    expect(scopesOf('editionItem', itemIn(rows, 'issues', issueA))).toEqual(['office', 'discipline'])
    const event = [...rows.held.values()].find((each) => each.kind === 'event')
    expect(event && scopesOf('event', event.data as never)).toEqual(['office', 'discipline'])
  })

  test('on a device that does not hold everything it is left to the server', () => {
    const rows = editionZone()
    const partly = Object.assign(rows, { isComplete: false })
    expect(codeFor(open(), partly)).toBe('unknown')
  })
})

describe('a correction', () => {
  const frozen = () => after(editionZone(), open(), note(), freeze())

  test('begins as a copy, keeps the lines as frozen, and leaves the corrected one alone', () => {
    const before = frozen()
    // Renamed and gone on since; the line of the old one is what the meeting saw.
    before.held.set(`issue:${issueA}`, listedIssue(issueA, { title: '改了标题', state: 'handling' }))
    const rows = after(before, correct(), freeze(correctionId))
    expect(itemIn(rows, 'issues', issueA, correctionId)).toMatchObject({
      decision: '月底前办结',
      line: { title: '路灯不亮' },
    })
    expect(editionIn(rows, correctionId)).toMatchObject({
      correctsId: editionId,
      reason: '漏了一件',
      state: 'frozen',
    })
    expect(editionIn(rows)).toEqual(editionIn(before))
    expect(itemIn(rows, 'issues', issueA)).toEqual(itemIn(before, 'issues', issueA))
  })

  test('a line that is put in again is taken from the rows anew; numbering goes on through both', () => {
    const before = frozen()
    before.held.set(`issue:${issueB}`, listedIssue(issueB, { number: '2026-0002', title: '改正了' }))
    const draft = after(before, correct())
    const again = draft.after(
      byOffice(
        {
          ...addItems(ref('issues', issueB)),
          args: { editionId: correctionId, items: [ref('issues', issueB)] },
        } as never,
        draft,
      ),
    )
    const rows = after(again, freeze(correctionId))
    expect(itemIn(rows, 'issues', issueB, correctionId).line).toMatchObject({ title: '改正了', serial: 2 })
    expect(itemIn(rows, 'issues', issueA, correctionId).line).toMatchObject({ serial: 1 })
  })

  test('needs a reason, the month of the one it corrects, and one that is frozen', () => {
    expect(codeFor(open({ editionId: correctionId, correctsId: editionId }), frozen())).toBe('invalidArgs')
    expect(codeFor(open({ ...correct().args, month: '2026-06' }), frozen())).toBe('notLatestEdition')
    expect(codeFor(correct(), after(editionZone(), open()))).toBe('monthOpen')
    expect(codeFor(correct(), editionZone())).toBe('notPermitted')
  })

  test('of an edition that was corrected already is refused: the latest one counts', () => {
    const rows = after(frozen(), correct(), freeze(correctionId))
    expect(codeFor(correct([], id(72)), rows)).toBe('notLatestEdition')
    expect(codeFor(correct([], id(72), correctionId), rows)).toBe('accept')
    const editions = [...rows.held.values()].flatMap((each) => (each.kind === 'edition' ? [each] : []))
    expect(currentEdition(editions)?.id).toBe(correctionId)
  })

  test('does not take over what became confidential since', () => {
    const before = frozen()
    before.held.set(
      `issue:${issueA}`,
      listedIssue(issueA, { confidential: true, audience: { areaId: 'V1', people: [], confidential: true } }),
    )
    expect(orderOf(after(before, correct()), 'issues', correctionId)).toEqual([issueB])
  })
})

test.each<[string, CommandRequest]>([
  ['edition.freeze', freeze()],
  ['edition.note', note()],
  ['edition.addItems', addItems(ref('effects', issueA))],
  ['edition.removeItems', removeItems(ref('issues', issueA))],
  ['edition.drop', drop],
  ['edition.setHead', { name: 'edition.setHead', args: { editionId, changes: { title: '改' } } }],
  [
    'edition.arrange',
    { name: 'edition.arrange', args: { editionId, list: 'issues', refIds: [issueB], after: null } },
  ],
])('%s is refused once the edition is frozen, is given up, or is not there', (_, request) => {
  expect(codeFor(request, after(editionZone(), open(), freeze()))).toBe('editionFrozen')
  expect(codeFor(request, after(editionZone(), open(), drop))).toBe('wrongState')
  expect(codeFor(request, editionZone())).toBe('notPermitted')
  const cadre = { actor: makeActor() }
  expect(codeFor(request, after(editionZone(), open()), cadre)).toBe('notPermitted')
})

test('an id that is used already is refused', () => {
  const rows = after(
    editionZone(row('unit', 'unit-9', { name: '信访办', kind: 'department', areaId: null })),
    open(),
  )
  expect(codeFor(open({ month: '2026-06' }), rows)).toBe('alreadyExists')
})
