/** What the person sees before anything is done. */
import type { ReadRegister } from '../../domain/register/household'
import type { SheetView } from '../../domain/register/mapping'
import type { Places } from '../../domain/register/places'
import { countPlan, type PlannedHousehold, type RegisterPlan } from '../../domain/register/plan'
import type { ImportPreview } from '../../sync/registerImport'
import type { ReadFile } from './readFile'

/** Of each sort: more than anybody reads before saying yes, and a quarter of a megabyte. */
const shownHouseholds = 500

interface Parts {
  content: ReadFile
  fileName: string
  hash: string
  views: readonly SheetView[]
  read: ReadRegister
  planned: RegisterPlan
  places: Places
}

export function toPreview({ content, hash, views, read, planned, places }: Parts): ImportPreview {
  const shown = (['create', 'edit', 'same'] as const).flatMap((action) =>
    planned.households.filter((household) => household.action === action).slice(0, shownHouseholds),
  )
  return {
    hash,
    format: content.format,
    encoding: content.encoding,
    sheets: views.map(({ signature: _signature, ...view }) => ({ ...view })),
    counts: countPlan(planned),
    skipped: read.skipped,
    dropped: read.dropped,
    rejected: planned.rejected,
    warnings: planned.warnings,
    households: shown.map((household) => toHousehold(household, places)),
  }
}

function toHousehold(planned: PlannedHousehold, places: Places): ImportPreview['households'][number] {
  const { action, household } = planned
  const { sheet, row, name, areaId, groupId, address, phone } = household
  const named = (id: string): string => (id === '' ? '' : places.nameOf(id))
  return {
    action,
    sheet,
    row,
    name,
    areaId,
    groupId,
    address,
    phone,
    fields:
      planned.action === 'edit'
        ? planned.fields.map((difference) =>
            difference.field === 'groupId'
              ? { ...difference, old: named(difference.old), new: named(difference.new) }
              : { ...difference },
          )
        : [],
    members:
      planned.action === 'edit'
        ? planned.members.map(({ id, member }) => ({ isNew: id === null, ...member }))
        : action === 'create'
          ? household.members.map((member) => ({ isNew: true, ...member }))
          : [],
  }
}
