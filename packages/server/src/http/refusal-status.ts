import { type RefusalBody, type RefusalCode, refusalCodes } from '@sparekey/protocol/errors'
import type { Refused } from '../kernel/outcome.ts'

/** The HTTP status of a refusal; 422 where nothing else is said. */
const statusOf: Partial<Record<RefusalCode, number>> = {
  bad_request: 400,
  login_not_accepted: 401,
  sign_in_needed: 401,
  access_too_low: 403,
  role_too_low: 403,
  confirmation_needed: 403,
  confirmation_too_weak: 403,
  foreign_origin: 403,
  typed_methods_off: 403,
  device_not_trusted: 403,
  signature_invalid: 403,
  set_up_needs_invitation: 403,
  not_found: 404,
  device_unknown: 404,
  pairing_code_wrong: 404,
  method_not_allowed: 405,
  sign_in_over: 409,
  sign_in_not_waiting: 409,
  not_confirmed: 409,
  prompt_over: 409,
  pairing_over: 409,
  pairing_used: 409,
  set_up_done: 409,
  set_up_not_ready: 409,
  address_not_proved: 409,
  nonce_spent: 409,
  login_taken: 409,
  address_taken: 409,
  group_taken: 409,
  last_method: 409,
  last_address: 409,
  last_administrator: 409,
  own_account: 409,
  too_many_devices: 409,
  too_many_addresses: 409,
  link_over: 410,
  too_large: 413,
  too_many_attempts: 429,
  prompt_paused: 429,
  prompt_too_soon: 429,
  internal: 500,
  busy: 503,
  unavailable: 503,
}

export const statusOfRefusal = (code: RefusalCode): number => statusOf[code] ?? 422

export const refusalBody = (refusal: Omit<Refused, 'ok'>): RefusalBody => ({
  code: refusal.code,
  message: refusalCodes[refusal.code],
  ...(refusal.retryAt === undefined ? {} : { retryAt: refusal.retryAt }),
  ...(refusal.detail === undefined ? {} : { detail: refusal.detail }),
})
