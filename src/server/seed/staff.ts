/**
 * Who handles tasks in the units that have no demo account: a head (主任) and, where there is much to do, somebody who
 * works on it (经办人). All invented. They have no login; an administrator would give them one.
 */
import { startOfDay, type CalendarDate } from '../../domain/time/shanghai'
import type { SeedStaff } from './plan'
import type { Random } from './random'

type Post = readonly [unitId: string, name: string, post: string]

/** In each unit the head stands last: where there is a second person, that one handles. */
const posts: readonly Post[] = [
  ['unit-party-office', '谌启亮', '党工委办公室科员'],
  ['unit-organization', '习文娟', '组织办科员'],
  ['unit-publicity', '敖思琪', '宣传办科员'],
  ['unit-economy', '卞海涛', '经济发展办科员'],
  ['unit-economy', '纪永年', '经济发展办主任'],
  ['unit-enterprise-service', '阮晓峰', '企业服务中心帮办员'],
  ['unit-enterprise-service', '祁桂芳', '企业服务中心主任'],
  ['unit-finance', '闵立新', '财政金融办科员'],
  ['unit-finance', '骆建设', '财政金融办主任'],
  ['unit-labour-security', '宁小红', '人社服务中心窗口负责人'],
  ['unit-labour-security', '艾国华', '人社服务中心主任'],
  ['unit-health', '简淑珍', '卫健办主任'],
  ['unit-education', '翁汉民', '教育办主任'],
  ['unit-agriculture', '路长青', '农业农村办主任'],
  ['unit-land', '尤志国', '自然资源和规划办主任'],
  ['unit-construction', '郝建桥', '规划建设办科员'],
  ['unit-construction', '费明亮', '规划建设办主任'],
  ['unit-ecology', '滕晓清', '生态环境办主任'],
  ['unit-governance', '温大勇', '综治办副主任'],
  ['unit-governance', '项卫东', '综治办主任'],
  ['unit-justice', '戚书平', '司法所所长'],
]

export function makeStaff(random: Random, from: CalendarDate): SeedStaff[] {
  const createdAt = startOfDay(from)
  return posts.map(([unitId, name, post], index) => ({
    id: random.uuidAt(createdAt + index),
    name,
    post,
    roles: ['unit'],
    unitId,
  }))
}
