export { addressChange, type MovedAddress } from './address-change.ts'
export { checkKeys } from './check-keys.ts'
export { lastAddresses, lastRecordAt } from './installation.store.ts'
