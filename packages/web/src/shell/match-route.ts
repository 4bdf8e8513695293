/** A pattern such as `/console/people/:id`; a part that begins with a colon takes any one part of the path. */
export type RoutePattern = string

export interface RouteMatch<T> {
  pattern: RoutePattern
  target: T
  params: Record<string, string>
}

/** The first pattern, in the order of the table, that fits the whole path. A slash at the end changes nothing. */
export function matchRoute<T>(routes: readonly (readonly [RoutePattern, T])[], path: string): RouteMatch<T> | undefined {
  const parts = partsOf(path)
  for (const [pattern, target] of routes) {
    const params = paramsOf(partsOf(pattern), parts)
    if (params) return { pattern, target, params }
  }
  return undefined
}

const partsOf = (path: string): string[] => path.split('/').filter((part) => part !== '')

function paramsOf(pattern: string[], parts: string[]): Record<string, string> | undefined {
  if (pattern.length !== parts.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, expected] of pattern.entries()) {
    const part = parts[index] ?? ''
    if (expected.startsWith(':')) {
      const value = decoded(part)
      if (value === undefined) return undefined
      params[expected.slice(1)] = value
    } else if (expected !== part) return undefined
  }
  return params
}

/** Undefined for an escape that is not UTF-8: such an address is a page that does not exist, not a crash. */
function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}
