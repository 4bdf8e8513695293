import { serverNow } from '../api/server-clock.ts'
import { t } from '../messages/messages.ts'
import { goHome } from '../state/navigation.ts'
import type { PhoneState } from '../state/phone.ts'
import type { Screen } from '../state/screen.ts'
import { Button } from '../ui/Button.tsx'
import { waitingPrompts } from './waiting.ts'
import { promptOn, whereShown } from './where-shown.ts'

/** On screens that are about something else: that a login waits, and the way to it. */
export function WaitingBanner({ screen, state }: { screen: Screen; state: PhoneState }) {
  const others = waitingPrompts(state, serverNow()).filter(({ prompt }) => prompt.id !== promptOn(screen))
  const count = whereShown(screen) === 'banner' ? others.length : 0
  return (
    <div class="banner" role="status">
      {count > 0 && (
        <p class="row spread">
          {t('home.waiting', { count })}
          <Button kind="link" onClick={goHome}>
            {t('home.look')}
          </Button>
        </p>
      )}
    </div>
  )
}
