import { secondFactor } from './a-second-factor.ts'
import { guessing } from './b-guessing.ts'
import type { Breakage } from './breakage.ts'
import { proxyAndHeaders } from './e-proxy-and-headers.ts'

/** Every breakage, by the number of its case. */
export const breakages: readonly Breakage[] = [...secondFactor, ...guessing, ...proxyAndHeaders].sort((a, b) => a.id.localeCompare(b.id))
