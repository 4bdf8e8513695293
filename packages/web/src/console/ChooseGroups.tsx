import { consoleApi } from '../api/console.ts'
import { t } from '../messages/messages.ts'
import { Ready } from '../shell/Ready.tsx'
import { useLoaded } from '../shell/use-loaded.ts'

/** The groups there are, to tick. */
export function ChooseGroups({ chosen, onChoose }: { chosen: string[]; onChoose: (groups: string[]) => void }) {
  const groups = useLoaded(consoleApi.groups)
  const turn = (id: string, on: boolean) => onChoose(on ? [...chosen, id] : chosen.filter((one) => one !== id))
  return (
    <Ready of={groups}>
      {(view) =>
        view.groups.length === 0 ? (
          <p class="quiet">
            {t('act.groups-none')} <a href="/console/groups">{t('act.groups-make')}</a>
          </p>
        ) : (
          <fieldset class="choices">
            <legend>{t('invite.groups')}</legend>
            {view.groups.map((group) => (
              <label key={group.id}>
                <input
                  type="checkbox"
                  value={group.id}
                  checked={chosen.includes(group.id)}
                  onChange={(event) => turn(group.id, event.currentTarget.checked)}
                />
                <span>{group.name}</span>
              </label>
            ))}
          </fieldset>
        )
      }
    </Ready>
  )
}
