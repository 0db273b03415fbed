import type { Translate } from '../../i18n'

/** Phones are off by a minute or two; more than this is worth a word. */
const tolerableMs = 2 * 60_000

/** A plain sentence about a wrong clock; undefined while it is right enough or never measured. */
export function clockWarning(t: Translate, clockOffsetMs: number | null): string | undefined {
  if (clockOffsetMs === null || Math.abs(clockOffsetMs) <= tolerableMs) return undefined
  const span = spanText(t, Math.abs(clockOffsetMs))
  // The offset is server minus device: below zero the device is ahead.
  return clockOffsetMs < 0 ? t('sync.clockAhead', { span }) : t('sync.clockBehind', { span })
}

function spanText(t: Translate, ms: number): string {
  const minutes = Math.round(ms / 60_000)
  if (minutes < 120) return t('sync.minutes', { count: minutes })
  const hours = Math.round(minutes / 60)
  return hours < 48 ? t('sync.hours', { count: hours }) : t('sync.days', { count: Math.round(hours / 24) })
}
