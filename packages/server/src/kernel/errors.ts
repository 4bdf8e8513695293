import type { RefusalCode } from '@sparekey/protocol/errors'
import type { Refused } from './outcome.ts'

/** Misuse or an outage, rendered by the one error handler: status, code and sentence, nothing else. */
export class AppError extends Error {
  readonly status: number
  readonly code: RefusalCode
  readonly retryAfterSeconds: number | undefined
  readonly detail: Record<string, string | number> | undefined

  constructor(
    status: number,
    code: RefusalCode,
    more: { cause?: unknown; retryAfterSeconds?: number; detail?: Record<string, string | number> } = {},
  ) {
    super(code, { cause: more.cause })
    this.name = 'AppError'
    this.status = status
    this.code = code
    this.retryAfterSeconds = more.retryAfterSeconds
    this.detail = more.detail
  }
}

/** Undoes the transaction it is thrown in and comes out of `inTransaction` as the refusal it carries.
 * For a use case that finds out only at its last step that it must not happen; never around an attempt's count. */
export class Refusal extends Error {
  readonly refused: Refused

  constructor(refusedAs: Refused) {
    super(refusedAs.code)
    this.name = 'Refusal'
    this.refused = refusedAs
  }
}

export const notFound = (): AppError => new AppError(404, 'not_found')
