/** 需处理: what came back and waits for this person. */
import { computed, shallowRef, type ComputedRef } from 'vue'
import type { Row } from '../../domain/rows'
import type { OwnCommand } from '../client/engine/state'
import { argsOf, dependsOn, isRefused, strokeKeyOf } from '../components/record/ownCommand'
import { useActor, useOwnCommands, useRows } from './useClient'

/** Refused commands of one stroke, oldest first. */
export interface RefusedStroke {
  key: string
  commands: OwnCommand[]
  /** Hangs on something else that was refused and is still not settled: that one comes first. */
  isBlocked: boolean
}

export interface UseAttentionReturn {
  /** 退回补充, oldest first: they have waited longest. */
  sentBack: ComputedRef<Row<'issue'>[]>
  refused: ComputedRef<RefusedStroke[]>
  /** Two people changed the same field, and this one has not looked at it yet. */
  conflicts: ComputedRef<Row<'event'>[]>
  count: ComputedRef<number>
  /** The conflict was looked at, on this device. */
  markSeen: (eventId: string) => void
}

export function useAttention(): UseAttentionReturn {
  const actor = useActor()
  const commands = useOwnCommands()
  const issues = useRows('issue', {
    filter: ({ data }) => data.state === 'needsDetail',
    compare: (a, b) => a.version - b.version || (a.id < b.id ? -1 : 1),
  })
  const events = useRows('event', {
    filter: ({ data }) => data.type === 'field.conflict',
    compare: (a, b) => b.data.recordedAt - a.data.recordedAt,
  })
  const me = computed(() => actor.value?.personId)
  const seen = useSeen(me)

  const sentBack = computed(() => issues.value.filter(({ data }) => data.registeredBy === me.value))
  const conflicts = computed(() =>
    events.value.filter(
      ({ id, data }) => (data.actorId === me.value || data.detail['other'] === me.value) && !seen.has(id),
    ),
  )
  const refused = computed(() => {
    // Newest first: the visit of an issue is known before the command that solved it is looked at either way.
    const visitOfIssue = new Map<string, string>()
    for (const command of commands.value) {
      const args = argsOf(command, 'issue.register')
      if (args?.visitId) visitOfIssue.set(args.issueId, args.visitId)
    }
    const strokes = new Map<string, RefusedStroke>()
    for (const command of commands.value.filter(isRefused).reverse()) {
      const key = strokeKeyOf(command, visitOfIssue)
      const stroke = strokes.get(key) ?? { key, commands: [], isBlocked: false }
      stroke.commands.push(command)
      strokes.set(key, stroke)
    }
    const open = new Set(commands.value.filter(isRefused).map(({ id }) => id))
    for (const stroke of strokes.values()) {
      const own = new Set(stroke.commands.map(({ id }) => id))
      stroke.isBlocked = stroke.commands.some((command) => {
        const cause = dependsOn(command)
        return cause !== undefined && !own.has(cause) && open.has(cause)
      })
    }
    return [...strokes.values()]
  })

  return {
    sentBack,
    refused,
    conflicts,
    count: computed(() => sentBack.value.length + refused.value.length + conflicts.value.length),
    markSeen: seen.add,
  }
}

/** Conflicts kept in mind at most; older ones have left the page long ago. */
const seenAtMost = 300

/**
 * Ids of conflicts that were looked at. They name no resident, and whether a notice was read on this device is nobody
 * else's business, so they lie outside of the sealed store; losing them only shows a notice twice.
 */
function useSeen(me: ComputedRef<string | undefined>): {
  has: (id: string) => boolean
  add: (id: string) => void
} {
  const key = computed(() => `minqing.seen.${me.value ?? ''}`)
  const raised = shallowRef(0)
  const ids = computed(() => {
    void raised.value
    try {
      const stored: unknown = JSON.parse(localStorage.getItem(key.value) ?? '[]')
      return Array.isArray(stored) ? stored.map(String) : []
    } catch {
      return []
    }
  })
  return {
    has: (id) => ids.value.includes(id),
    add(id) {
      try {
        localStorage.setItem(key.value, JSON.stringify([...ids.value, id].slice(-seenAtMost)))
      } catch {
        // No room or no access: it shows again the next time.
      }
      raised.value += 1
    },
  }
}
