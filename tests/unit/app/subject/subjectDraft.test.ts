import { describe, expect, test } from 'vitest'
import { addressWithin } from '../../../../src/app/components/subject/addressWithin'
import {
  draftOfSubject,
  emptyMember,
  emptySubjectDraft,
  isEmptySubject,
  memberField,
  readSubjectDraft,
  subjectRequest,
  tagsOf,
  type SubjectDraft,
} from '../../../../src/app/components/subject/subjectDraft'
import { withHeadings } from '../../../../src/app/components/subject/subjectGroups'
import { commandDefinitions } from '../../../../src/domain/command/registry'
import { parse } from '../../../../src/domain/schema'
import { id } from '../../../fixtures/ids'
import { makeSubject, row, village } from '../../../fixtures/rows'

const surroundings = { campaignId: 'campaign-1', mayCare: true }
const subject = row('subject', id(20), makeSubject({ tags: ['党员户'] }))
const shared = { subjectId: id(20), areaId: village, pairedWith: [] }
const contact = { ...shared, contactName: '甲', phone: '138' }
const care = { ...shared, groups: ['care-alone'], note: '腿脚慢' }
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
    expect(fieldOf('members.周小满')).toBe(memberField(filled.members[0]!.id, 'name'))
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
  expect(
    withHeadings(subjects).map((item) => (item.type === 'heading' ? [item.groupId, item.count] : item.key)),
  ).toEqual([['V1-01', 2], id(30), id(31), [null, 1], id(32)])
})
