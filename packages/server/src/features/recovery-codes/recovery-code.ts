import { crockford } from '@sparekey/protocol/crockford'
import { newCrockford, type Random } from '../../kernel/random.ts'

export const codesInSet = 10
/** Crockford characters, 5 bits each: 80 bits (RC-1). */
export const codeLength = 16

/** Ten codes, all different. */
export function drawCodes(random: Random): string[] {
  const codes = new Set<string>()
  while (codes.size < codesInSet) codes.add(newCrockford(random, codeLength))
  return [...codes]
}

/** XXXX-XXXX-XXXX-XXXX, as it is shown and printed. */
export const shownCode = (code: string): string => crockford.grouped(code)

/** What was typed as a code in its stored form (RC-2), or undefined if it cannot be one. */
export function normaliseCode(typed: string): string | undefined {
  const code = crockford.normalise(typed)
  return code?.length === codeLength ? code : undefined
}
