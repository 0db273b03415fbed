import { widened } from '../access/audience'
import type { UnitId } from '../ids'
import type { Task } from './rows'

/** A task whose units were dissolved (撤并): who has it now, and may read it. Handlers, deadlines and progress stay. */
export function handOver(
  { leadUnitId, assistUnitIds, audience }: Pick<Task, 'leadUnitId' | 'assistUnitIds' | 'audience'>,
  inheritor: (unitId: UnitId) => UnitId,
): Pick<Task, 'leadUnitId' | 'assistUnitIds' | 'audience'> {
  const lead = inheritor(leadUnitId)
  // Who leads does not help as well.
  const assisting = [...new Set(assistUnitIds.map(inheritor))].filter((id) => id !== lead)
  const units = [...(audience.units ?? []).map(inheritor), lead, ...assisting]
  return {
    leadUnitId: lead,
    assistUnitIds: assisting,
    audience: widened({ ...audience, ...(audience.units ? { units: [] } : {}) }, { units }),
  }
}
