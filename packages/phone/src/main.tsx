import '@sparekey/look/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/screens.css'
import { render } from 'preact'
import { App } from './App.tsx'
import { restoreServerClock } from './api/server-clock.ts'
import { keepInstallOffer } from './launch/install.ts'
import { follow, followLinks, takeLaunch } from './launch/launch.ts'
import { followUpdates, registerWorker } from './launch/register-worker.ts'
import { speak } from './messages/messages.ts'
import { refreshNotifications } from './notifications/notifications.ts'
import { loadConfirmed } from './prompts/confirmed-prompts.ts'
import { goLive } from './state/live.ts'
import { followBackButton, replaceScreen } from './state/navigation.ts'
import { loadAccounts, phone } from './state/phone.ts'
import { dropStalePairings } from './storage/accounts.ts'
import { fitAboveKeyboard } from './ui/fit-above-keyboard.ts'

const launch = takeLaunch()
keepInstallOffer()
followBackButton()
followLinks()
followUpdates()
fitAboveKeyboard()

/** What the phone remembers. Some private windows refuse all storage. */
async function remember(): Promise<void> {
  await dropStalePairings()
  await Promise.all([restoreServerClock(), loadConfirmed(), loadAccounts()])
}

await speak(navigator.languages).catch(() => undefined)
await remember().catch(loadAccounts)
const { pairing } = phone.get()
if (pairing && launch.kind === 'none') replaceScreen({ name: 'compare', pairing })

const root = document.getElementById('app')
if (root) render(<App />, root)

goLive()
void follow(launch)
await registerWorker()
if (phone.get().accounts.length > 0) await refreshNotifications()
