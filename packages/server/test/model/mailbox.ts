import { payloadPlace } from '../../src/features/outbox/queue.ts'
import type { Person } from './cast.ts'
import type { Story } from './story.ts'

// What was sent by mail and by SMS, as whoever reads the mailbox finds it.

export interface Mailed {
  token: string
  to: string
}

/** Links of one purpose that went out to somebody, the newest first. */
export async function mailedLinks(story: Story, person: Person, purpose: string): Promise<Mailed[]> {
  const { core } = story.stage
  const rows = await core.db
    .selectFrom('outbox')
    .select(['id', 'payload_sealed'])
    .where('kind', '=', 'mail')
    .where('account_id', '=', story.beliefs.accounts[person].member.id)
    .where('payload_sealed', 'is not', null)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.flatMap((row) => {
    const text = core.secrets.open(payloadPlace(row.id), row.payload_sealed ?? '')
    const token = new RegExp(`/link/${purpose}#([\\w-]{43})`).exec(text)?.[1]
    return token ? [{ token, to: (JSON.parse(text) as { to: string }).to }] : []
  })
}

/** The numbers to which a text about somebody goes out at this moment. */
export async function textedNow(story: Story, person: Person): Promise<string[]> {
  const { core } = story.stage
  const rows = await core.db
    .selectFrom('outbox')
    .select(['id', 'payload_sealed'])
    .where('kind', '=', 'sms')
    .where('account_id', '=', story.beliefs.accounts[person].member.id)
    .where('created_at', '=', story.now())
    .where('payload_sealed', 'is not', null)
    .execute()
  return rows.map((row) => (JSON.parse(core.secrets.open(payloadPlace(row.id), row.payload_sealed ?? '')) as { to: string }).to)
}
