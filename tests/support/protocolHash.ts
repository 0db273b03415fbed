/** A hash of what the message schemas accept, so that the wire never changes by accident. */
import { createHash } from 'node:crypto'

/** Structure of a schema: types, keys, literals, limits; functions (checks) count by their message. */
function describeSchema(value: unknown, depth = 0): unknown {
  if (depth > 40) throw new Error('a schema that contains itself')
  if (value === null || typeof value !== 'object') return typeof value === 'function' ? 'function' : value
  if (value instanceof RegExp) return value.source
  if (value instanceof Set) return [...value]
  if (Array.isArray(value)) return value.map((item) => describeSchema(item, depth + 1))
  const entries = Object.entries(value)
    .filter(([key, item]) => !key.startsWith('~') && typeof item !== 'function' && key !== 'async')
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, item]) => [key, describeSchema(item, depth + 1)]))
}

export function hashOfSchemas(schemas: Record<string, unknown>): string {
  return createHash('sha256')
    .update(JSON.stringify(describeSchema(schemas)))
    .digest('hex')
    .slice(0, 16)
}
