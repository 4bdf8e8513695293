import type { HeldThing } from '@sparekey/protocol/held'
import type { ComponentChildren } from 'preact'
import { rich, t } from '../messages/messages.ts'
import { Tag } from '../ui/Tag.tsx'
import { Time } from '../ui/Time.tsx'
import { heldName } from './held-words.ts'

interface HeldLineProps {
  thing: HeldThing
  /** Why something did not go. */
  notes?: ComponentChildren
  /** What the one who reads can do about it. */
  children?: ComponentChildren
}

/** One held thing, and how far it is with being allowed again (AU-4). */
export function HeldLine({ thing, notes, children }: HeldLineProps) {
  return (
    <li class="line no-icon">
      <div class="stack tight">
        <p class="row">
          <b>{heldName(thing)}</b>
          <Tag kind="bad">{t('device.held')}</Tag>
        </p>
        <p class="quiet small">{rich('held.when', { added: <Time at={thing.addedAt} />, since: <Time at={thing.heldAt} /> })}</p>
        <State thing={thing} />
        {notes}
      </div>
      {children && <div class="line-acts">{children}</div>}
    </li>
  )
}

function State({ thing }: { thing: HeldThing }) {
  const first = thing.approvals[0]
  const { refused, startsAt } = thing
  return (
    <>
      {first && thing.state === 'waits' && startsAt !== undefined && (
        <p class="small">{rich('held.waits', { name: first.name, when: <Time at={first.at} />, starts: <Time exact at={startsAt} /> })}</p>
      )}
      {first && thing.state === 'needs-second' && (
        <p class="small">{rich('held.approved', { name: first.name, when: <Time at={first.at} /> })}</p>
      )}
      {!first && refused && (
        <p class="small">{rich('held.refused', { name: refused.by, when: <Time at={refused.at} />, reason: refused.reason })}</p>
      )}
    </>
  )
}
