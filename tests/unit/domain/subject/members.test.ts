import { describe, expect, test } from 'vitest'
import { scopesOf } from '../../../../src/domain/access/scopes'
import type { CommandArgs, CommandRequest } from '../../../../src/domain/command/registry'
import type { FieldEdits, Row } from '../../../../src/domain/rows'
import type { SubjectMember } from '../../../../src/domain/subject/rows'
import { codeOf, Rows, tryCommand, type TryOptions } from '../../../fixtures/judge'
import { id } from '../../../fixtures/ids'
import {
  makeActor,
  makePairing,
  makeZoneRows,
  officeActor,
  otherVillage,
  persons,
  row,
  village,
} from '../../../fixtures/rows'

const subjectId = id(20)
const [daughter, son, stranger] = [id(50), id(51), id(52)] as const
const makeMember = (overrides: Partial<SubjectMember> = {}): SubjectMember => ({
  subjectId,
  areaId: village,
  pairedWith: [],
  knownBy: [],
  name: '甲女',
  relation: '女儿',
  birthYear: 2015,
  ...overrides,
})
const household = (overrides: Partial<SubjectMember> = {}): Rows =>
  new Rows([
    ...makeZoneRows(),
    row('subjectMember', daughter, makeMember(overrides), 9),
    row('subjectMember', stranger, makeMember({ subjectId: id(21), name: '别家的' })),
  ])

type Members = NonNullable<CommandArgs<'subject.edit'>['members']>
const edit = (members: Partial<Members>): CommandRequest => ({
  name: 'subject.edit',
  args: { subjectId, campaignId: 'campaign-1', members: { put: [], remove: [], ...members } },
})
const code = (members: Partial<Members>, rows = household(), options: TryOptions = {}): string =>
  codeOf(tryCommand(edit(members), rows, options))
const memberOf = (rows: Rows, memberId: string) =>
  (rows.get('subjectMember', memberId) as Row<'subjectMember'>).data
const after = (members: Partial<Members>, rows = household(), options: TryOptions = {}): Rows =>
  rows.after(tryCommand(edit(members), rows, options))
const conflictsOf = (rows: Rows) =>
  [...rows.held.values()].filter(
    ({ kind, data }) => kind === 'event' && data.type === 'field.conflict',
  ) as Row<'event'>[]

describe('members of a household', () => {
  test('are added with what is known of them', () => {
    const rows = after({ put: [{ id: son, name: '甲儿' }] })
    expect(memberOf(rows, son)).toEqual(makeMember({ name: '甲儿', relation: '', birthYear: null }))
    expect(scopesOf('subjectMember', memberOf(rows, son))).toEqual([`member:${village}`])
  })

  test('are corrected field by field', () => {
    const rows = after({ put: [{ id: daughter, birthYear: 2016 }] })
    expect(memberOf(rows, daughter)).toMatchObject({ name: '甲女', relation: '女儿', birthYear: 2016 })
  })

  test('that are removed lie in no scope any more, and can be found in the history', () => {
    const rows = after({ remove: [daughter] })
    expect(scopesOf('subjectMember', memberOf(rows, daughter))).toEqual([])
    expect(memberOf(rows, daughter).name).toBe('甲女')
  })

  test('move with the household', () => {
    const rows = household()
    const move: CommandRequest = {
      name: 'subject.move',
      args: { subjectId, areaId: otherVillage, groupId: null },
    }
    const moved = rows.after(tryCommand(move, rows, { actor: officeActor() }))
    expect(scopesOf('subjectMember', memberOf(moved, daughter))).toEqual([`member:${otherVillage}`])
  })

  test('are named in the timeline by the word, never by what was written', () => {
    const rows = after({ put: [{ id: daughter, name: '甲小女' }], remove: [] })
    const event = rows.get('event', `${id(900)}.0`) as Row<'event'>
    expect(event.data.detail).toEqual({ fields: ['members'] })
    expect(JSON.stringify(event)).not.toContain('甲小女')
  })

  test('written as they are change nothing', () => {
    expect(code({ put: [{ id: daughter, name: '甲女' }] })).toBe('nothingToChange')
    expect(code({ remove: [daughter] }, household({ removed: true }))).toBe('nothingToChange')
    expect(code({})).toBe('nothingToChange')
  })
})

