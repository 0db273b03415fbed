import type { Scope } from '../../../domain/access/scopes'
import type { RowKind } from '../../../domain/rows'

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
  event: ['area', 'user', 'unit', 'office', 'assessor', 'publicity', 'discipline'],
  draw: ['user', 'office', 'discipline'],
  drawContact: ['user'],
  registerMapping: ['office', 'admin'],
  unitPlan: ['unit', 'office', 'assessor', 'discipline'],
  activity: ['area', 'user', 'unit', 'office', 'assessor', 'publicity', 'discipline'],
  modelCase: ['tenant', 'user', 'unit', 'office', 'assessor', 'publicity', 'discipline'],
  pressItem: ['unit', 'office', 'assessor', 'publicity', 'discipline'],
}

/** Whether rows of this kind can lie in the scope: "none here" says something only when all such scopes are filled. */
export const mayHold = (scope: Scope, kind: RowKind): boolean =>
  scopeNames[kind].includes(scope.split(':', 1)[0] ?? '')
