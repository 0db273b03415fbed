import { describe, expect, test } from 'vitest'
import { addressWithin } from '../../../../src/app/components/subject/addressWithin'
import {
  emptyMember,
  memberField,
  type MemberDraft,
} from '../../../../src/app/components/subject/memberDraft'
import {
  draftOfSubject,
  emptySubjectDraft,
  isEmptySubject,
  readSubjectDraft,
  subjectRequest,
  tagsOf,
  type SubjectDraft,
} from '../../../../src/app/components/subject/subjectDraft'
import { listOfGroups } from '../../../../src/app/components/subject/subjectGroups'
import { commandDefinitions } from '../../../../src/domain/command/registry'
import { parse } from '../../../../src/domain/schema'
import { id } from '../../../fixtures/ids'
import { makeSubject, row, village } from '../../../fixtures/rows'

const surroundings = { campaignId: 'campaign-1', mayCare: true }
const subject = row('subject', id(20), makeSubject({ tags: ['党员户'] }))
const shared = { subjectId: id(20), areaId: village, pairedWith: [] }
const contact = { ...shared, contactName: '甲', phone: '138' }
const care = { ...shared, groups: ['care-alone'], note: '腿脚慢' }
const members = [
  row('subjectMember', id(50), { ...shared, name: '甲女', relation: '女儿', birthYear: 2015 }),
  row('subjectMember', id(51), { ...shared, name: '甲母', relation: '母亲', birthYear: null }),
]
const family = () => draftOfSubject(subject, contact, care, members)
const edit = (change: Partial<SubjectDraft>, mayCare = true) =>
  subjectRequest({ ...draftOfSubject(subject, contact, care), ...change }, { ...surroundings, mayCare }).args

function wrongFields(draft: SubjectDraft): string[] {
  const { name, args, fieldOf } = subjectRequest(draft, surroundings)
  const parsed = parse(commandDefinitions[name].args, args)
  return parsed.ok ? [] : parsed.issues.map(({ path }) => fieldOf(path) ?? `nowhere: ${path}`)
}

describe('an edit of a subject', () => {
  test('sends only the fields that were changed, in the part they belong to', () => {
    expect(edit({ notes: '白天在地里', phone: '139' })).toEqual({
      subjectId: id(20),
      subject: { notes: '白天在地里' },
      contact: { phone: '139' },
      campaignId: 'campaign-1',
    })
    expect(edit({ tags: '党员户 返乡' })).toMatchObject({ subject: { tags: ['党员户', '返乡'] } })
    expect(edit({ careGroups: [] })).toMatchObject({ care: { groups: [] } })
  })

  test('never sends care groups of someone who may not write them', () => {
    expect(edit({ careGroups: [], name: '乙' }, false)).not.toHaveProperty('care')
  })

  test('of nothing leaves no draft behind', () => {
    const draft = draftOfSubject(subject, contact, care)
    expect(isEmptySubject(draft)).toBe(true)
    expect(isEmptySubject({ ...draft, groupId: null })).toBe(false)
    expect(isEmptySubject(readSubjectDraft(JSON.parse(JSON.stringify(draft)))!)).toBe(true)
  })
})

describe('members of a subject that is edited', () => {
  const editOf = (change: Partial<SubjectDraft>, mayCare = true) =>
    subjectRequest({ ...family(), ...change }, { ...surroundings, mayCare })
  const [daughter, mother] = family().members as [MemberDraft, MemberDraft]
  const added: MemberDraft = { ...emptyMember(), name: '甲儿', birthYear: '2018' }

  test('are filled in, the head first, then by age; nothing is sent while they are as they were', () => {
    expect(family().members.map(({ name, birthYear }) => [name, birthYear])).toEqual([
      ['甲女', '2015'],
      ['甲母', ''],
    ])
    const grandson = row('subjectMember', id(49), {
      ...shared,
      name: '甲孙',
      relation: '孙子',
      birthYear: 2020,
    })
    const head = row('subjectMember', id(52), {
      ...shared,
      name: '户主甲',
      relation: '户主',
      birthYear: 1970,
    })
    expect(
      draftOfSubject(subject, contact, care, [grandson, ...members, head]).members.map(({ name }) => name),
    ).toEqual(['户主甲', '甲女', '甲孙', '甲母'])
    expect(isEmptySubject(family())).toBe(true)
    expect(editOf({}).args).not.toHaveProperty('members')
  })

  test('send only what was changed of each, who was added whole, and who was removed', () => {
    const changed = [{ ...daughter, birthYear: '２０１６' }, { ...mother, removed: true }, added]
    expect(editOf({ members: changed }).args).toMatchObject({
      members: {
        put: [
          { id: daughter.id, birthYear: 2016 },
          { id: added.id, name: '甲儿', relation: '', birthYear: 2018 },
        ],
        remove: [mother.id],
      },
    })
    expect(isEmptySubject({ ...family(), members: changed })).toBe(false)
  })

  test('whose removal was taken back are not mentioned', () => {
    const marked = { ...mother, removed: true }
    expect(editOf({ members: [daughter, { ...marked, removed: false }] }).args).not.toHaveProperty('members')
  })

  test('fit the command’s schema, and objections are shown at their own card', () => {
    const { name, args, fieldOf } = editOf({
      tags: '很'.repeat(30),
      members: [daughter, { ...mother, birthYear: '八十' }, { ...added, name: ' ' }],
    })
    const parsed = parse(commandDefinitions[name].args, args)
    expect(parsed.ok ? [] : parsed.issues.map(({ path }) => fieldOf(path)).sort()).toEqual(
      ['tags', memberField(mother.id, 'birthYear'), memberField(added.id, 'name')].sort(),
    )
  })

  test('are sent by nobody who may not write them, nor from a phone that did not hold them', () => {
    const removed = { members: [{ ...daughter, removed: true }, mother] }
    expect(editOf(removed, false).args).not.toHaveProperty('members')
    expect(edit({ ...removed, members: [added] })).not.toHaveProperty('members')
  })

  test('that were taken off the list already are not shown', () => {
    const gone = members.map((each) => row('subjectMember', each.id, { ...each.data, removed: true }))
    expect(draftOfSubject(subject, contact, care, gone).members).toEqual([])
  })

  test('of a draft that an older build began are left alone', () => {
    const { knowsMembers: _, ...older } = JSON.parse(JSON.stringify(family())) as SubjectDraft
    expect(readSubjectDraft(older)?.knowsMembers).toBe(false)
    const { knowsMembers: __, ...olderNew } = emptySubjectDraft()
    expect(readSubjectDraft(olderNew)?.knowsMembers).toBe(true)
  })
})

