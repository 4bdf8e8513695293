import { useEffect, useState } from 'preact/hooks'

/** A value that tells when it changed. */
export interface Observable<T> {
  get(): T
  set(change: (before: T) => T): void
  subscribe(listener: () => void): () => void
}

export function observable<T>(initial: T): Observable<T> {
  let value = initial
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set(change) {
      const next = change(value)
      if (next === value) return
      value = next
      for (const listener of [...listeners]) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** The value, and a new rendering whenever it changes. */
export function useObservable<T>(source: Observable<T>): T {
  const [value, show] = useState(source.get)
  useEffect(() => {
    const update = () => show(() => source.get())
    update()
    return source.subscribe(update)
  }, [source])
  return value
}
