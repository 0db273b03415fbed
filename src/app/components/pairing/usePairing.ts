import { computed, ref, type ComputedRef, type Ref } from 'vue'
import type { CommandRequest } from '../../../domain/command/registry'
import type { Row } from '../../../domain/rows'
import { pairingKinds, type Pairing } from '../../../domain/zone/rows'
import { newId } from '../../composables/newId'
import { useAct } from '../../composables/useAct'
import { useFormat } from '../../composables/useFormat'
import { useToday } from '../../composables/useToday'
import { useT } from '../../i18n'
import type { Choice } from '../ui/choice'

export interface PairingDraft {
  kind: Pairing['kind'] | null
  /** Days between two visits, as text; 0: no fixed rhythm. */
  rhythm: string | null
}
export const emptyPairing = (): PairingDraft => ({ kind: 'contact', rhythm: '0' })

/** Who is paired with what is the caller's business: a village or one subject. */
type Ends = Pick<Pairing, 'personId' | 'areaId' | 'subjectId'>
interface Said {
  begun: string
  ended: string
}

export interface UsePairingReturn {
  kinds: ComputedRef<Choice<Pairing['kind']>[]>
  rhythms: ComputedRef<Choice[]>
  /** Kind, rhythm and first day, in words. */
  metaOf: (pairing: Pairing) => string[]
  draft: Ref<PairingDraft>
  /** False when it was refused; the reason was said. */
  begin: (ends: Ends, said: Said) => Promise<boolean>
  /** Done at once; the toast takes it back. */
  end: (pairing: Row<'pairing'>, said: Said) => Promise<void>
}

/** 结对/包保/联系 as forms begin and end it. */
export function usePairing(): UsePairingReturn {
  const t = useT()
  const format = useFormat()
  const today = useToday()
  const act = useAct()
  const draft = ref(emptyPairing())

  const rhythmText = (days: number): string =>
    days === 0 ? t('pairing.noRhythm') : t('pairing.everyDays', { count: days })
  const started = ({
    kind,
    visitEveryDays,
    since,
    ...ends
  }: Ends & Pick<Pairing, 'kind' | 'visitEveryDays' | 'since'>): CommandRequest => {
    const { personId, areaId, subjectId } = ends
    return {
      name: 'pairing.start',
      args: {
        pairingId: newId(),
        pairing: { kind, personId, areaId, subjectId, visitEveryDays, since },
      },
    }
  }
  return {
    kinds: computed(() => pairingKinds.map((value) => ({ value, label: t(`domain.pairingKind.${value}`) }))),
    rhythms: computed(() =>
      [0, 30, 60, 90].map((days) => ({ value: String(days), label: rhythmText(days) })),
    ),
    metaOf: ({ kind, visitEveryDays, since }) => [
      t(`domain.pairingKind.${kind}`),
      rhythmText(visitEveryDays ?? 0),
      t('pairing.since', { date: format.value.date(since) }),
    ],
    draft,
    begin(ends, said) {
      const days = Number(draft.value.rhythm)
      const request = started({
        ...ends,
        kind: draft.value.kind ?? 'contact',
        visitEveryDays: days === 0 ? null : days,
        since: today.value,
      })
      return act({ request, done: said.begun })
    },
    async end({ id, data }, said) {
      const request: CommandRequest = {
        name: 'pairing.end',
        args: { pairingId: id, endedOn: today.value },
      }
      await act({ request, done: said.ended }, { request: started(data), done: said.begun })
    },
  }
}
