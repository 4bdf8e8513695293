import type { End } from '../../core.ts'
import { closeAllOpen } from './phone-prompts.store.ts'

/** Ends every open prompt of an account. */
export const endPrompts: End = async (tx, account) => closeAllOpen(tx, account)
