import type { Core } from './core.ts'
import { createMailSender } from './features/mail/index.ts'
import { type OutboxKind, type Sender, startOutbox } from './features/outbox/index.ts'
import { createResetRequestSender } from './features/passwords/index.ts'
import { createPushSender } from './features/push/index.ts'
import { sweepSignIns } from './features/sign-in/index.ts'
import { seconds } from './kernel/clock.ts'

/** What runs beside the requests: sending, and closing the books on what ran out. None of it decides anything. */
export interface Jobs {
  stop(): Promise<void>
  /** All that is due now; for tests and the demo. */
  runOnce(): Promise<void>
}

/** @param played takes the place of a way out: the demo and the tests keep mails instead of sending them */
export function startJobs(core: Core, played: Partial<Record<OutboxKind, Sender>> = {}): Jobs {
  const outbox = startOutbox(core, {
    mail: createMailSender(),
    push: createPushSender(),
    'reset-request': createResetRequestSender(),
    sms: async () => ({ failed: 'sms_not_set_up' }),
    ...played,
  })
  let sweeping = Promise.resolve()
  const sweep = (): void => {
    sweeping = sweepSignIns(core).catch((error: unknown) => core.log.error('Expired sign-ins could not be closed', { error }))
  }
  const timer = setInterval(sweep, seconds(15))
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      await sweeping
      await outbox.stop()
    },
    async runOnce() {
      await sweepSignIns(core)
      await outbox.runOnce()
    },
  }
}
