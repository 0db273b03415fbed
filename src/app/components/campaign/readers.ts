/** Who reads what of the campaign, as the rows lie (`access/scopes.ts`). */
const has =
  (...wanted: readonly string[]) =>
  (roles: readonly string[]): boolean =>
    wanted.some((role) => roles.includes(role))

export const readsPlans = has('unit', 'office', 'assessor', 'discipline')
/** Everybody else reads the own unit's. */
export const readsAllPlans = has('office', 'assessor', 'discipline')
export const readsActivities = has('cadre', 'unit', 'office', 'assessor', 'publicity', 'discipline')
export const readsTalks = has('office', 'assessor', 'publicity', 'discipline')
export const readsPress = has('unit', 'office', 'assessor', 'publicity', 'discipline')
export const readsUnitReports = has('unit', 'office', 'assessor', 'discipline')
/** A unit sees its own report only. */
export const readsAllReports = has('office', 'assessor', 'discipline')
export const reviewsPlans = has('office', 'assessor')
/** Has something of it to write or to review; its place on the home page. */
export const worksOnCampaign = has('unit', 'office', 'assessor', 'publicity', 'discipline')
export const reviewsCases = has('office', 'publicity')
