import { t } from '../messages/messages.ts'
import { NotificationsOffer } from '../notifications/NotificationsOffer.tsx'
import { goHome } from '../state/navigation.ts'
import { useObservable } from '../state/observable.ts'
import { phone } from '../state/phone.ts'
import { Button } from '../ui/Button.tsx'
import { Frame, Heading } from '../ui/Frame.tsx'

/** The computer said "This is my phone": whose it is now, and what comes next. */
export function PairedScreen({ device }: { device: string }) {
  const account = useObservable(phone).accounts.find((one) => one.device === device)
  if (!account) return null
  return (
    <Frame brand={account.siteName} actions={<Button onClick={goHome}>{t('pair.go-on')}</Button>}>
      <Heading>{t('pair.done')}</Heading>
      <div>
        <p class="who">{t('pair.done-as', { name: account.name })}</p>
        <p class="quiet">{t('pair.done-login', { login: account.login })}</p>
      </div>
      <p>{t(account.state === 'trusted' ? 'pair.done-trusted' : 'pair.done-ready')}</p>
      <NotificationsOffer always />
      <p class="quiet small">{t('pair.not-mine')}</p>
    </Frame>
  )
}
