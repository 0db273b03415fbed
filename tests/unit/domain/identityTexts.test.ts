/** Identity-card numbers are refused wherever a person writes. */
import { describe, expect, test } from 'vitest'
import {
  commandDefinitions,
  type CommandName,
  type CommandRequest,
} from '../../../src/domain/command/registry'
import { parse, type Schema } from '../../../src/domain/schema'
import { Rows, tryCommand } from '../../fixtures/judge'
import { id } from '../../fixtures/ids'
import { makeZoneRows, today } from '../../fixtures/rows'

const number = '11010519491231002X'
const subjectId = id(20)
const issueId = id(30)
const visitId = id(40)
const campaignId = 'campaign-1'
const contact = { contactName: '', phone: '' }
const member = { id: id(50), name: '甲女', relation: '', birthYear: null }
const create = {
  subjectId: id(21),
  kind: 'household',
  areaId: 'V1',
  groupId: null,
  name: '户主乙',
  address: '',
  tags: [],
  notes: '',
  contact,
  members: [member],
  care: { groups: [], note: '' },
  campaignId,
}
const visit = {
  visitId,
  visitorIds: [id(1)],
  happenedOn: today,
  startTime: null,
  endTime: null,
  narrative: '',
  place: '',
  details: { kind: 'household', subjectId },
}
const talk = { kind: 'talk', areaId: 'V1', topic: '医保', villagesReached: 1, householdsReached: 1 }
const issue = {
  issueId,
  visitId: null,
  subjectId,
  areaId: 'V1',
  kind: 'demand',
  categoryId: 'cat-1',
  title: '路灯不亮',
  words: '门口的灯坏了',
  raisedOn: today,
  urgent: false,
  confidential: false,
}
const decline = { issueId, reason: '不属本区', toldResident: '已告知', handedTo: '' }

const cases: [CommandName, path: string, args: object][] = [
  ['subject.create', 'name', { ...create, name: number }],
  ['subject.create', 'address', { ...create, address: number }],
  ['subject.create', 'tags.0', { ...create, tags: [number] }],
  ['subject.create', 'notes', { ...create, notes: number }],
  ['subject.create', 'contact.contactName', { ...create, contact: { ...contact, contactName: number } }],
  ['subject.create', 'contact.phone', { ...create, contact: { ...contact, phone: number } }],
  ['subject.create', 'members.0.name', { ...create, members: [{ ...member, name: number }] }],
  ['subject.create', 'members.0.relation', { ...create, members: [{ ...member, relation: number }] }],
  ['subject.create', 'care.note', { ...create, care: { groups: [], note: number } }],
  ['subject.edit', 'subject.name', { subjectId, campaignId, subject: { name: number } }],
  ['subject.edit', 'subject.address', { subjectId, campaignId, subject: { address: number } }],
  ['subject.edit', 'subject.tags.0', { subjectId, campaignId, subject: { tags: [number] } }],
  ['subject.edit', 'subject.notes', { subjectId, campaignId, subject: { notes: number } }],
  ['subject.edit', 'contact.contactName', { subjectId, campaignId, contact: { contactName: number } }],
  ['subject.edit', 'contact.phone', { subjectId, campaignId, contact: { phone: number } }],
  [
    'subject.edit',
    'members.put.0.name',
    { subjectId, campaignId, members: { put: [{ id: id(50), name: number }], remove: [] } },
  ],
  ['subject.edit', 'care.note', { subjectId, campaignId, care: { note: number } }],
  ['visit.record', 'narrative', { ...visit, narrative: number }],
  ['visit.record', 'place', { ...visit, place: number }],
  ['visit.record', 'details.topic', { ...visit, details: { ...talk, topic: number } }],
  ['visit.amend', 'changes.narrative', { visitId, changes: { narrative: number } }],
  ['visit.amend', 'changes.place', { visitId, changes: { place: number } }],
  ['visit.amend', 'changes.topic', { visitId, changes: { topic: number } }],
  ['visit.withdraw', 'reason', { visitId, reason: number }],
  ['issue.register', 'title', { ...issue, title: number }],
  ['issue.register', 'words', { ...issue, words: number }],
  ['issue.resolveOnSite', 'measure', { issueId, measure: number, result: '', happenedOn: today }],
  ['issue.resolveOnSite', 'result', { issueId, measure: '办了', result: number, happenedOn: today }],
  ['issue.accept', 'remark', { issueId, remark: number }],
  ['issue.sendBack', 'remark', { issueId, remark: number }],
  ['issue.resubmit', 'title', { issueId, reply: '', title: number }],
  ['issue.resubmit', 'words', { issueId, reply: '', words: number }],
  ['issue.resubmit', 'reply', { issueId, reply: number }],
  ['issue.decline', 'reason', { ...decline, reason: number }],
  ['issue.decline', 'toldResident', { ...decline, toldResident: number }],
  ['issue.decline', 'handedTo', { ...decline, handedTo: number }],
]

describe('an identity-card number is refused at its field', () => {
  test.each(cases)('%s %s', (name, path, args) => {
    expect(tryCommand({ name, args } as CommandRequest, new Rows(makeZoneRows()))).toEqual({
      verdict: 'reject',
      rejection: { code: 'identityNumber', params: { field: path } },
    })
  })

  test('already on a phone that holds nothing to judge by', () => {
    const device = new Rows([], false)
    expect(tryCommand({ name: 'issue.sendBack', args: { issueId, remark: number } }, device)).toMatchObject({
      rejection: { code: 'identityNumber' },
    })
  })
})

/** Every schema of a string within a schema, with its path. */
function stringsOf(schema: unknown, path = ''): [path: string, schema: Schema][] {
  if (typeof schema !== 'object' || schema === null) return []
  const { type, entries, item, wrapped, options, pipe, value } = schema as Record<string, unknown>
  if (type === 'string') return [[path, schema as Schema]]
  const steps = Array.isArray(pipe) ? pipe.filter((step) => step !== schema && isSchema(step)) : []
  // The first step of a pipe is its root, which says the same as the pipe itself.
  return [
    ...Object.entries(entries ?? {}).flatMap(([key, each]) => stringsOf(each, `${path}.${key}`)),
    ...[item, wrapped, value].flatMap((each) => stringsOf(each, path)),
    ...(Array.isArray(options) ? options : []).flatMap((each) => stringsOf(each, path)),
    ...steps.slice(1).flatMap((each) => stringsOf(each, path)),
  ]
}
const isSchema = (step: unknown): boolean => (step as { kind?: unknown }).kind === 'schema'

test.each(Object.entries(commandDefinitions))('no text of %s takes one', (name, { args }) => {
  const strings = stringsOf(args)
  // Numbers alone; all others name something at least.
  expect(strings.length > 0, name).toBe(name !== 'rules.edit')
  // With words around it: an id is refused by its shape.
  expect(
    strings.filter(([, schema]) => parse(schema, `号 ${number}`).ok).map(([path]) => `${name}${path}`),
  ).toEqual([])
})
