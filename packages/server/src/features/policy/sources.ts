import type { Role } from '@sparekey/protocol/common'
import { type SettingName, settingNames, strictest } from '@sparekey/protocol/policy-settings'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import { readNamedScopes } from './standing.ts'

/** A value that holds for an account, and who says so. */
export interface Sourced {
  setting: SettingName
  value: string
  /** Ids of groups; empty for everyone; `role` for what roles that let others in always have. */
  from: string[]
}

/** What holds for an account, setting by setting, with where it comes from: the strictest of all that say something. */
export async function sourcesFor(db: Db | Tx, account: { id: string; role: Role }, now: Instant): Promise<Sourced[]> {
  const scopes = await readNamedScopes(db, account, now)
  const held = strictest([...scopes.values()])
  return settingNames.flatMap((setting) => {
    const value = held[setting]
    if (value === undefined) return []
    const saying = [...scopes].filter(([, settings]) => settings[setting] !== undefined)
    const deciding = saying.filter(([, settings]) => settings[setting] === value)
    // Where lists meet, what is left can be nobody's own.
    return [{ setting, value, from: (deciding.length > 0 ? deciding : saying).map(([key]) => key) }]
  })
}
