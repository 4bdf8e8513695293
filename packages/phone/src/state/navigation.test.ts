import { afterEach, beforeEach, expect, test, vi } from 'vitest'

/** The browser's history as far as the app uses it: going back comes in later, as `popstate`. */
function playHistory() {
  const entries: unknown[] = ['start']
  const listeners: (() => void)[] = []
  const goBack = () => {
    entries.pop()
    for (const listener of listeners) listener()
  }
  return {
    entries,
    goBack,
    pushState: (state: unknown, _: string, url?: string) => entries.push({ state, url }),
    back: () => queueMicrotask(goBack),
    listen: (_: string, listener: () => void) => listeners.push(listener),
  }
}

let played: ReturnType<typeof playHistory>
let app: typeof import('./navigation.ts')

beforeEach(async () => {
  played = playHistory()
  vi.stubGlobal('history', played)
  vi.stubGlobal('addEventListener', played.listen)
  vi.stubGlobal('location', { hash: '' })
  vi.resetModules()
  app = await import('./navigation.ts')
  app.followBackButton()
})
afterEach(() => vi.unstubAllGlobals())

const seen = () => app.screens.get().map((screen) => screen.name)
const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

test('TD-2 what a screen holds, such as a pairing token, never enters the history', () => {
  app.openScreen({ name: 'link', secret: { token: 'AAECAwQFBgcICQoLDA0ODw' } })
  app.replaceScreen({ name: 'pair', secret: { token: 'AAECAwQFBgcICQoLDA0ODw' } })
  expect(JSON.stringify(played.entries)).not.toContain('AAEC')
})

test('the phone’s own back button leads through the screens, and then out of the app', () => {
  app.openScreen({ name: 'accounts' })
  app.openScreen({ name: 'set-up' })
  played.goBack()
  expect(seen()).toEqual(['home', 'accounts'])
  played.goBack()
  expect(seen()).toEqual(['home'])
  expect(played.entries).toEqual(['start'])
})

test('"Back" on a screen does the same, and leaves nothing behind in the history', async () => {
  app.openScreen({ name: 'accounts' })
  app.openScreen({ name: 'set-up' })
  app.goBack()
  app.goBack()
  await settled()
  expect(seen()).toEqual(['home'])
  expect(played.entries).toEqual(['start'])
})

test('home is always below: replacing it lays a screen over it', async () => {
  app.replaceScreen({ name: 'notices' })
  expect(seen()).toEqual(['home', 'notices'])
  app.goHome()
  app.openScreen({ name: 'accounts' })
  await settled()
  expect(seen()).toEqual(['home', 'accounts'])
})

test('a link that is opened over a screen is no step back', () => {
  app.openScreen({ name: 'accounts' })
  vi.stubGlobal('location', { hash: '#notices' })
  played.goBack()
  expect(seen()).toEqual(['home', 'accounts'])
})
