import { destination, pino, type Logger } from 'pino'

/**
 * JSON lines on stderr; stdout is for what a person reads at the start. Written synchronously, so that the last line
 * before an exit is not lost. Lines hold ids, counts, times and codes: never names, texts, phones or places of residents,
 * and no request bodies.
 */
export const createLog = (level: 'debug' | 'info' | 'silent' = 'info'): Logger =>
  pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describeError },
    },
    destination({ fd: 2, sync: true }),
  )

/** Only these fields: database drivers hang the offending row's values onto their errors. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) }
  return {
    name: error.name,
    message: error.message,
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  }
}
