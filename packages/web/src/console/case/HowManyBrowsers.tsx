import { t } from '../../messages/messages.ts'
import { Choices } from './Choices.tsx'

/** RR-8: one browser, or up to three where policy allows it and no red flag stands. */
export function HowManyBrowsers({ any, onChange }: { any: boolean; onChange: (any: boolean) => void }) {
  return (
    <Choices
      question={t('answer.scope')}
      choices={[
        { value: 'next-browser', text: t('answer.scope-next-browser'), hint: t('answer.scope-next-browser-hint') },
        { value: 'any-browser', text: t('answer.scope-any-browser'), hint: t('answer.scope-any-browser-hint') },
      ]}
      value={any ? 'any-browser' : 'next-browser'}
      onChoose={(value) => onChange(value === 'any-browser')}
    />
  )
}
