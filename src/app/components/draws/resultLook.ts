import type { DrawResult } from '../../../domain/draw/rows'
import type { TranslateAll } from '../../late/lateTexts'
import type { IconName } from '../ui/icons'
import type { Tone } from '../ui/tone'

/** What came of one household; who was not met is no bad result. */
export function resultLook(
  t: TranslateAll,
  result: DrawResult,
): { label: string; tone: Tone; icon: IconName } {
  if (result.is === 'notReached')
    return { label: t('draws.item.notReached'), tone: 'neutral', icon: 'hourglass' }
  const label = t(`domain.satisfaction.${result.satisfaction}`)
  return result.satisfaction === 'dissatisfied'
    ? { label, tone: 'bad', icon: 'returned' }
    : { label, tone: 'ok', icon: 'check' }
}
