/**
 * Copies a record on its way in or out of a store, so that nothing is shared by reference, and refuses what would not
 * survive: IndexedDB's own refusal (`DataCloneError`) names neither the place nor the reason.
 */

/** Thrown before a transaction begins; a bug of the caller, nothing was written. */
export class NotPlain extends TypeError {
  constructor(
    readonly path: string,
    what: string,
  ) {
    super(`${path} is ${what}: a store takes plain objects, lists, bytes and simple values`)
    this.name = 'NotPlain'
  }
}

/** `path` names the place in the refusal, e.g. `drafts/5f…`. */
export function copyPlain<T>(value: T, path: string): T {
  return copy(value, path) as T
}

function copy(value: unknown, path: string): unknown {
  if (typeof value !== 'object' || value === null) {
    if (typeof value === 'function' || typeof value === 'symbol')
      throw new NotPlain(path, `a ${typeof value}`)
    return value
  }
  if (ArrayBuffer.isView(value)) return copyBytes(value, path)
  // Vue answers this key on every reactive or readonly proxy; reading through one would also track dependencies.
  if ((value as { __v_raw?: unknown }).__v_raw !== undefined)
    throw new NotPlain(path, 'a Vue proxy (unwrap it with toRaw)')
  if (Array.isArray(value)) return value.map((item, index) => copy(item, `${path}[${index}]`))
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) {
    throw new NotPlain(path, `a ${value.constructor.name || 'class instance'}`)
  }
  const result: Record<string, unknown> = {}
  for (const key of Object.keys(value)) {
    result[key] = copy((value as Record<string, unknown>)[key], `${path}.${key}`)
  }
  return result
}

/**
 * Always bytes of their own: cloning a view of a larger buffer would store the whole buffer, and Node's `Buffer` shares
 * a pool.
 */
function copyBytes(view: ArrayBufferView, path: string): Uint8Array {
  const tag = (view as Partial<Uint8Array>)[Symbol.toStringTag] as string | undefined
  if (tag !== 'Uint8Array') throw new NotPlain(path, `a ${tag ?? 'DataView'}`)
  return new Uint8Array(view as Uint8Array)
}
