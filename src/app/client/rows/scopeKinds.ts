import type { Scope } from '../../../domain/access/scopes'
import type { Relation, RowKind } from '../../../domain/rows'

/** Scopes that hold rows of a kind, by the first part of their name (`domain/access/scopes.ts` puts the rows there). */
const scopeNames: { [K in RowKind]: readonly string[] } = {
  campaign: ['tenant'],
  category: ['tenant'],
  unit: ['tenant'],
  area: ['tenant'],
  person: ['tenant'],
  pairing: ['user', 'office', 'admin'],
  subject: ['area', 'user'],
  subjectContact: ['contact', 'user'],
  subjectMember: ['member', 'user'],
  subjectCare: ['care', 'user'],
  visit: ['area', 'user', 'office', 'publicity', 'discipline'],
  issue: ['area', 'user', 'unit', 'office', 'discipline'],
  effect: ['area', 'user', 'unit', 'office', 'discipline'],
  task: ['area', 'user', 'unit', 'office', 'discipline'],
  urge: ['area', 'user', 'unit', 'office', 'discipline'],
  edition: ['office', 'discipline'],
  editionItem: ['office', 'discipline'],
  notice: ['office', 'publicity', 'discipline'],
  event: ['area', 'user', 'unit', 'office', 'assessor', 'publicity', 'discipline', 'admin'],
  draw: ['user', 'office', 'discipline'],
  drawContact: ['user'],
  registerMapping: ['office', 'admin'],
  unitPlan: ['unit', 'office', 'assessor', 'discipline'],
  activity: ['area', 'user', 'unit', 'office', 'assessor', 'publicity', 'discipline'],
  modelCase: ['tenant', 'user', 'unit', 'office', 'assessor', 'publicity', 'discipline'],
  pressItem: ['unit', 'office', 'assessor', 'publicity', 'discipline'],
  rules: ['tenant'],
  calendarYear: ['tenant'],
  noticeTexts: ['tenant'],
}

/** Whether rows of this kind can lie in the scope: "none here" says something only when all such scopes are filled. */
export const mayHold = (scope: Scope, kind: RowKind): boolean =>
  scopeNames[kind].includes(scope.split(':', 1)[0] ?? '')

/**
 * Tasks of a unit and issues of a category lie in every village: only the office holds them all. An administrator, who
 * does not, has the server say whether a unit still has any.
 */
const ofAllVillages: ReadonlySet<Relation> = new Set([
  'task.leadUnitId',
  'task.assistUnitIds',
  'issue.categoryId',
])
export const mayAnswer = (grants: readonly Scope[], relation: Relation): boolean =>
  !ofAllVillages.has(relation) || grants.includes('office')
