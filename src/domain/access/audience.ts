import type { AreaId, PersonId } from '../ids'

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
  /** Not office and discipline either: the people named and nobody else. */
  peopleOnly?: true
}

export const audienceOf = (areaId: AreaId, people: readonly PersonId[], confidential = false): Audience => ({
  areaId,
  people: [...new Set(people)].sort(),
  confidential,
})
