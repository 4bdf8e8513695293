import type { PolicyPreview, SavePolicy } from '@sparekey/protocol/policy'
import type { Core } from '../../core.ts'
import { inTransaction, type Tx } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Refused, refused } from '../../kernel/outcome.ts'
import { newId } from '../../kernel/random.ts'
import { requireAdministrator, takeTurn } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import type { Method } from '../confirmation/index.ts'
import { tellAdministrators, timeText } from '../notices/index.ts'
import { requireConfirmation } from '../sessions/index.ts'
import { weakeningWait } from './draft.ts'
import { splitWords } from './messages/en.ts'
import { insertRule, lastRevision, replaceHolding, replaceWaiting } from './policy-changes.store.ts'
import { previewPolicy } from './preview-policy.ts'

type Ok = { ok: true }

/** Saves what was previewed (EN-1): what is stricter holds at once, what is weaker 24 h later unless somebody stops it. Of two who save
 * at the same moment the second is told to look again. */
export async function savePolicy(
  core: Core,
  methods: readonly Method[],
  q: { session: CurrentSession; ip: string; draft: SavePolicy },
): Promise<Ok | Refused> {
  const { digest, ...draft } = q.draft
  return await inTransaction<Ok | Refused>(core.db, async (tx) => {
    const by = await requireAdministrator(tx, q.session.accountId)
    await takeTurn(tx, 'policy')
    const preview = await previewPolicy(core, tx, methods, draft)
    // What was a change when it was previewed may be none any more: somebody else saved the same.
    if ('ok' in preview) throw new Refusal(refused(preview.code === 'bad_request' ? 'policy_changed' : preview.code))
    if (preview.digest !== digest) throw new Refusal(refused('policy_changed'))
    if (preview.leftWithout.count > 0) throw new Refusal(refusedWithout(preview))
    const { name, changes } = preview
    await requireConfirmation(core, tx, q.session, 'change-policy', { scope: draft.scope, name, changes, digest })
    await write(core, tx, { scope: draft.scope === 'everyone' ? '' : draft.scope, preview, by: by.id })
    await note(core, tx, { ...q, scope: draft.scope, preview, by: by.name })
    // Each session is looked at again within a second, and takes its rules along.
    core.live.publish('console')
    return { ok: true }
  })
}

/** With how many, and whom. */
function refusedWithout({ leftWithout }: PolicyPreview): Refused {
  const names = leftWithout.people.map((one) => one.name.split(' ')[0] ?? one.name)
  return refused('policy_leaves_without', { detail: { count: leftWithout.count, names: names.slice(0, 10).join(', ') } })
}

/** One row for each value: what holds now, and what waits. Of two that wait for one setting the newer replaces the older, and its wait
 * begins anew. */
async function write(core: Core, tx: Tx, q: { scope: string; preview: PolicyPreview; by: string }): Promise<void> {
  const now = core.clock.now()
  const revision = (await lastRevision(tx)) + 1
  for (const { setting, before, now: holds, later } of q.preview.splits) {
    const row = (value: string | undefined, worksFrom: number) => ({
      id: newId(core.random, 'pol'),
      group_id: q.scope,
      setting,
      value: value ?? null,
      works_from: worksFrom,
      revision,
      made_at: now,
      made_by: q.by,
      replaced_at: null,
      stopped_at: null,
      stopped_by: null,
    })
    await replaceWaiting(tx, { scope: q.scope, setting, now })
    if (holds !== before) {
      await replaceHolding(tx, { scope: q.scope, setting, now })
      await insertRule(tx, row(holds, now))
    }
    if (later) await insertRule(tx, row(later.value, now + weakeningWait))
  }
}

async function note(
  core: Core,
  tx: Tx,
  q: { session: CurrentSession; ip: string; scope: string; preview: PolicyPreview; by: string },
): Promise<void> {
  const { splits, name } = q.preview
  const worksFrom = core.clock.now() + weakeningWait
  for (const { setting, before, now: holds, later } of splits)
    await record(core, tx, {
      act: 'policy_changed',
      actor: { kind: 'account', id: q.session.accountId },
      detail: {
        scope: q.scope,
        name,
        setting,
        before: before ?? '',
        now: holds ?? '',
        ...(later ? { later: later.value ?? '', worksFrom } : {}),
      },
      from: { ip: q.ip, session: q.session.id, browser: q.session.browserId },
    })
  const stricter = splits.filter((one) => one.now !== one.before)
  const weaker = splits.flatMap((one) => (one.later ? [{ setting: one.setting, value: one.later.value }] : []))
  await tellAdministrators(core, tx, {
    kind: 'policy-changed',
    params: {
      by: q.by,
      scope: name,
      ...(stricter.length > 0 ? { now: stricter.map((one) => splitWords(one.setting, one.now)).join('; ') } : {}),
      ...(weaker.length > 0
        ? { later: weaker.map((one) => splitWords(one.setting, one.value)).join('; '), worksFrom: timeText(worksFrom) }
        : {}),
    },
    page: 'console',
  })
}
