import type { IconName } from './icons'

/**
 * What a state means to the reader; the word beside it is the caller's.
 * `wait`: nothing to do but wait · `warn`: look at it soon · `bad`: needs you now.
 */
export type Tone = 'neutral' | 'info' | 'wait' | 'ok' | 'warn' | 'bad'

/** Each tone has a shape of its own, so that it is told apart without colour. */
export const toneIcons: Readonly<Record<Tone, IconName>> = {
  neutral: 'dot',
  info: 'info',
  wait: 'clock',
  ok: 'checkCircle',
  warn: 'warning',
  bad: 'alert',
}
