import type { Group } from '@sparekey/protocol/console'
import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { consoleApi } from '../api/console.ts'
import { t } from '../messages/messages.ts'
import { Ready } from '../shell/Ready.tsx'
import { useLoaded } from '../shell/use-loaded.ts'

interface ChooseGroupsProps {
  legend: string
  /** One of them, which must be chosen; otherwise any number. */
  one?: boolean
  isChosen: (group: Group) => boolean
  onTurn: (group: Group, on: boolean) => void
  /** Stands beside a group's name. */
  mark?: (group: Group) => ComponentChildren
}

/** The groups there are, to tick. */
export function ChooseGroups({ legend, one, isChosen, onTurn, mark }: ChooseGroupsProps) {
  const field = useId()
  const groups = useLoaded(consoleApi.groups)
  return (
    <Ready of={groups}>
      {(view) =>
        view.groups.length === 0 ? (
          <p class="quiet">
            {t('act.groups-none')} <a href="/console/groups">{t('act.groups-make')}</a>
          </p>
        ) : (
          <fieldset class="choices">
            <legend>{legend}</legend>
            {view.groups.map((group) => (
              <label key={group.id}>
                <input
                  type={one ? 'radio' : 'checkbox'}
                  {...(one ? { name: field, required: true } : {})}
                  value={group.id}
                  checked={isChosen(group)}
                  onChange={(event) => onTurn(group, event.currentTarget.checked)}
                />
                <span>
                  {group.name} {mark?.(group)}
                </span>
              </label>
            ))}
          </fieldset>
        )
      }
    </Ready>
  )
}

interface AnyGroupsProps {
  chosen: string[]
  onChoose: (groups: string[]) => void
}

/** Any number of groups, by id. */
export function AnyGroups({ chosen, onChoose }: AnyGroupsProps) {
  return (
    <ChooseGroups
      legend={t('invite.groups')}
      isChosen={({ id }) => chosen.includes(id)}
      onTurn={({ id }, on) => onChoose(on ? [...chosen, id] : chosen.filter((one) => one !== id))}
    />
  )
}
