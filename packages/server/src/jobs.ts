import type { Core } from './core.ts'
import { createMailSender } from './features/mail/index.ts'
import { startOutbox } from './features/outbox/index.ts'
import { createPushSender } from './features/push/index.ts'
import { sweepSignIns } from './features/sign-in/index.ts'
import { seconds } from './kernel/clock.ts'
import { createResetRequestSender } from './features/passwords/index.ts'

/** What runs beside the requests: sending, and closing the books on what ran out. None of it decides anything. */
export interface Jobs {
  stop(): Promise<void>
  /** All that is due now; for tests and the demo. */
  runOnce(): Promise<void>
}

export function startJobs(core: Core): Jobs {
  const outbox = startOutbox(core, { mail: createMailSender(), push: createPushSender(), 'reset-request': createResetRequestSender() })
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
