import type { OwnCommand } from '../../client/engine/state'
import { argsOf, dependsOn, isRefused, strokeKeyOf } from './ownCommand'

/** Refused commands of one stroke, oldest first: what people call one record. */
export interface RefusedStroke {
  key: string
  commands: OwnCommand[]
  /** Hangs on something else that was refused and is still not settled: that one comes first. */
  isBlocked: boolean
}

/** Everything refused and not settled, the oldest first. `commands`: all own ones, oldest first. */
export function refusedStrokes(commands: readonly OwnCommand[]): RefusedStroke[] {
  // Of all commands: the visit may have been taken while what was raised in it was not.
  const visitOfIssue = new Map<string, string>()
  for (const command of commands) {
    const args = argsOf(command, 'issue.register')
    if (args?.visitId) visitOfIssue.set(args.issueId, args.visitId)
  }
  const refused = commands.filter(isRefused)
  const strokes = new Map<string, RefusedStroke>()
  for (const command of refused) {
    const key = strokeKeyOf(command, visitOfIssue)
    const stroke = strokes.get(key) ?? { key, commands: [], isBlocked: false }
    stroke.commands.push(command)
    strokes.set(key, stroke)
  }
  const open = new Set(refused.map(({ id }) => id))
  for (const stroke of strokes.values()) {
    const own = new Set(stroke.commands.map(({ id }) => id))
    stroke.isBlocked = stroke.commands.some((command) => {
      const cause = dependsOn(command)
      return cause !== undefined && !own.has(cause) && open.has(cause)
    })
  }
  return [...strokes.values()]
}
