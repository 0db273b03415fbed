import type { Village } from './divisions'
import type { SeedUnit } from './plan'

const department = (id: string, name: string): SeedUnit => ({ id, name, kind: 'department', areaId: null })

/**
 * 单位 of a small development zone. The plan itself names 组织办, 纪工委办公室, 民政办 and the “双创” team; the
 * other departments are the usual ones, so that every category finds somebody in charge.
 */
export const departments: readonly SeedUnit[] = [
  department('unit-party-office', '党工委办公室'),
  department('unit-organization', '组织办'),
  department('unit-discipline', '纪工委办公室'),
  department('unit-publicity', '宣传办'),
  department('unit-civil-affairs', '民政办'),
  { id: 'unit-dual-creation', name: '“双创”专班', kind: 'team', areaId: null },
  department('unit-economy', '经济发展办'),
  department('unit-enterprise-service', '企业服务中心'),
  department('unit-finance', '财政金融办'),
  department('unit-labour-security', '人社服务中心'),
  department('unit-health', '卫健办'),
  department('unit-education', '教育办'),
  department('unit-agriculture', '农业农村办'),
  department('unit-land', '自然资源和规划办'),
  department('unit-construction', '规划建设办'),
  department('unit-ecology', '生态环境办'),
  department('unit-governance', '综治办'),
  department('unit-justice', '司法所'),
]

const committeeId = (village: Pick<Village, 'code'>): string => `unit-${village.code}`

/** 村（居）民委员会: one per village or community, with the village's code in its id. */
export function committeeOf(village: Village): SeedUnit {
  const suffix = village.kind === 'village' ? '村民委员会' : '居民委员会'
  return {
    id: committeeId(village),
    name: `${village.name}${suffix}`,
    kind: 'committee',
    areaId: village.code,
  }
}