describe('a new subject', () => {
  const filled: SubjectDraft = {
    ...emptySubjectDraft(),
    areaId: village,
    name: '周承勤',
    members: [{ ...emptyMember(), name: '周小满', relation: '孙女', birthYear: '2014' }],
    careGroups: ['care-alone'],
  }

  test('fits the command’s schema', () => {
    expect(wrongFields(filled)).toEqual([])
  })

  test('has no contact row where none was given', () => {
    expect(subjectRequest(filled, surroundings).args).toMatchObject({ contact: null })
    expect(subjectRequest({ ...filled, phone: '139' }, surroundings).args).toMatchObject({
      contact: { phone: '139' },
    })
  })

  test('has every objection shown at a field, members’ by their own card', () => {
    const member = { ...emptyMember(), name: '', birthYear: '十岁' }
    const wrong = wrongFields({
      ...filled,
      areaId: null,
      name: ' ',
      phone: '1'.repeat(40),
      tags: '很'.repeat(30),
      members: [filled.members[0]!, member],
    })
    expect(wrong.sort()).toEqual(
      [
        'area',
        'name',
        'phone',
        'tags',
        memberField(member.id, 'name'),
        memberField(member.id, 'birthYear'),
      ].sort(),
    )
  })

  test('that is an enterprise sends no family and no care groups, whatever was typed before', () => {
    expect(subjectRequest({ ...filled, kind: 'enterprise' }, surroundings).args).toMatchObject({
      members: [],
      care: null,
    })
  })

  test('whose member holds an identity number shows it at that member', () => {
    const { fieldOf } = subjectRequest(filled, surroundings)
    expect(fieldOf('members.0.name')).toBe(memberField(filled.members[0]!.id, 'name'))
  })
})

test.each([
  ['党员户 返乡', ['党员户', '返乡']],
  ['党员户，返乡、党员户;', ['党员户', '返乡']],
  ['  ', []],
])('tags typed as %j are %j', (typed, tags) => {
  expect(tagsOf(typed)).toEqual(tags)
})

test.each([
  ['新春村一组52号', ['新春村', '一组'], '52号'],
  ['52号', ['新春村', '一组'], '52号'],
  ['新春村', ['新春村', '一组'], '新春村'],
  ['一组52号', ['新春村', '一组'], '52号'],
])('the address %j below its places says %j', (address, places, rest) => {
  expect(addressWithin(address, places)).toBe(rest)
})

test('a heading stands before each group, with its count', () => {
  const subjects = ['V1-01', 'V1-01', null].map((groupId, index) =>
    row('subject', id(30 + index), makeSubject({ groupId })),
  )
  const list = listOfGroups([subjects.slice(0, 2).reverse(), subjects.slice(2)], (a, b) =>
    a.id < b.id ? -1 : 1,
  )
  expect(list).toMatchObject({ length: 5, subjects: 3 })
  const items = Array.from({ length: 5 }, (_, index) => list.at(index))
  expect(items.map((item) => (item?.type === 'heading' ? [item.groupId, item.count] : item?.key))).toEqual([
    ['V1-01', 2],
    id(30),
    id(31),
    [null, 1],
    id(32),
  ])
  expect([list.at(-1), list.at(5)]).toEqual([undefined, undefined])
})
