import { computed } from 'vue'
import { rowKinds, type RowKind } from '../../../domain/rows'
import { useAttention } from '../../composables/useAttention'
import { useClient, useStatus } from '../../composables/useClient'
import { useFormat } from '../../composables/useFormat'
import { useT } from '../../i18n'
import { isShutOut } from '../shell/trouble'
import type { KeyValue } from '../ui/KeyValueList.vue'
import { clockWarning } from './clockError'

/** The true numbers of sending and holding, in plain words; for 同步情况 and 同步诊断. */
export function useSyncFacts() {
  const t = useT()
  const format = useFormat()
  const status = useStatus()
  const { client, versions } = useClient()
  const { count: attention } = useAttention()

  /** A sentence about a wrong clock. */
  const clockText = computed(() => clockWarning(t, status.value.clockOffsetMs))

  const sending = computed<KeyValue[]>(() => {
    const { waiting, oldestWaitingAt, delivered, held, unreadable, lastContactAt, clockOffsetMs } =
      status.value
    const count = (value: number): string => format.value.count(value)
    return [
      { key: 'waiting', label: t('sync.waiting'), value: count(waiting) },
      ...(oldestWaitingAt === null
        ? []
        : [{ key: 'oldest', label: t('sync.oldest'), value: format.value.age(oldestWaitingAt) }]),
      // Why a result is still out is the server's business, and makes no difference to what can be done.
      {
        key: 'delivered',
        label: t('sync.delivered'),
        value: delivered + held > 0 ? t('sync.deliveredValue', { count: delivered + held }) : count(0),
      },
      { key: 'attention', label: t('session.nav.attention'), value: count(attention.value) },
      ...(unreadable > 0
        ? [
            {
              key: 'unreadable',
              label: t('sync.unreadable'),
              value: t('sync.unreadableValue', { count: unreadable }),
            },
          ]
        : []),
      {
        key: 'contact',
        label: t('sync.lastContact'),
        value: lastContactAt === null ? t('sync.never') : format.value.moment(lastContactAt),
      },
      {
        key: 'clock',
        label: t('sync.clock'),
        value: clockText.value
          ? t('sync.clockWarn')
          : clockOffsetMs === null
            ? t('sync.unknown')
            : t('sync.clockGood'),
      },
    ]
  })

  const rowCounts = computed(() => {
    const counts: Partial<Record<RowKind, number>> = {}
    for (const kind of rowKinds) {
      void versions[kind].value
      let count = 0
      for (const _row of client.rows(kind)) count += 1
      if (count > 0) counts[kind] = count
    }
    return counts
  })

  const holding = computed<KeyValue[]>(() => {
    const { scopesHeld, scopesGranted, isComplete, healed, lastProblem } = status.value
    // Before the first answer nothing is known of them.
    const parts =
      scopesGranted > 0
        ? t('sync.scopesValue', { held: scopesHeld, granted: scopesGranted })
        : t('sync.scopesWaiting')
    // Who is shut out is granted nothing, and all of nothing is here.
    const isTaken = isShutOut(lastProblem) && scopesHeld === 0
    const scopes = isTaken ? t('sync.cleared') : isComplete ? t('sync.complete') : parts
    return [
      { key: 'scopes', label: t('sync.scopes'), value: scopes },
      ...(healed > 0
        ? [{ key: 'healed', label: t('sync.healed'), value: t('sync.healedValue', { count: healed }) }]
        : []),
    ]
  })

  /** For whoever helps from afar. */
  const details = computed<KeyValue[]>(() => {
    const { delivered, held } = status.value
    return [
      { key: 'judged', label: t('sync.judging'), value: format.value.count(delivered) },
      { key: 'held', label: t('sync.held'), value: format.value.count(held) },
      ...rowKinds.flatMap((kind) => {
        const count = rowCounts.value[kind]
        const value = count === undefined ? undefined : t('sync.rows', { count: format.value.count(count) })
        return value === undefined ? [] : [{ key: kind, label: t(`domain.rowKind.${kind}`), value }]
      }),
    ]
  })

  return { clockText, sending, holding, details, rowCounts }
}
