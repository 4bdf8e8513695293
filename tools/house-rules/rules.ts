import { features, noMethods, packages, rulesAndEdges, schemasStayOut, serverParts, storesAreLast, testsStayOut } from './directions.ts'
import { oneDoor } from './one-door.ts'
import { addressesByVisit, fileLength, functionLength, sqlInStores, timeAndChance, transactionsInUseCases } from './practices.ts'
import type { Rule } from './rule.ts'

/** All rules of the house, as the check runs them. */
export const rules: readonly Rule[] = [
  packages,
  schemasStayOut,
  features,
  serverParts,
  noMethods,
  rulesAndEdges,
  storesAreLast,
  testsStayOut,
  oneDoor,
  timeAndChance,
  sqlInStores,
  transactionsInUseCases,
  addressesByVisit,
  fileLength,
  functionLength,
]
