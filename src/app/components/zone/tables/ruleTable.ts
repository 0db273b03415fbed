import type { Rules } from '../../../../domain/settings/rows'
import { ruleBounds, ruleNames } from '../../../../domain/settings/rules'
import { idColumn, type SettingsTable, type TablePlan } from './table'
import { asChanges } from './unitTable'

const columns = { id: idColumn, name: '规则', value: '数值', bounds: '范围' } as const
const names = {
  dueSoonDays: '临期提醒：时限前几个工作日',
  redAfterDays: '转为红色：超期几个工作日',
  handBackDays: '退件期限：签收后几个工作日',
  taskDays: '任务一般时限：几个工作日',
  replyDays: '督办回复：几个工作日内',
  provisionalDays: '销号观察期：几天',
  reviewDays: '暂缓办理：几天后复查',
  drawSize: '抽查回访：每次几件',
} as const satisfies Record<keyof Rules, string>

/** 工作规则: all that was changed is one command. */
export function ruleTable(rules: Rules): SettingsTable {
  return {
    needs: [columns.id, columns.value],
    sheet: () => ({
      head: Object.values(columns),
      rows: ruleNames.map((name) => [
        name,
        names[name],
        rules[name],
        `${ruleBounds[name].min}–${ruleBounds[name].max}`,
      ]),
    }),
    plan(rows) {
      const plan: TablePlan = { same: 0, planned: [], problems: [] }
      const changed: Partial<Rules> = {}
      const seen = new Set<string>()
      let first = 0
      for (const row of rows) {
        const name = ruleNames.find((each) => each === row.text(columns.id))
        if (!name) row.note(columns.id, 'unknown')
        else if (seen.has(name)) row.note(columns.id, 'double')
        seen.add(name ?? '')
        const value = row.whole(columns.value)
        if (name && value !== undefined && row.problems.length === 0) {
          const { min, max } = ruleBounds[name]
          if (value < min || value > max) row.note(columns.value, 'notInList')
          else if (value === rules[name]) plan.same += 1
          else {
            changed[name] = value
            first ||= row.number
          }
        }
        plan.problems.push(...row.problems)
      }
      if (first > 0)
        plan.planned.push({
          row: first,
          name: '',
          isNew: false,
          changes: asChanges(rules, changed),
          requests: [{ name: 'rules.edit', args: { rules: changed } }],
        })
      return plan
    },
  }
}
