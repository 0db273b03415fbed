/** Tells the storage errors of browsers apart; Dexie wraps them several layers deep (docs/incidents.md I01, I08). */

/** Thrown when another tab holds an old version of the database and does not let go, or the browser does not answer. */
export class DeviceStoreBlocked extends Error {
  constructor(options?: { cause?: unknown }) {
    super('the device store does not open: another tab holds it, or the browser does not answer', options)
    this.name = 'DeviceStoreBlocked'
  }
}

interface AnyError {
  name?: unknown
  message?: unknown
  inner?: unknown
  cause?: unknown
  failures?: unknown
}

/** The error and everything it wraps: `inner` (Dexie), `failures` (its bulk operations), `cause`. */
function layersOf(error: unknown, depth = 0): AnyError[] {
  if (typeof error !== 'object' || error === null || depth > 5) return []
  const layer: AnyError = error
  const failures: unknown[] = Array.isArray(layer.failures) ? layer.failures.slice(0, 3) : []
  return [layer, ...[layer.inner, layer.cause, ...failures].flatMap((inside) => layersOf(inside, depth + 1))]
}

// Chromium and Firefox also report a full disk as an unknown error that only its words tell apart.
const fullDisk = /full disk|no space|NO_DEVICE_SPACE|disk is full/i

export const isQuotaError = (error: unknown): boolean =>
  layersOf(error).some(
    ({ name, message }) =>
      name === 'QuotaExceededError' || (typeof message === 'string' && fullDisk.test(message)),
  )

/**
 * Names under which a dying connection shows itself: Safari's "Connection to Indexed Database server lost" and
 * Chromium's "Internal error" are `UnknownError`; a closing handle is `InvalidStateError` or Dexie's
 * `DatabaseClosedError`; a transaction that the browser itself tore down ends in `AbortError` without a cause.
 */
const lostNames = new Set([
  'UnknownError',
  'InvalidStateError',
  'DatabaseClosedError',
  'OpenFailedError',
  'AbortError',
  'TimeoutError',
])
/** Dexie's envelopes around the errors of single requests. */
const wrapperNames = new Set(['BulkError', 'ModifyError'])

/** False also for an abort that wraps a fault of the data (ConstraintError, DataError): that would only repeat itself. */
export function isLostConnection(error: unknown): boolean {
  if (isQuotaError(error)) return false
  const names = layersOf(error).map(({ name }) => String(name))
  const telling = names.filter((name) => !wrapperNames.has(name))
  return telling.length > 0 && telling.every((name) => lostNames.has(name))
}
