import type { RefusalBody } from '@sparekey/protocol/errors'
import { refusalText } from '../messages/refusal-text.ts'
import { Note } from './Note.tsx'

/** A refusal that belongs to no field. Always there for screen readers, seen only with an error. */
export function ErrorNote({ error }: { error: RefusalBody | undefined }) {
  return <div role="alert">{error && <Note kind="bad">{refusalText(error)}</Note>}</div>
}
