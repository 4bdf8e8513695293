import { crockford } from '@sparekey/protocol/crockford'
import { newCrockford, type Random } from '../../kernel/random.ts'

/** Crockford characters, 5 bits each: 140 bits, in seven groups of four (RR-11 asks for 128). */
const kitLength = 28

export const drawKit = (random: Random): string => newCrockford(random, kitLength)

/** As it is shown and printed. */
export const shownKit = (kit: string): string => crockford.grouped(kit)

/** What was typed as a kit in its stored form, or undefined if it cannot be one. An access code has 8 characters, so the two
 * share a field and are never taken for each other. */
export function normaliseKit(typed: string): string | undefined {
  const kit = crockford.normalise(typed)
  return kit?.length === kitLength ? kit : undefined
}
