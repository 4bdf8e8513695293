/** The acts that need a fresh confirmation, by name, and the parameters that the confirmation covers (and the phone signs). */
export interface ActParams {
  'add-device': Record<string, never>
  'replace-device': { device: string }
  'remove-device': { device: string }
  'create-codes': Record<string, never>
  'change-password': Record<string, never>
  'add-address': { address: string }
  'remove-address': { email: string }
  'change-role': { account: string; role: string }
  'disable-account': { account: string }
  'enable-account': { account: string }
  'delete-account': { account: string }
  'invite-account': { login: string; role: string }
  'renew-invitation': { account: string }
  'make-reset-link': { account: string }
  'allow-typed-methods': { account: string }
}

export type ActName = keyof ActParams

export const actNames = [
  'add-device',
  'replace-device',
  'remove-device',
  'create-codes',
  'change-password',
  'add-address',
  'remove-address',
  'change-role',
  'disable-account',
  'enable-account',
  'delete-account',
  'invite-account',
  'renew-invitation',
  'make-reset-link',
  'allow-typed-methods',
] as const satisfies readonly ActName[]

/** Parameters in one fixed text form: what is asked for, confirmed, signed and spent is compared by it. */
export const canonicalParams = (params: Record<string, string>): string =>
  JSON.stringify(Object.fromEntries(Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1))))
