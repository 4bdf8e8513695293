import type { Check } from './finding.ts'

/** What the configuration says; no push service is asked. */
export const checkPush: Check = async ({ core }) => {
  const { subject, hosts } = core.config.push
  if (!subject)
    return [
      { state: 'hint', says: 'off: phones show what waits when their app is opened. Set PUSH_SUBJECT to a mailto: or https: address' },
    ]
  return [{ state: 'ok', says: `on, as ${subject}, to ${hosts.join(', ')}: the firewall must let https to them out` }]
}
