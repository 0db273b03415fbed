import { useT, type Translate } from '../i18n'
import { problem as sentences } from '../locales/zh-CN/problem'

const isKnown = (code: string): code is keyof typeof sentences => Object.hasOwn(sentences, code)

/** One sentence for a refused request or a missing network. Codes are open: a newer server may know more. */
export function problemText(t: Translate, code: string, retryAfterS: number | null = null): string {
  if (!isKnown(code)) return t('problem.other', { code })
  return t(`problem.${code}`, { code, wait: waitText(t, retryAfterS ?? 60) })
}

/** Rounded up: who comes back too early is refused again. */
function waitText(t: Translate, seconds: number): string {
  return seconds < 60
    ? t('session.signIn.waitSeconds', { count: Math.max(1, Math.ceil(seconds)) })
    : t('session.signIn.waitMinutes', { count: Math.ceil(seconds / 60) })
}

export function useProblemText(): (code: string, retryAfterS?: number | null) => string {
  const t = useT()
  return (code, retryAfterS) => problemText(t, code, retryAfterS)
}
