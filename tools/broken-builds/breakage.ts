/** One text of a source file and what takes its place. */
export interface Change {
  /** Below `packages/`. */
  file: string
  /** Must be there exactly once. */
  find: string
  replace: string
}

/** The mistake of another product, made in a copy of our sources: the regression of the same id must fail then. */
export interface Breakage {
  id: string
  /** Where it happened. */
  from: string
  /** What was done wrong, in one line. */
  mistake: string
  changes: Change[]
}

/** A file below `packages/server/src/features/`. */
export const feature = (file: string): string => `server/src/features/${file}`
/** A file below `packages/server/src/`. */
export const server = (file: string): string => `server/src/${file}`
