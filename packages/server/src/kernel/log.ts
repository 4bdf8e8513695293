import { pino } from 'pino'

/** The only fields a log line may carry. An allow-list: a field that somebody forgot to add cannot leak (ADR 0006). */
export interface LogFields {
  accountId?: string
  signInId?: string
  sessionId?: string
  deviceId?: string
  outboxId?: string
  requestId?: string
  route?: string
  status?: number
  ms?: number
  count?: number
  kind?: string
  code?: string
  /** The name and the stack of an error. Messages of database drivers can hold values, so only ours are kept. */
  error?: unknown
}

export interface Log {
  info(message: string, fields?: LogFields): void
  warn(message: string, fields?: LogFields): void
  error(message: string, fields?: LogFields): void
}

const allowed = [
  'accountId',
  'signInId',
  'sessionId',
  'deviceId',
  'outboxId',
  'requestId',
  'route',
  'status',
  'ms',
  'count',
  'kind',
  'code',
] as const

/** Text without what a terminal would obey or hide. JSON alone leaves U+009B, which begins a terminal's command, and the signs that
 * turn the direction of writing. */
const seen = (text: string): string => text.replace(/[^\P{C}\n]|[\p{Zl}\p{Zp}]/gu, ' ')

function pick(fields: LogFields): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  for (const name of allowed) {
    const value = fields[name]
    if (value !== undefined) kept[name] = typeof value === 'string' ? seen(value) : value
  }
  if (fields.error instanceof Error) {
    kept.error = seen(fields.error.name)
    kept.at = seen(fields.error.stack ?? '')
      .split('\n')
      .filter((line) => line.startsWith('    at '))
      .slice(0, 8)
      .join('\n')
    const code = (fields.error as { code?: unknown }).code
    if (typeof code === 'string') kept.errorCode = seen(code)
  }
  return kept
}

/** Structured lines on standard output. `level` is one of pino's names, `silent` turns it off.
 * @param to takes the place of standard output */
export function createLog(level: string, to?: { write(line: string): void }): Log {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime }
  const out = to ? pino(options, to) : pino(options)
  return {
    info: (message, fields = {}) => out.info(pick(fields), message),
    warn: (message, fields = {}) => out.warn(pick(fields), message),
    error: (message, fields = {}) => out.error(pick(fields), message),
  }
}
