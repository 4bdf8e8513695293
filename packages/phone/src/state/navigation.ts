import { observable } from './observable.ts'
import type { Screen } from './screen.ts'

const home: Screen = { name: 'home' }

/** The screens that lie on one another; the last one is seen. They stay in memory: the browser's history is on the disk, and
 * screens hold pairing tokens. The history only gets one entry, while there is something to go back to. */
export const screens = observable<readonly Screen[]>([home])

/** The screen on top. */
export const seenScreen = (): Screen => screens.get().at(-1) ?? home

let entry = false
/** How many `popstate` events are our own doing. */
let own = 0

function makeEntry(): void {
  if (entry) return
  history.pushState(null, '')
  entry = true
}

function leaveEntry(): void {
  if (!entry) return
  entry = false
  own += 1
  history.back()
}

/** Puts a screen over the one that is seen. */
export function openScreen(screen: Screen): void {
  screens.set((before) => [...before, screen])
  makeEntry()
}

/** Takes the place of the screen that is seen; home always stays below. */
export function replaceScreen(screen: Screen): void {
  screens.set((before) => [...(before.length < 2 ? before : before.slice(0, -1)), screen])
  makeEntry()
}

export function goBack(): void {
  if (screens.get().length > 1) screens.set((before) => before.slice(0, -1))
  if (screens.get().length === 1) leaveEntry()
}

export function goHome(): void {
  screens.set(() => [home])
  leaveEntry()
}

/** Follows the phone's own back button or gesture. */
export function followBackButton(): void {
  addEventListener('popstate', () => {
    if (own > 0) {
      own -= 1
      return
    }
    // An opened link, not a step back: `hashchange` follows it.
    if (location.hash) return
    entry = false
    screens.set((before) => (before.length > 1 ? before.slice(0, -1) : before))
    if (screens.get().length > 1) makeEntry()
  })
}
