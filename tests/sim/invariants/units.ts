import { isOpenTask } from '../../../src/domain/task/rows'
import { isActiveCategory, isActiveUnit } from '../../../src/domain/zone/rows'
import type { Past } from './past'
import { demand } from './violation'

/**
 * 撤并: nothing that is still to be done, and no category that is offered, belongs to a unit that another took over. One
 * that was switched off keeps its people, and what is opened again for them.
 */
export function checkUnits({ rows, row }: Past): void {
  const isThere = (unitId: string): boolean => {
    const unit = row('unit', unitId)?.data
    return unit !== undefined && (isActiveUnit(unit) || !unit.successorId)
  }
  for (const { id, data } of rows('task')) {
    if (!isOpenTask(data.state)) continue
    const gone = [data.leadUnitId, ...data.assistUnitIds].find((unitId) => !isThere(unitId))
    demand(gone === undefined, 'units', () => `task ${id} is ${data.state} and belongs to ${gone}`)
  }
  for (const { id, data } of rows('category'))
    demand(!isActiveCategory(data) || isThere(data.leadUnitId), 'units', () => `category ${id} has no unit`)
  for (const { id, data } of rows('person'))
    demand(row('unit', data.unitId) !== undefined, 'units', () => `person ${id} is of no unit`)
}
