import { createContext } from 'preact'
import type { Answer } from '../api/request.ts'

/** Calls an act; where it needs a fresh confirmation, asks for it and calls again. Undefined if the person gave up. */
export type Confirming = <T>(call: () => Promise<Answer<T>>, about?: string) => Promise<Answer<T> | undefined>

/** Without anybody to ask, an act is simply called. The pages' root puts the dialog behind it. */
export const ConfirmingContext = createContext<Confirming>((call) => call())
