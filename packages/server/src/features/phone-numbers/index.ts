export {
  allowNumber,
  blockNumber,
  dropNumber,
  heldNumbers,
  holdNumbersAddedSince,
  setContactNumber,
  unblockNumber,
  useNumber,
  voidOtherNumbers,
} from './number-life.ts'
export {
  askNumber,
  contactNumber,
  isNumberTaken,
  type NumberThen,
  numberMac,
  numbersAsOf,
  numberView,
  openNumber,
  smsNumber,
} from './numbers.ts'
export { prefixOf, type ReadNumber, readNumber } from './phone-number.ts'
export { deleteNumbers, findCurrent as numberOnRecord, findNumber, type NumberRow } from './phone-numbers.store.ts'
