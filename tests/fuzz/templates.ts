/**
 * One good command of every kind, against a small zone in which each of them would be applied. What is spoiled is then
 * the only reason for a refusal.
 */
import type { CommandName, CommandRequest } from '../../src/domain/command/registry'
import { people, tenantId, testId, villages, type Login } from '../unit/server/http/makeEdge'

/** Rows that the templates act upon; `prepare` of the run makes them. */
export const known = {
  household: testId(30),
  enterprise: testId(31),
  visit: testId(32),
  reported: testId(33),
  needsDetail: testId(34),
  pairing: testId(20),
} as const

export interface Template {
  login: Login
  request: CommandRequest
  /** Paths that may be absent. */
  optional: readonly string[]
}

const template = (login: Login, request: CommandRequest, optional: readonly string[] = []): Template => ({
  login,
  request,
  optional,
})

const visit = (newId: () => string) => ({
  visitId: newId(),
  visitorIds: [people.cadre1.id],
  happenedOn: '2026-06-13',
  startTime: '08:30',
  endTime: '10:00',
  narrative: '走了三户，主要说水渠的事。',
  place: '村部',
})

/** What the zone needs first, in order. */
export const preparations: readonly Template[] = [
  template('cadre1', {
    name: 'subject.create',
    args: {
      subjectId: known.enterprise,
      kind: 'enterprise',
      name: '晨光农机合作社',
      areaId: villages[0],
      groupId: null,
      address: '',
      tags: [],
      notes: '',
      contact: null,
      members: [],
      care: null,
      campaignId: 'campaign-2026',
    },
  }),
  template('cadre1', {
    name: 'visit.record',
    args: {
      ...visit(() => known.visit),
      details: { kind: 'meeting', areaId: villages[0], participants: 20 },
    },
  }),
  ...[known.reported, known.needsDetail].map((issueId) => template('cadre1', register(issueId))),
  template('office1', {
    name: 'issue.sendBack',
    args: { issueId: known.needsDetail, remark: '请补充是哪一段水渠。' },
  }),
]

function register(issueId: string): Extract<CommandRequest, { name: 'issue.register' }> {
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

export function makeTemplates(newId: () => string): Template[] {
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
    template('office1', {
      name: 'pairing.start',
      args: {
        pairingId: newId(),
        pairing: {
          kind: 'care',
          personId: people.cadre2.id,
          areaId: null,
          subjectId: known.household,
          visitEveryDays: 30,
          since: '2026-06-10',
        },
      },
    }),
    template('office1', { name: 'pairing.end', args: { pairingId: known.pairing, endedOn: '2026-06-13' } }),
    template('admin1', {
      name: 'person.create',
      args: { personId: newId(), name: '田小禾', roles: ['cadre', 'unit'], unitId: 'unit-office' },
    }),
    template('admin1', { name: 'person.edit', args: { personId: people.cadre2.id, name: '田改名' } }),
    template('admin1', {
      name: 'person.setRoles',
      args: { personId: people.cadre2.id, roles: ['cadre', 'publicity'] },
    }),
    template('admin1', {
      name: 'person.move',
      args: { personId: people.cadre2.id, unitId: 'unit-village' },
    }),
    template('admin1', { name: 'person.setActive', args: { personId: people.cadre2.id, active: false } }),
    template('admin1', {
      name: 'area.create',
      args: { areaId: newId(), name: '新湾', parentId: villages[0] },
    }),
    template('admin1', { name: 'area.rename', args: { areaId: villages[1], name: '改名村' } }),
    template('admin1', {
      name: 'area.move',
      args: { areaId: villages[1], parentId: tenantId, order: 9 },
    }),
    template('admin1', { name: 'area.setActive', args: { areaId: villages[1], active: false } }),
    template('admin1', {
      name: 'unit.create',
      args: { unitId: newId(), name: '应急办', kind: 'department', areaId: villages[0] ?? null },
    }),
    template('admin1', { name: 'unit.edit', args: { unitId: 'unit-village', name: '改名单位' } }, ['name']),
    template('admin1', { name: 'unit.setActive', args: { unitId: 'unit-village', active: false } }),
    template('admin1', {
      name: 'unit.dissolve',
      args: { unitId: 'unit-village', successorId: 'unit-office', campaignIds: ['campaign-2026'] },
    }),
    template('admin1', {
      name: 'category.create',
      args: {
        categoryId: newId(),
        name: '新类别',
        parentId: null,
        leadUnitId: 'unit-village',
        confidential: false,
        order: 99,
      },
    }),
    template('admin1', { name: 'category.edit', args: { categoryId: 'cat-other', name: '改名类别' } }, [
      'name',
    ]),
    template('admin1', { name: 'category.setActive', args: { categoryId: 'cat-other', active: false } }),
    template('admin1', { name: 'rules.edit', args: { rules: { handBackDays: 5, drawSize: 8 } } }, [
      'rules.handBackDays',
      'rules.drawSize',
    ]),
    template('admin1', {
      name: 'calendar.setYear',
      args: {
        year: 2027,
        holidays: [{ name: '元旦', from: '2027-01-01', to: '2027-01-03' }],
        makeUpDays: ['2027-02-14'],
      },
    }),
    template('admin1', {
      name: 'campaign.create',
      args: { campaignId: newId(), copyOf: 'campaign-2026', name: '下一年', year: 2027 },
    }),
    template(
      'admin1',
      {
        name: 'campaign.edit',
        args: {
          campaignId: 'campaign-2026',
          name: '改名活动',
          phases: [{ id: 'p1', name: '全年', from: '2026-01-01', to: '2026-12-31' }],
        },
      },
      ['name', 'phases'],
    ),
    template('admin1', {
      name: 'campaign.close',
      args: { campaignId: 'campaign-2026', closedOn: '2026-01-02' },
    }),
    template('admin1', {
      name: 'noticeTexts.edit',
      args: { title: '民情公示', intro: '如下', closing: '请监督', contact: '0722-3300000' },
    }),
  ]
}

/** Given by the server alone: from a device it is always refused. */
export const serverOnly: CommandName = 'zone.install'
