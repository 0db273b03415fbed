/** 工作规则: the usual ones, their bounds, and the command that sets others. */
import { may } from '../access/may'
import { accept, defineCommand, ifHeld, patch, put, reject } from '../command/define'
import { integer, object, optional } from '../schema'
import { drawSizes } from '../draw/rows'
import { usualLadder } from '../task/ladder'
import { fieldChanges, settingsEvent } from './history'
import { rulesId, type Rules } from './rows'

/** docs/domain.md §3 and the implementation plan; the rest is what offices usually do. */
export const usualRules: Rules = {
  ...usualLadder,
  handBackDays: 3,
  taskDays: 10,
  replyDays: 3,
  provisionalDays: 15,
  reviewDays: 30,
  drawSize: drawSizes.usual,
}

/** Least and most of each. 0 where "not at all" makes sense; a year at most, so that a slip shows. */
export const ruleBounds = {
  dueSoonDays: { min: 0, max: 30 },
  redAfterDays: { min: 1, max: 60 },
  handBackDays: { min: 0, max: 30 },
  taskDays: { min: 1, max: 250 },
  replyDays: { min: 1, max: 30 },
  provisionalDays: { min: 0, max: 180 },
  reviewDays: { min: 1, max: 365 },
  drawSize: { min: 1, max: drawSizes.max },
} as const satisfies Record<keyof Rules, { min: number; max: number }>

export const ruleNames = Object.keys(ruleBounds) as (keyof Rules)[]

/** With the usual one for whatever the row lacks: it may be older than a rule. */
export const rulesOf = (row: Partial<Rules> | undefined): Rules => ({ ...usualRules, ...row })

/** 修改工作规则: only what is to change. What was decided before stays decided. */
export const rulesEdit = defineCommand('rules.edit@1', {
  args: object({
    rules: object({
      dueSoonDays: optional(integer(ruleBounds.dueSoonDays)),
      redAfterDays: optional(integer(ruleBounds.redAfterDays)),
      handBackDays: optional(integer(ruleBounds.handBackDays)),
      taskDays: optional(integer(ruleBounds.taskDays)),
      replyDays: optional(integer(ruleBounds.replyDays)),
      provisionalDays: optional(integer(ruleBounds.provisionalDays)),
      reviewDays: optional(integer(ruleBounds.reviewDays)),
      // As first released; what a draw can't do is refused below.
      drawSize: optional(integer({ min: 1, max: 50 })),
    }),
  }),
  reads: () => [ifHeld('rules', rulesId)],
  decide(context) {
    const { args, actor, rows } = context
    if (!may(actor, 'rules.edit', {})) return reject('notPermitted')
    const row = rows.get('rules', rulesId)
    const before = rulesOf(row?.data)
    const after: Rules = { ...before, ...args.rules }
    if (after.drawSize > ruleBounds.drawSize.max)
      return reject('invalidArgs', { path: 'rules.drawSize', issue: 'outOfRange', ...ruleBounds.drawSize })
    const changes = fieldChanges({ ...before }, { ...after })
    if (changes.length === 0) return reject('nothingToChange')
    return accept([
      // Only what was changed is patched: two who set different rules at once both get theirs.
      row ? patch('rules', rulesId, args.rules) : put('rules', rulesId, after),
      settingsEvent(context, 'settings.changed', { kind: 'rules', id: rulesId, name: '' }, { changes }),
    ])
  },
})
