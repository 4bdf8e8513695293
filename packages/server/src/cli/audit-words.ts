import type { RecordCheck } from '../features/audit/index.ts'
import { timeText } from '../features/notices/index.ts'

type Bad = NonNullable<RecordCheck['bad']>

const stretch = (bad: Bad): string =>
  bad.seq === undefined
    ? 'A record that is not sealed yet'
    : bad.until !== undefined && bad.until > bad.seq
      ? `Records ${bad.seq} to ${bad.until}`
      : `Record ${bad.seq}`

/** Which record it is, where one is there. What a stranger wrote is quoted, so that it can play no tricks on a terminal. */
const which = (bad: Bad): string =>
  bad.id === undefined
    ? ''
    : ` (${JSON.stringify(bad.act)}, ${Number.isFinite(bad.at) ? timeOf(bad.at) : 'no time'}, ${JSON.stringify(bad.id)})`

const timeOf = (at: number | undefined): string =>
  at !== undefined && Math.abs(at) < 8.64e15 ? timeText(at) : 'a time that does not exist'

const where = (bad: Bad): string => (bad.outside ? 'kept outside of the database' : 'in the database')

const sentences: Record<Bad['problem'], (bad: Bad) => string> = {
  changed: (bad) => `${stretch(bad)}${which(bad)} was changed after it was sealed, or put there in the place of another.`,
  moved: (bad) =>
    `${stretch(bad)}${which(bad)} is genuine, but it is not where it was sealed: records before it were moved, put in or removed, or the chain was changed.`,
  foreign: (bad) =>
    `${stretch(bad)}${which(bad)} was not written by this service: somebody put it into the database, or changed it before it was sealed.`,
  missing: (bad) => `${stretch(bad)} ${bad.until === bad.seq ? 'is' : 'are'} missing; there are later ones.`,
  cut: (bad) =>
    `${stretch(bad)} ${bad.until === bad.seq ? 'is' : 'are'} missing: the record ends before the last seal ${where(bad)} (${timeOf(bad.sealedAt)}). ` +
    'Either its end was cut off, or an older backup of the database was restored.',
  'other-history': (bad) =>
    bad.sealedAt === undefined
      ? `${stretch(bad)}${which(bad)} does not follow the one before it: something between them was removed.`
      : `${stretch(bad)}: what is there now is not what was sealed on ${timeOf(bad.sealedAt)} (by a seal ${where(bad)}). ` +
        'Either the end was cut off and the service went on, or it went on after an older backup of the database was restored.',
  'left-out': (bad) =>
    `${stretch(bad)}${which(bad)} is older than seals that were made since: its number was taken off, or it was put back. (Or the clock was set back just now: then it is sealed within seconds.)`,
  seal: (bad) => `The seals in the database were changed or removed${bad.seq === undefined ? '' : ` (at record ${bad.seq})`}.`,
}

/** What is wrong, in a sentence. */
export const badSentence = (bad: Bad): string => sentences[bad.problem](bad)

/** What a check found besides, a line each. */
export function notesOf(check: RecordCheck, asked: { files: readonly string[] }): string[] {
  const notes: string[] = []
  if (check.first && check.first.seq > 1) notes.push(`The record begins with ${check.first.seq}, ${timeOf(check.first.at)}.`)
  if (check.adopted > 0)
    notes.push(
      `The first ${check.adopted} were written by a version that signed nothing; they are taken as they were when the first seal was made.`,
    )
  if (check.unsealed > 0)
    notes.push(`${check.unsealed} more ${check.unsealed === 1 ? 'is' : 'are'} not sealed yet; the running service does it within seconds.`)
  const { outside } = check
  if (!outside)
    notes.push(
      `No seals are kept outside of the database (${asked.files.join(', ')}): a cut at the end would not be seen. Name them by --seals or --head.`,
    )
  else if (outside.last) notes.push(`The last seal kept outside is of ${timeOf(outside.last.at)}, over record ${outside.last.seq}.`)
  if (outside && outside.unread > 0)
    notes.push(`${outside.unread} of the lines kept outside ${outside.unread === 1 ? 'is' : 'are'} none that this installation wrote.`)
  return notes
}
