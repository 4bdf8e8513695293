import type { Core } from './core.ts'
import { sealRecord, sweepRecord } from './features/audit/index.ts'
import { sweepHeld } from './features/held-methods/index.ts'
import { createMailSender } from './features/mail/index.ts'
import { type OutboxKind, type Sender, startOutbox } from './features/outbox/index.ts'
import { createResetRequestSender } from './features/passwords/index.ts'
import { createPushSender } from './features/push/index.ts'
import { forwardRecord } from './features/record-page/index.ts'
import { sweepRequests } from './features/recovery-requests/index.ts'
import { hourlySweep } from './features/retention/index.ts'
import { sweepSignIns } from './features/sign-in/index.ts'
import { noteDelivery } from './features/sms-codes/index.ts'
import { createSmsSender } from './features/sms-gateways/index.ts'
import { sweepSuspensions } from './features/suspensions/index.ts'
import { seconds } from './kernel/clock.ts'

/** What runs beside the requests: sending, and closing the books on what ran out. None of it decides anything. */
export interface Jobs {
  stop(): Promise<void>
  /** All that is due now; for tests and the demo. */
  runOnce(): Promise<void>
}

async function closeBooks(core: Core, sweepOld: () => Promise<void>): Promise<void> {
  await sweepSignIns(core)
  await sweepRequests(core)
  await sweepSuspensions(core)
  await sweepHeld(core)
  await sweepRecord(core)
  await sweepOld()
}

/** @param played takes the place of a way out: the demo and the tests keep mails instead of sending them */
export function startJobs(core: Core, played: Partial<Record<OutboxKind, Sender>> = {}): Jobs {
  const outbox = startOutbox(core, {
    mail: createMailSender(),
    push: createPushSender(),
    'reset-request': createResetRequestSender(),
    sms: createSmsSender(noteDelivery),
    ...played,
  })
  const sealer = sealRecord(core)
  const forwarding = forwardRecord(core)
  const sweepOld = hourlySweep(core)
  let sweeping = Promise.resolve()
  const sweep = (): void => {
    sweeping = closeBooks(core, sweepOld).catch((error: unknown) => core.log.error('What ran out could not be closed', { error }))
  }
  const timer = setInterval(sweep, seconds(15))
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      await sweeping
      await outbox.stop()
      await sealer.stop()
      await forwarding.stop()
    },
    async runOnce() {
      await closeBooks(core, sweepOld)
      await outbox.runOnce()
      await sealer.runOnce()
      await forwarding.runOnce()
    },
  }
}
