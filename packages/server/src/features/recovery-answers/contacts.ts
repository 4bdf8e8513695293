import type { ContactKind } from '@sparekey/protocol/cases'

const all: readonly ContactKind[] = ['in-person', 'live-video', 'call-back', 'manager']
const faceToFace: readonly ContactKind[] = ['in-person', 'live-video']

/** The ways of contact that count (RR-5): face to face alone for a disputed request (RR-3), and where phone and password are both
 * lost (RR-13). */
export const contactsThatCount = (facts: { disputed: boolean; bothLost: boolean }): readonly ContactKind[] =>
  facts.disputed || facts.bothLost ? faceToFace : all

/** What an approver noted of the contact, as it is kept. */
export interface ContactNote {
  /** Where, which document, who answered. */
  words: string
  /** Call-back: the number's id, its last two digits, and whether it was the number for SMS. */
  number?: { id: string; lastTwo: string; sms: boolean }
}

export const readNote = (json: string | null): ContactNote => (json ? (JSON.parse(json) as ContactNote) : { words: '' })

/** As the page and the history show it: never the number itself. */
export function noteText(note: ContactNote): string {
  const parts = [...(note.number ? [`•• ${note.number.lastTwo}`] : []), ...(note.words ? [note.words] : [])]
  return parts.join(' · ')
}
