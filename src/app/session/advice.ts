import type { MissingFeature } from '../client/vault/deviceSupport'

/** What to do about what is missing, in the order to try; sentences under `session.unsupported.advice.*`. */
export type Advice = 'insecure' | 'wechat' | 'privateWindow' | 'update' | 'other'

export function adviceFor(missing: readonly MissingFeature[], userAgent: string): Advice[] {
  const lacks = (code: MissingFeature['code']): boolean => missing.some((feature) => feature.code === code)
  // Without https the rest does not exist, so nothing else can be said.
  if (lacks('secureContext')) return ['insecure']
  const advice: Advice[] = []
  if (/MicroMessenger|wxwork/i.test(userAgent)) advice.push('wechat')
  if (lacks('indexedDb') || lacks('keyStorage')) advice.push('privateWindow')
  return [...advice, 'update', 'other']
}
