import { language } from '../messages/messages.ts'
import { exactTime } from '../ui/Time.tsx'

/** A day (ms since 1970) in the reader's zone, for what lies far from now; the exact time on hover. */
export function Day({ at }: { at: number }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={exactTime(at)}>
      {new Intl.DateTimeFormat(language(), { dateStyle: 'long' }).format(new Date(at))}
    </time>
  )
}
