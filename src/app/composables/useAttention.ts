/** 需处理: what came back and waits for this person. Its count is the one number wherever 需处理 is counted. */
import { computed, type ComputedRef } from 'vue'
import type { Row } from '../../domain/rows'
import { refusedStrokes, type RefusedStroke } from '../components/record/refusedStrokes'
import { useSeenStore } from '../stores/seen'
import { useActor, useOwnCommands, useRows } from './useClient'
import { useKept } from './useKept'

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
  const seen = useSeenStore()
  const issues = useRows('issue', {
    filter: ({ data }) => data.state === 'needsDetail',
    compare: (a, b) => a.version - b.version || (a.id < b.id ? -1 : 1),
  })
  const events = useRows('event', {
    filter: ({ data }) => data.type === 'field.conflict',
    compare: (a, b) => b.data.recordedAt - a.data.recordedAt,
  })
  const me = computed(() => actor.value?.personId ?? '')
  const seenIds = computed(() => new Set(seen.ids(me.value)))

  const mine = useKept('attention', () => ({
    sentBack: issues.value.filter(({ data }) => data.registeredBy === me.value),
    conflicts: events.value.filter(
      ({ data }) => data.actorId === me.value || data.detail['other'] === me.value,
    ),
  }))
  const sentBack = computed(() => mine.value?.sentBack ?? [])
  const conflicts = computed(() => (mine.value?.conflicts ?? []).filter(({ id }) => !seenIds.value.has(id)))
  const refused = computed(() => refusedStrokes([...commands.value].reverse()))

  return {
    sentBack,
    refused,
    conflicts,
    count: computed(() => sentBack.value.length + refused.value.length + conflicts.value.length),
    markSeen: (eventId) => seen.add(me.value, eventId),
  }
}
