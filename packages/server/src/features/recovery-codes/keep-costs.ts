import type { Core } from '../../core.ts'
import { costNow } from './code-digest.ts'
import { fillCosts } from './recovery-codes.store.ts'

/** Sets from before their rows said what they cost were made at the cost that is set now: written down at the start, so that raising it later
 * (`HASHING_MEMORY`, `HASHING_PASSES`) leaves nobody with codes that no longer work (N-08). */
export const keepCosts = (core: Pick<Core, 'db' | 'config'>): Promise<void> => fillCosts(core.db, costNow(core))
