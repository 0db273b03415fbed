/** A campaign as its history tells it: units by their id, care groups that are switched off in brackets. */
import type { Fields } from '../settings/history'
import type { Campaign } from '../zone/rows'

export const campaignFields = ({
  name,
  year,
  operator,
  filingNumber,
  phases,
  keyActions,
  careGroups,
  groups,
}: Campaign): Fields => ({
  name,
  year,
  operator,
  filingNumber,
  phases: phases.map((each) => `${each.name} ${each.from} – ${each.to}`).join('\n'),
  keyActions: keyActions.map((each) => `${each.name} ${each.leadUnitId}`).join('\n'),
  careGroups: careGroups.map((each) => (each.active === false ? `(${each.name})` : each.name)).join('\n'),
  groups: groups.map((each) => `${each.name} ${each.unitId}`).join('\n'),
})
