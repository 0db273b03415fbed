/** People, villages, pairings, and what an administrator sets. */
import { people, tenantId, villages } from '../../unit/server/http/makeEdge'
import { known, template, type Template } from './template'

export const settingsTemplates = (newId: () => string): Template[] => [
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
  template('office1', {
    name: 'register.keepMapping',
    args: { signature: '0123456789abcdef', columns: ['headName', 'memberName'] },
  }),
]
