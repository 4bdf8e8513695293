import type { Core } from '../../../core.ts'
import type { Sms } from '../../sms-gateways/index.ts'

/** The texts that wait in the outbox, opened, the oldest first. */
async function waitingTexts(core: Core): Promise<Sms[]> {
  const rows = await core.db.selectFrom('outbox').select(['id', 'payload_sealed']).where('kind', '=', 'sms').orderBy('created_at').execute()
  return rows
    .filter((row) => row.payload_sealed !== null)
    .map(
      (row) => JSON.parse(core.secrets.open({ table: 'outbox', column: 'payload_sealed', row: row.id }, row.payload_sealed ?? '')) as Sms,
    )
}

/** The six digits that a text begins with. */
export const digitsIn = (text: string | undefined): string => /^(\d{6}) is your code/.exec(text ?? '')?.[1] ?? ''

/** A code that is certainly not this one. */
export const wrongOf = (code: string): string => String((Number(code) + 1) % 10 ** code.length).padStart(code.length, '0')
