/** 0 or 1: SQLite has no booleans, and both engines share the queries. */
export type Flag = 0 | 1

/** ms since 1970; `null` in a column means "has not happened". */
export type Time = number
