import type { CommandRequest } from '../../../../domain/command/registry'
import { campaignFields } from '../../../../domain/campaign/fields'
import type { Row } from '../../../../domain/rows'
import { isActiveUnit, type Campaign } from '../../../../domain/zone/rows'
import { campaignDraft, campaignRequests, type CampaignDraft } from '../campaignDraft'
import {
  idColumn,
  idsInUse,
  inUse,
  outOfUse,
  planRows,
  type PlannedRow,
  type SettingsTable,
  type TablePlan,
  type TableRow,
} from './table'
import { asChanges } from './unitTable'

const columns = {
  id: idColumn,
  campaign: '活动',
  part: '部分',
  partId: '分项编号（不要改）',
  name: '名称或内容',
  from: '开始日期',
  to: '结束日期',
  unit: '牵头单位',
  state: '状态',
} as const
const facts = { name: '活动名称', year: '年份', operator: '主办单位', filingNumber: '备案编号' } as const
const lists = {
  phases: '阶段',
  keyActions: '重点行动',
  groups: '工作组',
  careGroups: '特殊群体类型',
} as const
const parts = { ...facts, ...lists }
type Fact = keyof typeof facts
type List = keyof typeof lists
const isFact = (part: Fact | List): part is Fact => part in facts

export interface CampaignTableRows {
  campaigns: readonly Row<'campaign'>[]
  units: readonly Row<'unit'>[]
  newId: () => string
}

/**
 * 实践活动: a line for each of its facts and parts; those of one campaign are one command, and one with a mistake waits. A
 * new campaign is begun on the page, as a copy of the last; a line that is missing takes nothing out of it.
 */
export function campaignTable({ campaigns, units, newId }: CampaignTableRows): SettingsTable {
  const unitNames = new Map(units.map(({ id, data }) => [id, data.name]))
  const unitIds = idsInUse(units.map(({ id, data }) => ({ id, name: data.name, active: isActiveUnit(data) })))
  const unitOf = (id: string): string => unitNames.get(id) ?? ''

  function linesOf({ id, data }: Row<'campaign'>): (string | number)[][] {
    const line = (part: string, partId: string, ...cells: (string | number)[]) =>
      [id, data.name, part, partId, ...cells, '', '', '', ''].slice(0, Object.keys(columns).length)
    return [
      ...(Object.keys(facts) as Fact[]).map((fact) => line(facts[fact], '', data[fact])),
      ...data.phases.map((each) => line(lists.phases, each.id, each.name, each.from, each.to)),
      ...data.keyActions.map((each) =>
        line(lists.keyActions, each.id, each.name, '', '', unitOf(each.leadUnitId)),
      ),
      ...data.groups.map((each) => line(lists.groups, each.id, each.name, '', '', unitOf(each.unitId))),
      ...data.careGroups.map((each) =>
        line(lists.careGroups, each.id, each.name, '', '', '', each.active === false ? outOfUse : inUse),
      ),
    ]
  }

  /** Puts one line into the draft; what can't be read is noted at the row. */
  function take(row: TableRow, draft: CampaignDraft): void {
    const part = row.choice(columns.part, parts)
    if (!part) return
    if (isFact(part)) {
      const isNeeded = part === 'name' || part === 'year'
      const said = isNeeded ? row.needed(columns.name) : row.text(columns.name)
      if (part === 'year') row.whole(columns.name)
      if (said !== undefined) draft[part] = said
      return
    }
    const partId = row.text(columns.partId)
    const name = row.needed(columns.name)
    const list: { id: string }[] = draft[part]
    const place = list.findIndex(({ id }) => id === partId)
    if (partId !== '' && place < 0) return row.note(columns.partId, 'unknown')
    const rest = restOf(row, part, draft, partId)
    if (name === undefined || rest === undefined) return
    const entry = { id: partId || newId(), name, ...rest }
    if (place < 0) list.push(entry)
    else list[place] = entry
  }

  function restOf(row: TableRow, part: List, draft: CampaignDraft, partId: string): object | undefined {
    if (part === 'phases') {
      const from = row.needed(columns.from) && row.date(columns.from)
      const to = row.needed(columns.to) && row.date(columns.to)
      return from && to ? { from, to } : undefined
    }
    if (part === 'careGroups') {
      const active = row.active(columns.state)
      return active === undefined ? undefined : { active }
    }
    // A unit that was dissolved may stay where it stood.
    const kept = draft[part].find(({ id }) => id === partId)?.unitId
    const said = row.needed(columns.unit)
    if (said === undefined) return undefined
    const unitId = kept && unitOf(kept) === said ? kept : row.named(columns.unit, unitIds)
    return unitId ? { unitId } : undefined
  }

  function planCampaign(campaign: Row<'campaign'>, rows: readonly TableRow[], plan: TablePlan): void {
    const draft = campaignDraft(campaign.data)
    const seen = new Set<string>()
    const { problems } = planRows(rows, (row) => {
      const key = [row.text(columns.part), row.text(columns.partId) || row.text(columns.name)].join()
      const one = row.text(columns.part) in oneEach ? row.text(columns.part) : key
      if (seen.has(one)) return row.note(columns.part, 'double')
      seen.add(one)
      take(row, draft)
      return undefined
    })
    plan.problems.push(...problems)
    if (problems.length > 0) return
    const [request] = campaignRequests(campaign, draft)
    if (!request) plan.same += rows.length
    else plan.planned.push(planned(campaign, rows[0]?.number ?? 0, request.args as Partial<Campaign>))
  }

  return {
    needs: Object.values(columns).filter((column) => column !== columns.campaign),
    sheet: () => ({ head: Object.values(columns), rows: campaigns.flatMap(linesOf) }),
    plan(rows) {
      const plan: TablePlan = { same: 0, planned: [], problems: [] }
      for (const campaign of campaigns) {
        const own = rows.filter((row) => row.text(columns.id) === campaign.id)
        if (own.length > 0) planCampaign(campaign, own, plan)
      }
      for (const row of rows)
        if (!campaigns.some(({ id }) => id === row.text(columns.id))) {
          row.note(columns.id, row.text(columns.id) === '' ? 'needed' : 'unknown')
          plan.problems.push(...row.problems)
        }
      return plan
    },
  }
}

/** Said once for each campaign. */
const oneEach: Readonly<Record<string, true>> = Object.fromEntries(
  Object.values(facts).map((word) => [word, true]),
)

function planned({ data }: Row<'campaign'>, row: number, args: Partial<Campaign>): PlannedRow {
  const after = campaignFields({ ...data, ...args }) as Record<string, string>
  return {
    row,
    name: data.name,
    isNew: false,
    changes: asChanges(campaignFields(data), after),
    requests: [{ name: 'campaign.edit', args } as CommandRequest],
  }
}
