/** Households, visits, and issues until the office has decided on them. */
import type { CommandRequest } from '../../../src/domain/command/registry'
import { people, villages } from '../../unit/server/http/makeEdge'
import { known, template, type Template } from './template'

export const visit = (newId: () => string) => ({
  visitId: newId(),
  visitorIds: [people.cadre1.id],
  happenedOn: '2026-06-13',
  startTime: '08:30',
  endTime: '10:00',
  narrative: '走了三户，主要说水渠的事。',
  place: '村部',
})

export function register(issueId: string): Extract<CommandRequest, { name: 'issue.register' }> {
  return {
    name: 'issue.register',
    args: {
      issueId,
      visitId: known.visit,
      subjectId: null,
      areaId: villages[0],
      kind: 'demand',
      categoryId: 'cat-other',
      title: '水渠淤塞',
      words: '渠里都是泥，上面的水下不来。',
      raisedOn: '2026-06-13',
      urgent: false,
      confidential: false,
    },
  }
}

export function recordTemplates(newId: () => string): Template[] {
  const record = (details: Extract<CommandRequest, { name: 'visit.record' }>['args']['details']) =>
    template('cadre1', { name: 'visit.record', args: { ...visit(newId), details } })
  return [
    template('cadre1', {
      name: 'subject.create',
      args: {
        subjectId: newId(),
        kind: 'household',
        name: '田家旺',
        areaId: villages[0],
        groupId: null,
        address: '二组',
        tags: ['种粮大户'],
        notes: '屋后有水塘。',
        contact: { contactName: '田家旺', phone: '139 0000 0001' },
        members: [{ id: newId(), name: '田小满', relation: '女儿', birthYear: 2001 }],
        care: { groups: ['care-elderly-alone'], note: '母亲独居。' },
        campaignId: 'campaign-2026',
      },
    }),
    template(
      'cadre1',
      {
        name: 'subject.edit',
        args: {
          subjectId: known.household,
          subject: { notes: '换了门牌。', tags: ['低洼处'] },
          contact: { phone: '139 0000 0002' },
          campaignId: 'campaign-2026',
        },
      },
      ['subject', 'subject.notes', 'subject.tags', 'contact', 'contact.phone'],
    ),
    record({ kind: 'household', subjectId: known.household }),
    record({ kind: 'enterprise', subjectId: known.enterprise }),
    record({ kind: 'meeting', areaId: villages[0], participants: 12 }),
    record({ kind: 'stay', areaId: villages[0], endedOn: '2026-06-13' }),
    record({
      kind: 'talk',
      areaId: villages[0],
      topic: '医保政策',
      villagesReached: 1,
      householdsReached: 30,
    }),
    template(
      'cadre1',
      {
        name: 'visit.amend',
        args: { visitId: known.visit, changes: { narrative: '来了二十多人。', place: '祠堂' } },
      },
      ['changes.narrative', 'changes.place'],
    ),
    template('cadre1', { name: 'visit.withdraw', args: { visitId: known.visit, reason: '记错了日子。' } }),
    template('cadre1', register(newId())),
    template('cadre1', {
      name: 'issue.resolveOnSite',
      args: {
        issueId: known.reported,
        measure: '当场清了淤。',
        result: '水下来了。',
        happenedOn: '2026-06-13',
      },
    }),
    template(
      'cadre1',
      {
        name: 'issue.resubmit',
        args: {
          issueId: known.needsDetail,
          categoryId: 'cat-other',
          title: '东渠淤塞',
          words: '东渠，从桥头起。',
          reply: '已补充。',
        },
      },
      ['categoryId', 'title', 'words'],
    ),
    template('office1', {
      name: 'roster.change',
      args: { campaignId: 'campaign-2026', listed: [known.household], unlisted: [] },
    }),
    template('office1', {
      name: 'subject.move',
      args: { subjectId: known.household, areaId: villages[1], groupId: null },
    }),
    template(
      'office1',
      { name: 'issue.accept', args: { issueId: known.reported, categoryId: 'cat-other', remark: '收到。' } },
      ['categoryId'],
    ),
    template('office1', {
      name: 'issue.sendBack',
      args: { issueId: known.reported, remark: '请补充地点。' },
    }),
    template('office1', {
      name: 'issue.decline',
      args: {
        issueId: known.reported,
        reason: '不属于本区。',
        toldResident: '已告知去镇上。',
        handedTo: '镇政府',
      },
    }),
  ]
}
