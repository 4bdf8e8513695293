import { observable } from '../state/observable.ts'

/** Chromium's offer to install, kept for the button. Undefined where there is none, or once it was used. */
export const installOffer = observable<BeforeInstallPromptEvent | undefined>(undefined)

export function keepInstallOffer(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    installOffer.set(() => event as BeforeInstallPromptEvent)
  })
  addEventListener('appinstalled', () => installOffer.set(() => undefined))
}
