import { answer, refuse, type Answer } from './auth/answer'

/** Messages are nested some six levels; arguments of a command a few more. */
const maxDepth = 64

const decoder = new TextDecoder('utf-8', { fatal: true })

/**
 * Bytes to a JSON value: UTF-8 without faults, at most 64 levels (what walks over it later recurses), no key
 * `__proto__` anywhere, which has no honest use, and no number beyond those JSON can write (`1e999` reads as infinite,
 * and would be stored as null).
 */
export function parseJson(bytes: Uint8Array): Answer<unknown> {
  let value: unknown
  try {
    value = JSON.parse(decoder.decode(bytes))
  } catch {
    return refuse('malformed')
  }
  return isHarmless(value) ? answer(value) : refuse('malformed')
}

/** Walks level by level, without recursion. */
function isHarmless(value: unknown): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maxDepth) return false
    const next: unknown[] = []
    for (const item of level) {
      if (typeof item === 'number' && !Number.isFinite(item)) return false
      if (typeof item !== 'object' || item === null) continue
      if (!Array.isArray(item) && Object.hasOwn(item, '__proto__')) return false
      for (const inner of Object.values(item as Record<string, unknown>)) {
        if (typeof inner === 'number' || (typeof inner === 'object' && inner !== null)) next.push(inner)
      }
    }
    level = next
  }
  return true
}
