import { serverNow } from '../api/server-clock.ts'
import { t } from '../messages/messages.ts'
import { goHome } from '../state/navigation.ts'
import type { PhoneState } from '../state/phone.ts'
import type { Screen } from '../state/screen.ts'
import { Button } from '../ui/Button.tsx'
import { waitingPrompts } from './waiting.ts'

/** Where the prompts are seen already, or where something is under way that is not to be left by accident. */
const without: readonly Screen['name'][] = ['home', 'prompt', 'deny', 'scan', 'link', 'pair', 'compare']

/** On every other screen: that a login waits, and the way to it. */
export function WaitingBanner({ screen, state }: { screen: Screen; state: PhoneState }) {
  const count = without.includes(screen.name) ? 0 : waitingPrompts(state, serverNow()).length
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
