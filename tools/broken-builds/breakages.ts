import { secondFactor } from './a-second-factor.ts'
import type { Breakage } from './breakage.ts'

/** Every breakage, by the number of its case. */
export const breakages: readonly Breakage[] = [...secondFactor].sort((a, b) => a.id.localeCompare(b.id))
