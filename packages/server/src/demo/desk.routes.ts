import { Empty, IdParams } from '@sparekey/protocol/common'
import { Desk, DeskClock, DeskOutbox, DeskPhone, MoveClock } from '@sparekey/protocol/desk'
import type { Static } from 'typebox'
import type { Core } from '../core.ts'
import type { Routes } from '../http/route.ts'
import { notFound } from '../kernel/errors.ts'
import { refused } from '../kernel/outcome.ts'
import { deskPeople } from './desk-people.ts'
import type { LocalOutbox } from './local-outbox.ts'
import type { DeskAccount } from './make-people.ts'
import type { MovableClock } from './movable-clock.ts'
import { openTheirPhone } from './open-their-phone.ts'

export interface DeskParts {
  people: readonly DeskAccount[]
  outbox: LocalOutbox
  clock: MovableClock
}

/** The desk of the demo. Registered by the demo and by tests of it, and by nothing that runs in production. */
export function registerDeskRoutes(routes: Routes, core: Core, parts: DeskParts): void {
  const { people, outbox, clock } = parts
  const time = (): { now: number; moved: number } => ({ now: clock.now(), moved: clock.moved() })
  routes.route({
    method: 'GET',
    url: '/dev/api/desk',
    summary: 'The made-up people, with their passwords',
    access: 'public',
    answer: Desk,
    handle: async () => ({ people: await deskPeople(core.db, people), ...time() }),
  })
  routes.route({
    method: 'POST',
    url: '/dev/api/people/:id/phone',
    summary: 'Begins a pairing for somebody and confirms it once it was scanned',
    access: 'public',
    params: IdParams,
    body: Empty,
    answer: DeskPhone,
    async handle({ params }) {
      const person = people.find((one) => one.id === params.id)
      if (!person) throw notFound()
      const url = await openTheirPhone(core, person)
      return url ? { url } : refused('too_many_devices')
    },
  })
  routes.route({
    method: 'GET',
    url: '/dev/api/outbox',
    summary: 'The mails and texts that would have been sent',
    access: 'public',
    answer: DeskOutbox,
    handle: async () => ({ messages: messagesOf(outbox) }),
  })
  routes.route({
    method: 'POST',
    url: '/dev/api/clock',
    summary: 'Moves the clock of the service',
    access: 'public',
    body: MoveClock,
    answer: DeskClock,
    async handle({ body }) {
      if ('by' in body) clock.move(body.by)
      else clock.back()
      core.live.wakeAll()
      return time()
    },
  })
}

/** Mails and texts as one list, the newest first. */
function messagesOf(outbox: LocalOutbox): Static<typeof DeskOutbox>['messages'] {
  const mails = outbox.mails.map((mail) => ({ ...mail, kind: 'mail' }))
  const texts = outbox.texts.map(({ id, at, to, text }) => ({ id, at, to, text, kind: 'sms', subject: '' }))
  return [...mails, ...texts].sort((a, b) => b.at - a.at)
}
