import { t } from '../messages/messages.ts'
import { Frame, Heading } from '../ui/Frame.tsx'

/** iPhone and iPad, in a browser tab: install first, then pair inside (TD-7). `prompt`: somebody came to confirm a login. */
export function InstallFirst({ prompt }: { prompt: boolean }) {
  const steps = (['ios.share', 'ios.add', 'ios.open', 'ios.scan'] as const).map((key) => <li key={key}>{t(key)}</li>)
  if (prompt) {
    return (
      <Frame>
        <Heading>{t('ios.prompt-title')}</Heading>
        <p>{t('ios.prompt-why')}</p>
      </Frame>
    )
  }
  return (
    <Frame>
      <Heading>{t('ios.title')}</Heading>
      <p>{t('ios.why')}</p>
      <ol class="steps">{steps}</ol>
      <p class="quiet small">{t('ios.expired')}</p>
    </Frame>
  )
}
