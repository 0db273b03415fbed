import type { IncomingMessage } from 'node:http'
import { isIPv6 } from 'node:net'

/**
 * The address to count tries by. `X-Forwarded-For` is believed only as far as there are known proxies in front: each
 * of them appends the address it saw, so the n-th from the right is the first that no client could invent.
 * An IPv6 network counts as one, since a home has 2^64 addresses.
 */
export function clientAddress(
  headers: Headers,
  incoming: IncomingMessage | undefined,
  trustedProxies: number,
): string {
  const direct = incoming?.socket.remoteAddress ?? 'unknown'
  const hops = (headers.get('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim())
  const forwarded = trustedProxies > 0 ? hops.at(-trustedProxies) : undefined
  return toNetwork(forwarded && forwarded.length <= 45 ? forwarded : direct)
}

function toNetwork(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (!isIPv6(plain)) return plain
  const [head = '', tail] = plain.toLowerCase().split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const gap = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length)
  const groups = [...left, ...Array<string>(gap).fill('0'), ...right]
  return groups.slice(0, 4).join(':')
}
