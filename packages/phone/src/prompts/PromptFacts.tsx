import type { PhonePrompt } from '@sparekey/protocol/phone'
import { serverNow } from '../api/server-clock.ts'
import { t } from '../messages/messages.ts'
import { Facts } from '../ui/Facts.tsx'
import { placeName } from '../ui/place.ts'
import { ago, exactly } from '../ui/when.ts'
import { actFacts, actText } from './act-facts.ts'

interface PromptFactsProps {
  prompt: PhonePrompt
  /** Where the heading does not say it. */
  who?: boolean
}

/** What the decision is about (SI-4): which site or act, with what, from where, when. */
export function PromptFacts({ prompt, who = false }: PromptFactsProps) {
  const now = serverNow()
  return (
    <Facts
      facts={[
        [t('prompt.as'), who && `${prompt.accountName} · ${prompt.login}`],
        prompt.purpose === 'act' ? [t('prompt.act-label'), <strong key="act">{actText(prompt)}</strong>] : [t('prompt.site'), prompt.site],
        ...(prompt.purpose === 'act' ? actFacts(prompt) : []),
        [
          t('prompt.with'),
          <>
            {prompt.agent} {prompt.newBrowser && <span class="tag warn">{t('prompt.new-browser')}</span>}
          </>,
        ],
        [t('prompt.where'), [placeName(prompt.place), prompt.ip].filter(Boolean).join(' · ')],
        [t('prompt.when'), `${ago(prompt.at, now)} · ${exactly(prompt.at, now)}`],
      ]}
    />
  )
}
