import type { SmsConfig } from '../../config/config.ts'
import type { Core } from '../../core.ts'
import { type Instant, minutes, seconds } from '../../kernel/clock.ts'
import type { Sender } from '../outbox/index.ts'
import { fillTemplate, formOf } from './fill-template.ts'
import type { Sms } from './queue-sms.ts'

/** How long a gateway may take to answer, ms. */
const answerWithin = seconds(10)
/** So much of an answer is read, bytes. */
const longestAnswer = 16 * 1024

type Result = Awaited<ReturnType<Sender>>

/** Told of each try of a text that somebody waits for, so that the page can say at once that it failed (SM-4). */
export type NoteDelivery = (core: Core, about: string, delivered: boolean) => Promise<void>

/** The outbox's way to the operator's SMS gateway (SM-5): one request as the configuration describes it. The address is the
 * operator's and is trusted; where its answers point is not followed. */
export function createSmsSender(note?: NoteDelivery): Sender {
  return async (core, item) => {
    const config = core.config.sms
    const sms = item.payload as Sms
    const result: Result = config ? await send(core, config, sms, item) : { failed: 'sms_not_set_up' }
    // What went out went out: a page that cannot be told must not make it go out twice.
    if (note && sms.about)
      await note(core, sms.about, result === 'sent').catch((error: unknown) =>
        core.log.error('A delivery could not be noted', { outboxId: item.id, error }),
      )
    return result
  }
}

/** 2 s, doubling: a code is good for five minutes only. */
const soon = (core: Pick<Core, 'clock'>, attempts: number): Instant =>
  core.clock.now() + Math.min(seconds(2) * 2 ** Math.min(attempts - 1, 12), minutes(30))

async function send(core: Core, config: SmsConfig, sms: Sms, item: { id: string; attempts: number }): Promise<Result> {
  const { attempts } = item
  let answer: { status: number; text: string }
  try {
    answer = await ask(config, sms, item.id)
  } catch {
    // No answer, or none in time. Addresses and keys are in such errors, so nothing of them is kept.
    return { retryAt: soon(core, attempts) }
  }
  if (isSuccess(config.success, answer)) return 'sent'
  core.log.warn('The SMS gateway did not take a text', { status: answer.status })
  return isFinal(answer.status) ? { failed: `sms_${answer.status}` } : { retryAt: soon(core, attempts) }
}

async function ask(config: SmsConfig, sms: Sms, id: string): Promise<{ status: number; text: string }> {
  const values = { to: sms.to, text: sms.text, from: config.from ?? '' }
  const headers = new Headers(config.headers)
  // The same on every try, so that a gateway which took a text twice can tell.
  if (!headers.has('idempotency-key')) headers.set('idempotency-key', id)
  const form = formOf(headers.get('content-type') ?? '')
  const response = await fetch(fillTemplate(config.url, values, 'form'), {
    method: config.method,
    headers,
    // A redirect could lead the service, and the text with it, anywhere.
    redirect: 'manual',
    signal: AbortSignal.timeout(answerWithin),
    ...(config.body === undefined ? {} : { body: fillTemplate(config.body, values, form) }),
  })
  return { status: response.status, text: await readStart(response) }
}

/** The beginning of an answer; the rest is not taken. */
async function readStart(response: Response): Promise<string> {
  if (!response.body) return ''
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body) {
    parts.push(part)
    size += part.length
    if (size >= longestAnswer) break
  }
  return Buffer.concat(parts).subarray(0, longestAnswer).toString('utf8')
}

/** Whether the gateway took the text, by the operator's test: a list of statuses, or an expression that its answer must fit. */
function isSuccess(test: SmsConfig['success'], answer: { status: number; text: string }): boolean {
  if ('statuses' in test) return test.statuses.includes(answer.status)
  return answer.status >= 200 && answer.status < 300 && new RegExp(test.pattern, 'i').test(answer.text)
}

/** 401, 403 and 404 are the operator's to mend, 408, 425, 429 and 5xx pass; any other refusal is about this very text. */
const isFinal = (status: number): boolean =>
  (status >= 200 && status < 300) || (status >= 400 && status < 500 && ![401, 403, 404, 408, 425, 429].includes(status))
