export { type AccountRow, changeAccount, countAccounts } from './accounts.store.ts'
export { addressKeyOf, readAddress } from './address.ts'
export { type AddressRow, deleteAddresses, findAddressRow, listAddresses, markReplaced } from './addresses.store.ts'
export {
  addAddress,
  addressesRemovedSince,
  allowAddress,
  emailsView,
  heldAddresses,
  holdAddressesAddedSince,
  isAddressTaken,
  isUsable,
  proveAddress,
  resetAddresses,
  restoreAddress,
  usableAddresses,
} from './addresses.ts'
export { anyAccount } from './any-account.ts'
export { createAccount } from './create-account.ts'
export {
  findAccount,
  findAccountByLogin,
  getAccount,
  listAdministrators,
  listApprovers,
  lockAccount,
  lockAdministrators,
  lockIfThere,
  requireAdministrator,
  takeTurn,
} from './find-account.ts'
export { loginKeyOf, readLogin, readName } from './login-name.ts'
export { ownWords } from './own-words.ts'
export { searchAccounts } from './search.store.ts'
export { changeStanding, type Past, pastsSince } from './standing.ts'
