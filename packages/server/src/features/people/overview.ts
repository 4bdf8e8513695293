import type { Overview } from '@sparekey/protocol/console'
import type { Core } from '../../core.ts'
import type { CurrentSession } from '../../http/route.ts'
import { noticedTroubles } from '../clock-watch/index.ts'
import { practisedAt } from '../practice/index.ts'
import { pushIsOn } from '../push/index.ts'
import { everSpent } from '../recovery-codes/index.ts'
import { devicesElsewhere } from '../trusted-devices/index.ts'
import { countKinds } from './people.store.ts'

/** The first minutes' checklist, read from what really is (DESIGN §6), and what does not work as it is set up (OP-7, OP-9). */
export async function overview(core: Core, session: CurrentSession): Promise<Overview> {
  const { config } = core
  const people = await countKinds(core.db)
  const https = config.publicUrl.startsWith('https:')
  const mail = config.mail !== undefined
  const missing = [
    ...(https ? [] : ['https']),
    ...(mail ? [] : ['mail']),
    ...(pushIsOn(core) ? [] : ['push']),
    ...(config.support ? [] : ['support']),
    ...((await devicesElsewhere(core)).length > 0 ? ['other-address'] : []),
    ...((await noticedTroubles(core, core.db)).length > 0 ? ['clock'] : []),
  ]
  const checklist = { invited: people.total > 1, practised: await hasPractised(core, session.accountId), https, mail }
  return { people, checklist, missing, now: core.clock.now() }
}

/** In a rehearsal, or for good: whoever let a recovery code in knows the way. */
const hasPractised = async (core: Core, account: string): Promise<boolean> =>
  (await practisedAt(core.db, account)) !== undefined || (await everSpent(core.db, account))
