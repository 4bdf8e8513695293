import { lastAddresses } from '../../features/installation/index.ts'
import { isLocal } from '../../kernel/network.ts'
import type { Check } from './finding.ts'

/** Fewer logins than this say nothing about where people come from. */
const enough = 5

/** Behind a proxy that is not named everybody seems to come from the proxy, and shares its limits. */
export const checkProxies: Check = async ({ core }) => {
  const { trustedProxies, localhost } = core.config
  const seen = await lastAddresses(core.db)
  const one = new Set(seen).size === 1 ? seen[0] : undefined
  if (!localhost && seen.length >= enough && one && isLocal(one)) {
    return [
      { state: 'bad', says: `the last ${seen.length} logins all came from ${one}: if that is your proxy, name it in TRUSTED_PROXIES` },
    ]
  }
  if (trustedProxies.length === 0) return [{ state: 'ok', says: 'none is trusted: X-Forwarded-For is ignored' }]
  return [{ state: 'ok', says: `X-Forwarded-For counts from ${trustedProxies.join(', ')} only` }]
}
