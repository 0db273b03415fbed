import { describe, expect, test } from 'vitest'
import { addDays } from '../../../../src/domain/time/shanghai'
import { makeVillages } from '../../../../src/server/seed/areas'
import { categories, makeCampaign } from '../../../../src/server/seed/campaign'
import { committeeOf, departments } from '../../../../src/server/seed/units'
import { demoZoneCode } from '../../../../src/server/seed/zone'
import { demoDivisions } from './demoDivisions'

describe('default campaign', () => {
  const campaign = makeCampaign()

  test('has the four phases of the plan, one following the other without a gap', () => {
    expect(campaign.phases.map(({ name, from, to }) => [name, from, to])).toEqual([
      ['动员部署', '2026-06-01', '2026-06-07'],
      ['全面开展', '2026-06-08', '2026-06-30'],
      ['持续深化', '2026-07-01', '2026-10-31'],
      ['巩固提升', '2026-11-01', '2026-12-31'],
    ])
    campaign.phases.slice(1).forEach(({ from }, index) => {
      expect(from).toBe(addDays(campaign.phases[index]?.to ?? '', 1))
    })
  })

  test('names the seven care groups, the four office groups and the four key actions of the plan', () => {
    expect(campaign.careGroups.map(({ name }) => name)).toEqual([
      '农村监测户',
      '独居老人',
      '孤儿',
      '事实无人抚养儿童',
      '特困人员',
      '身体残疾',
      '精神障碍',
    ])
    expect(campaign.groups.map(({ name }) => name)).toEqual([
      '综合协调组',
      '指导考核组',
      '宣传报道组',
      '作风监督组',
    ])
    expect(campaign.keyActions.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        '美好环境共建',
        '关爱困难群众',
        '党的政策宣传宣讲',
        '信访积案化解',
        '百日攻坚纾困',
      ]),
    )
  })

  test('has the two levels of categories that the domain lists', () => {
    const below = (parent: string) => {
      const top = categories.find(({ name, parentId }) => name === parent && parentId === null)
      return categories.filter(({ parentId }) => parentId === top?.id).map(({ name }) => name)
    }
    expect(categories.filter(({ parentId }) => parentId === null).map(({ name }) => name)).toEqual([
      '保障民生',
      '助企纾困',
      '政策惠农',
      '环境共建',
      '关爱帮扶',
      '政策宣讲',
      '信访积案',
      '基层单位建设',
      '其他',
    ])
    expect(below('保障民生')).toEqual([
      '就业',
      '教育',
      '医疗',
      '养老',
      '社会保障',
      '社会治理',
      '环境保护',
      '权益保障',
    ])
    expect(below('助企纾困')).toEqual([
      '市场需求',
      '物流',
      '产业链供应链',
      '融资贷款',
      '减税降费',
      '用工',
      '营商环境',
    ])
    expect(below('政策惠农')).toEqual(['产业奖补', '贷款贴息', '出口流通补贴', '农业生产', '脱贫成果巩固'])
  })

  test('every category, key action and office group names a unit that exists', () => {
    const units = [...departments, ...makeVillages(demoDivisions, demoZoneCode).villages.map(committeeOf)]
    const known = new Set(units.map(({ id }) => id))
    expect(known.size).toBe(units.length)
    const named = [
      ...categories.map(({ leadUnitId }) => leadUnitId),
      ...campaign.keyActions.map(({ leadUnitId }) => leadUnitId),
      ...campaign.groups.map(({ unitId }) => unitId),
    ]
    expect(named.filter((id) => !known.has(id))).toEqual([])
  })

  test('the lead units that the plan itself names are kept', () => {
    const leadOf = (name: string) => {
      const id = categories.find((category) => category.name === name)?.leadUnitId
      return departments.find((unit) => unit.id === id)?.name
    }
    expect(['环境共建', '关爱帮扶', '政策宣讲', '信访积案'].map(leadOf)).toEqual([
      '“双创”专班',
      '民政办',
      '组织办',
      '组织办',
    ])
  })

  test('only 信访积案 is confidential by its category', () => {
    expect(categories.filter(({ confidential }) => confidential).map(({ name }) => name)).toEqual([
      '信访积案',
    ])
  })
})
