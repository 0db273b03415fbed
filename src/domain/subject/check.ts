import { must, reject, type Decision, type Read, type Rows } from '../command/define'
import type { AreaId } from '../ids'

/** Reads needed to judge an address: the village, and the group within it. */
export const areaReads = (areaId: AreaId, groupId: AreaId | null | undefined): Read[] => [
  must('area', areaId),
  ...(groupId ? [must('area', groupId)] : []),
]

/** Refuses a village that is none, or a group of another village. */
export function refuseArea(
  rows: Rows,
  areaId: AreaId,
  groupId: AreaId | null | undefined,
): Decision | undefined {
  if (rows.get('area', areaId)?.data.level !== 'village') return reject('unknownArea', { areaId })
  if (!groupId) return undefined
  const group = rows.get('area', groupId)?.data
  if (group?.level !== 'group' || group.parentId !== areaId) return reject('unknownArea', { areaId: groupId })
  return undefined
}