describe('who may write members', () => {
  test.each([
    ['who looks after the village', 'contact', { areaId: village, subjectId: null }, 'accept'],
    ['who looks after the household', 'care', { areaId: null, subjectId }, 'accept'],
    ['the village’s leader', 'leader', { areaId: village, subjectId: null }, 'notPermitted'],
    ['the household’s leader', 'leader', { areaId: null, subjectId }, 'notPermitted'],
  ] as const)('%s: %s', (_, kind, target, expected) => {
    const personId = persons.leader
    const rows = new Rows([
      ...household().held.values(),
      row('pairing', id(11), makePairing({ kind, personId, ...target })),
    ])
    expect(code({ remove: [daughter] }, rows, { actor: makeActor({ personId }) })).toBe(expected)
  })

  test('not the office, which does not hold them', () => {
    expect(code({ remove: [daughter] }, household(), { actor: officeActor() })).toBe('notPermitted')
  })
})

describe('what can not be', () => {
  const many = Array.from({ length: 30 }, (_, index) => ({ id: id(100 + index), name: `人${index}` }))
  test.each<[string, Partial<Members>, string]>([
    ['a new member without a name', { put: [{ id: son, relation: '儿子' }] }, 'invalidArgs'],
    ['an empty name', { put: [{ id: daughter, name: ' ' }] }, 'invalidArgs'],
    ['a member of another household', { put: [{ id: stranger, name: '甲女' }] }, 'alreadyExists'],
    ['removing a member of another household', { remove: [stranger] }, 'notPermitted'],
    ['removing somebody nobody knows', { remove: [id(999)] }, 'notPermitted'],
    ['putting and removing at once', { put: [{ id: daughter }], remove: [daughter] }, 'invalidArgs'],
    [
      'putting twice',
      {
        put: [
          { id: son, name: '一' },
          { id: son, name: '二' },
        ],
      },
      'invalidArgs',
    ],
    ['more than a household has', { put: many }, 'invalidArgs'],
  ])('%s is refused', (_, members, expected) => {
    expect(code(members)).toBe(expected)
  })

  test('as many as a household may have are taken when somebody else goes', () => {
    expect(code({ put: many, remove: [daughter] })).toBe('accept')
  })

  test('a refusal names the place', () => {
    expect(tryCommand(edit({ put: [{ id: daughter, name: '甲' }, { id: son }] }), household())).toMatchObject(
      { rejection: { params: { path: 'members.put.1.name', issue: 'missing' } } },
    )
  })
})

describe('two people who change one member', () => {
  const by = (field: string): FieldEdits => ({
    [field]: { v: 9, device: id(102), person: persons.otherCadre },
  })
  const unseen = { base: { [`subjectMember:${daughter}`]: 4 } }

  test('in different fields merge', () => {
    const rows = after(
      { put: [{ id: daughter, relation: '长女' }] },
      household({ birthYear: 2014, edits: by('birthYear') }),
      unseen,
    )
    expect(memberOf(rows, daughter)).toMatchObject({ relation: '长女', birthYear: 2014 })
    expect(conflictsOf(rows)).toEqual([])
  })

  test('in the same field: the later stands, and both are told whose field it is, nobody else', () => {
    const rows = after(
      { put: [{ id: daughter, birthYear: 2016 }] },
      household({ birthYear: 2014, edits: by('birthYear') }),
      unseen,
    )
    expect(memberOf(rows, daughter).birthYear).toBe(2016)
    const [event, ...others] = conflictsOf(rows)
    expect(others).toEqual([])
    expect(event?.data.detail).toMatchObject({
      field: `members.${daughter}.birthYear`,
      theirs: '2014',
      mine: '2016',
    })
    expect(scopesOf('event', event!.data).sort()).toEqual(
      [`user:${persons.cadre}`, `user:${persons.otherCadre}`].sort(),
    )
  })

  test('a correction that did not know of the removal brings the member back, and both are told', () => {
    const rows = after(
      { put: [{ id: daughter, birthYear: 2016 }] },
      household({ removed: true, edits: by('removed') }),
      unseen,
    )
    expect(scopesOf('subjectMember', memberOf(rows, daughter))).toEqual([`member:${village}`])
    expect(memberOf(rows, daughter)).toMatchObject({ name: '甲女', birthYear: 2016 })
    expect(conflictsOf(rows).map(({ data }) => data.detail['field'])).toEqual([`members.${daughter}.removed`])
  })

  test('someone who has seen the other value does not conflict with it', () => {
    const rows = after({ put: [{ id: daughter, birthYear: 2016 }] }, household({ edits: by('birthYear') }), {
      base: { [`subjectMember:${daughter}`]: 9 },
    })
    expect(conflictsOf(rows)).toEqual([])
  })
})
