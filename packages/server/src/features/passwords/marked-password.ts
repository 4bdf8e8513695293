import type { AccountTable } from '../../db/tables.ts'

type Marks = Pick<AccountTable, 'password_marked_at' | 'password_held_at'>

/** A stranger is believed to know the password: it is changed directly after the next confirmation (SI-15). */
export const isMarked = (account: Marks): boolean => account.password_marked_at !== null

/** Sign-ins without a confirmation get no session: the password is marked, or was changed by a link that an administrator made,
 * which clears the mark for the others only (SI-15). */
export const isHeldBack = (account: Marks): boolean => isMarked(account) || account.password_held_at !== null
