import { t } from '../messages/messages.ts'
import { Page } from './Page.tsx'

export function NoSuchPage({ home }: { home: string }) {
  return (
    <Page title={t('shell.no-page')} lead={t('shell.no-page-text')}>
      <p>
        <a class="button plain" href={home}>
          {t('shell.no-page-back')}
        </a>
      </p>
    </Page>
  )
}
