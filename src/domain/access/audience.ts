import type { AreaId, PersonId, UnitId } from '../ids'

/**
 * Who may hold a visit, an issue and what hangs on them. Stored with each row, so that the scopes of a row follow
 * from the row alone: a pull page never needs a join, and moving a row is one patch.
 */
export interface Audience {
  areaId: AreaId
  /** Authors, visitors and people paired with the subject; they keep it wherever the area goes. */
  people: PersonId[]
  /** 信访积案 and anything marked confidential: office, discipline and the people named, not the area. */
  confidential: boolean
  /** Villages beside `areaId`: of a task that serves issues of several. */
  areas?: AreaId[]
  /** Units that handle it, or are the proposed ones. Never of anything confidential: there the handler is named. */
  units?: UnitId[]
  /** Not office and discipline either: the people named and nobody else. */
  peopleOnly?: true
  /** Of no single village (`areaId` is empty then), or of interest beyond it: these groups hold it as such. */
  groups?: ('office' | 'assessor' | 'publicity' | 'discipline')[]
  /** The whole zone: published, with nothing in it that only some may read. */
  everyone?: boolean
  /** Of no village: settings of the zone, for those who keep them. */
  settings?: true
}

export const audienceOf = (areaId: AreaId, people: readonly PersonId[], confidential = false): Audience => ({
  areaId,
  people: [...new Set(people)].sort(),
  confidential,
})

/** Wider by these people and units; units hear nothing of what is confidential. */
export function widened(
  audience: Audience,
  { people = [], units = [] }: { people?: readonly PersonId[]; units?: readonly UnitId[] },
): Audience {
  const all = [...new Set([...(audience.units ?? []), ...units])].sort()
  return {
    ...audience,
    people: [...new Set([...audience.people, ...people])].sort(),
    ...(audience.confidential || all.length === 0 ? {} : { units: all }),
  }
}
