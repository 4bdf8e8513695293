import { afterCommit } from '../../db/transaction.ts'

/** What pages wait for. A topic carries no state: whoever hears it looks again (DESIGN §2). */
export type Topic = `sign-in:${string}` | `pairing:${string}` | `account:${string}` | `device:${string}` | 'console'

type Listener = () => void

/** Tells waiting pages, and this process's caches, that something changed. */
export interface Live {
  /** Takes effect after the commit of the transaction the caller is in. */
  publish(topic: Topic): void
  /** @returns ends the subscription */
  subscribe(topic: Topic, listener: Listener): () => void
  /** Hears every topic, for caches. */
  watch(listener: (topic: Topic | '*') => void): () => void
  /** Something changed that this process cannot know: everybody looks again. */
  wakeAll(): void
}

/** The bus of one process.
 * @param forward carries a topic to the other nodes */
export function createLive(forward?: (topic: Topic) => void): Live & { deliver(topic: Topic): void } {
  const listeners = new Map<Topic, Set<Listener>>()
  const watchers = new Set<(topic: Topic | '*') => void>()
  const deliver = (topic: Topic): void => {
    for (const watcher of watchers) watcher(topic)
    for (const listener of [...(listeners.get(topic) ?? [])]) listener()
  }
  return {
    deliver,
    publish(topic) {
      afterCommit(() => {
        deliver(topic)
        forward?.(topic)
      })
    },
    subscribe(topic, listener) {
      const set = listeners.get(topic) ?? new Set()
      listeners.set(topic, set.add(listener))
      return () => {
        set.delete(listener)
        if (set.size === 0 && listeners.get(topic) === set) listeners.delete(topic)
      }
    },
    watch(listener) {
      watchers.add(listener)
      return () => watchers.delete(listener)
    },
    wakeAll() {
      for (const watcher of watchers) watcher('*')
      for (const set of [...listeners.values()]) for (const listener of [...set]) listener()
    },
  }
}
