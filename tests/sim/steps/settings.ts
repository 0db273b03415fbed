/** 设置: units, categories, rules, calendar, campaign, texts and the roster, as administrator and office play them. */
import type { CommandArgs } from '../../../src/domain/command/registry'
import { isActiveCategory, isActiveUnit } from '../../../src/domain/zone/rows'
import { at, some, someUnit, type Scene, type Steps, type Weights } from './scene'

/** Rows that an administrator makes are known by a code; a new one each time, now and then one that is taken. */
const newCode = ({ pick, newId }: Scene, kind: string): string =>
  pick % 8 === 0 ? `${kind}-1` : `${kind}-${newId()}`
const categoryOf = (scene: Scene): string => some(scene, 'category')?.id ?? 'cat-1'

export const settingsSteps = {
  'unit.create': (scene) => ({
    name: 'unit.create',
    args: { unitId: newCode(scene, 'unit'), name: `单位${scene.pick}`, kind: 'team', areaId: null },
  }),
  'unit.edit': (scene) => ({
    name: 'unit.edit',
    args: { unitId: someUnit(scene), name: `单位${scene.pick % 3}` },
  }),
  'unit.setActive': (scene) => {
    const off = some(scene, 'unit', ({ data }) => !isActiveUnit(data))
    const unit = off && scene.pick % 2 === 0 ? off : some(scene, 'unit')
    return unit && { name: 'unit.setActive', args: { unitId: unit.id, active: !isActiveUnit(unit.data) } }
  },
  'unit.dissolve': (scene) => {
    const successor = some(scene, 'unit', ({ data }) => isActiveUnit(data))
    return (
      successor && {
        name: 'unit.dissolve',
        args: {
          unitId: someUnit({ ...scene, pick: scene.pick + 1 }),
          successorId: successor.id,
          campaignIds: [scene.zone.campaignId],
        },
      }
    )
  },
  'category.create': (scene) => ({
    name: 'category.create',
    args: {
      categoryId: newCode(scene, 'cat'),
      name: `类别${scene.pick}`,
      parentId: scene.pick % 3 === 0 ? categoryOf(scene) : null,
      leadUnitId: someUnit(scene),
      confidential: scene.pick % 5 === 0,
      order: scene.pick,
    },
  }),
  'category.edit': (scene) => {
    const ways: Omit<CommandArgs<'category.edit'>, 'categoryId'>[] = [
      { name: `类别${scene.pick % 4}` },
      { leadUnitId: someUnit(scene) },
      { order: scene.pick },
    ]
    return { name: 'category.edit', args: { categoryId: categoryOf(scene), ...at(ways, scene.pick) } }
  },
  'category.setActive': (scene) => {
    const category = some(scene, 'category')
    return (
      category && {
        name: 'category.setActive',
        args: { categoryId: category.id, active: !isActiveCategory(category.data) },
      }
    )
  },
  'rules.edit': (scene) => {
    const days = 1 + (scene.pick % 4)
    const ways: CommandArgs<'rules.edit'>['rules'][] = [
      { handBackDays: days },
      { provisionalDays: days },
      { redAfterDays: days, dueSoonDays: days },
    ]
    return { name: 'rules.edit', args: { rules: at(ways, scene.pick) ?? {} } }
  },
  'calendar.setYear': ({ pick }) => ({
    name: 'calendar.setYear',
    args: {
      year: 2026 + (pick % 2),
      holidays: [
        {
          name: '国庆节',
          from: `${2026 + (pick % 2)}-10-0${1 + (pick % 3)}`,
          to: `${2026 + (pick % 2)}-10-07`,
        },
      ],
      makeUpDays: [],
    },
  }),
  'campaign.create': (scene) => ({
    name: 'campaign.create',
    args: {
      campaignId: newCode(scene, 'campaign'),
      copyOf: scene.zone.campaignId,
      name: `活动${scene.pick}`,
      year: 2027,
    },
  }),
  'campaign.edit': ({ zone, pick }) => {
    const ways: Omit<CommandArgs<'campaign.edit'>, 'campaignId'>[] = [
      { name: `活动${pick % 4}` },
      { operator: `主办${pick % 4}` },
      { careGroups: [] },
    ]
    return { name: 'campaign.edit', args: { campaignId: zone.campaignId, ...at(ways, pick) } }
  },
  'campaign.close': ({ client, zone, today, pick }) => {
    const isClosed = !!client.row('campaign', zone.campaignId)?.data.closedOn
    const closedOn = (pick % 5 === 0) === isClosed ? today : null
    return { name: 'campaign.close', args: { campaignId: zone.campaignId, closedOn } }
  },
  'noticeTexts.edit': ({ pick }) => ({
    name: 'noticeTexts.edit',
    args: { title: `公示${pick % 3}`, intro: '如下', closing: '请监督', contact: '' },
  }),
  'register.keepMapping': ({ pick }) => ({
    name: 'register.keepMapping',
    args: {
      signature: pick % 6 === 0 ? 'no mark' : `${pick % 2}123456789abcdef`,
      columns: pick % 3 === 0 ? ['headName'] : ['headName', 'memberName'],
    },
  }),
  'roster.change': (scene) => {
    const subject = some(scene, 'subject')
    if (!subject) return undefined
    const isListed = subject.data.rosters?.includes(scene.zone.campaignId) ?? false
    const [listed, unlisted] = (scene.pick % 4 === 0) === isListed ? [[subject.id], []] : [[], [subject.id]]
    return { name: 'roster.change', args: { campaignId: scene.zone.campaignId, listed, unlisted } }
  },
} as const satisfies Steps

export const settingsWeights: Weights<keyof typeof settingsSteps> = {
  'unit.create': [0.8, 'admin'],
  'unit.edit': [0.6, 'admin'],
  'unit.setActive': [1.5, 'admin'],
  'unit.dissolve': [1.2, 'admin'],
  'category.create': [0.7, 'admin'],
  'category.edit': [0.8, 'admin'],
  'category.setActive': [0.6, 'admin'],
  'rules.edit': [0.8, 'admin'],
  'calendar.setYear': [0.5, 'admin'],
  'campaign.create': [0.5, 'admin'],
  'campaign.edit': [0.7, 'admin'],
  'campaign.close': [0.5, 'admin'],
  'noticeTexts.edit': [0.6, 'admin'],
  'register.keepMapping': [0.6, 'office'],
  'roster.change': [0.8, 'office'],
}
