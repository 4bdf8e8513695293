import { devicesElsewhere } from '../../features/trusted-devices/index.ts'
import type { Check } from './finding.ts'

/** OP-9: devices are bound to the address that they were paired at. */
export const checkDevices: Check = async ({ core }) => {
  const lost = await devicesElsewhere(core)
  if (lost.length === 0) return [{ state: 'ok', says: `all trusted devices were paired at ${core.config.publicUrl}` }]
  return lost.map((device) => ({
    state: 'bad' as const,
    says: `${device.name} of ${device.login} was paired at ${device.origin} and confirms nothing at ${core.config.publicUrl}`,
  }))
}
