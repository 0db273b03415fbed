/** What the person sees before anything is done; also the answer of the preview over HTTP. */
import { boolean, choice, integer, list, looseObject, nullable, text, type Infer } from '../../domain/schema'
import type { ReadRegister } from '../../domain/register/household'
import { rowProblemCodes } from '../../domain/register/household'
import { registerFields } from '../../domain/register/fields'
import type { SheetView } from '../../domain/register/mapping'
import type { Places } from '../../domain/register/places'
import { countPlan, type PlannedHousehold, type RegisterPlan } from '../../domain/register/plan'
import type { ReadFile } from './readFile'

const count = integer({ min: 0, max: Number.MAX_SAFE_INTEGER })
const words = text({ max: 40_000 })
const columns = list(choice(registerFields), { max: 256 })
const problemSchema = looseObject({
  sheet: words,
  row: count,
  column: words,
  code: choice(rowProblemCodes),
  value: words,
})
const differenceFields = ['name', 'groupId', 'address', 'phone', 'contactName', 'notes', 'tags'] as const
const householdSchema = looseObject({
  action: choice(['create', 'edit', 'same']),
  sheet: words,
  row: count,
  name: words,
  areaId: words,
  groupId: nullable(words),
  fields: list(looseObject({ field: choice(differenceFields), old: words, new: words }), { max: 10 }),
  /** Members that would be added or changed, as the file has them. */
  members: list(
    looseObject({
      isNew: boolean,
      name: words,
      relation: words,
      birthYear: nullable(integer({ min: 0, max: 9999 })),
    }),
    { max: 60 },
  ),
})

export const importPreviewSchema = looseObject({
  /** Of the file, the mapping and the plan: apply names it. */
  hash: text({ max: 64 }),
  format: choice(['xlsx', 'csv']),
  encoding: nullable(text({ max: 20 })),
  sheets: list(
    looseObject({
      sheet: words,
      isSkipped: boolean,
      isHidden: boolean,
      headerFrom: count,
      headerTo: count,
      columns,
      villageId: nullable(words),
      rows: count,
      isRemembered: boolean,
      views: list(
        looseObject({
          letter: text({ max: 3 }),
          label: words,
          field: choice(registerFields),
          confidence: choice(['sure', 'likely', 'none']),
          samples: list(words, { max: 3 }),
        }),
        { max: 256 },
      ),
    }),
    { max: 60 },
  ),
  counts: looseObject({
    create: count,
    edit: count,
    same: count,
    rejectedRows: count,
    warnings: count,
    rows: count,
    memberDifferences: count,
  }),
  skipped: looseObject({ headings: count, totals: count, remarks: count, sections: count }),
  dropped: looseObject({ identityNumbers: count, memberNotes: count }),
  rejected: list(problemSchema, { max: 60_000 }),
  warnings: list(problemSchema, { max: 200_000 }),
  /** New and changed ones first; at most `shownHouseholds` of each. */
  households: list(householdSchema, { max: 2_000 }),
})
export type ImportPreview = Infer<typeof importPreviewSchema>

/** Of each sort: more than anybody reads before saying yes, and a quarter of a megabyte. */
export const shownHouseholds = 500

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
  const { sheet, row, name, areaId, groupId } = household
  const named = (id: string): string => (id === '' ? '' : places.nameOf(id))
  return {
    action,
    sheet,
    row,
    name,
    areaId,
    groupId,
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
