import type { PolicyScope, PolicyView } from '@sparekey/protocol/policy'
import { type SettingName, settingNames } from '@sparekey/protocol/policy-settings'
import type { Core } from '../../core.ts'
import { type Dated, listRules } from '../policy/index.ts'
import { countActive, listScopes, listWaiting } from './policy-changes.store.ts'
import { settingsOf } from './preview-policy.ts'

type Waiting = Awaited<ReturnType<typeof listWaiting>>[number]

/** What everyone and each group is asked now, and what waits. */
export async function policyView(core: Pick<Core, 'db' | 'clock'>): Promise<PolicyView> {
  const now = core.clock.now()
  const rows = await listRules(core.db)
  const waiting = await listWaiting(core.db, now)
  const groups = await listScopes(core.db)
  const of = (key: string, name: string, people: number) => scopeOf({ rows, waiting, key, name, people, now })
  return {
    everyone: of('', 'Everyone', await countActive(core.db)),
    groups: groups.map((group) => of(group.id, group.name, Number(group.people))),
    now,
  }
}

function scopeOf(q: {
  rows: readonly Dated[]
  waiting: readonly Waiting[]
  key: string
  name: string
  people: number
  now: number
}): PolicyScope {
  const held = settingsOf(q.rows, q.key, q.now)
  return {
    scope: q.key === '' ? 'everyone' : q.key,
    name: q.name,
    people: q.people,
    settings: settingNames.flatMap((setting) => {
      const value = held[setting]
      return value === undefined ? [] : [{ setting, value }]
    }),
    waiting: q.waiting
      .filter((row) => row.group_id === q.key)
      .map((row) => ({
        id: row.id,
        setting: row.setting as SettingName,
        ...(row.value === null ? {} : { value: row.value }),
        worksFrom: row.works_from,
        madeAt: row.made_at,
        madeBy: row.made_by_name ?? '',
      })),
  }
}
