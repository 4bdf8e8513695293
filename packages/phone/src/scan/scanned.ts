import { readPhoneLink } from '@sparekey/protocol/pairing-keys'
import { serverNow } from '../api/server-clock.ts'
import { waitingPrompts } from '../prompts/waiting.ts'
import { lookAtAll } from '../state/look.ts'
import { goBack, replaceScreen, screens } from '../state/navigation.ts'
import { phone } from '../state/phone.ts'
import type { OpenPrompt } from '../state/screen.ts'

/** What the app's own scanner read. `foreign`: a code of another site's app. */
export type Scanned =
  | { kind: 'pair'; token: string }
  | { kind: 'prompt'; prompt: string; value: string }
  | { kind: 'foreign'; host: string }
  | { kind: 'unknown' }

/** Reads the text of a code. @param forPrompt the scanner was opened to confirm a login: a pairing code is not for it */
export function readScanned(text: string, origin: string, forPrompt: boolean): Scanned {
  const link = readPhoneLink(text, origin)
  if (link && !(forPrompt && link.kind === 'pair')) return link
  const host = /^https?:\/\/([^/]+)\/app\/#(?:pair|prompt)\./.exec(text)?.[1]
  return host && !text.startsWith(`${origin}/`) ? { kind: 'foreign', host } : { kind: 'unknown' }
}

const find = (id: string): OpenPrompt | undefined => waitingPrompts(phone.get(), serverNow()).find((one) => one.prompt.id === id)

/** Goes on with the code of "Scan instead": it takes the place of typing, so the details and "Confirm" follow (SI-7). */
export async function goToScannedPrompt(id: string, value: string): Promise<void> {
  if (!find(id)) await lookAtAll(false)
  const open = find(id)
  // The scanner lies on the prompt's screen if it was opened there.
  if (screens.get().at(-2)?.name === 'prompt') goBack()
  replaceScreen(open ? { name: 'prompt', open: { ...open, scanned: value } } : { name: 'over', why: 'gone' })
}
