export { verifyP256 as verifySignature } from '../../kernel/p256.ts'
export { blockDevice, blockedTogether, unblockDevice, usedLately } from './device-block.ts'
export { deviceGate } from './device-gate.ts'
export {
  addScannedDevice,
  allowDevice,
  devicesElsewhere,
  devicesOnRecord,
  endDevices,
  findSigner,
  heldDevices,
  holdDevicesAddedSince,
  makeDeviceReady,
  markDeviceUsed,
  mayAddDevice,
  pausedDevices,
  removeDeviceRow,
  removeOtherDevices,
  trustDevice,
  usableDevices,
} from './device-life.ts'
export { plainName } from './device-name.ts'
export { makeNonce, spendNonce } from './device-nonce.ts'
export { pauseDevices, reviveDevices } from './device-pause.ts'
export { devicesView } from './devices-view.ts'
export { registerTrustedDeviceRoutes } from './trusted-devices.routes.ts'
