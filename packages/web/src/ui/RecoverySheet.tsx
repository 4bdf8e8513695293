import { t } from '../messages/messages.ts'
import { Brand } from './Brand.tsx'
import { type Sheet, today } from './codes-as-text.ts'
import { Facts } from './Facts.tsx'

/** The page that "Print" prints; on the screen it is not there. */
export function RecoverySheet({ codes, siteName, login }: Sheet) {
  return (
    <section class="sheet" aria-hidden="true">
      <Brand name={siteName} />
      <h1>{t('codes.sheet-title', { login })}</h1>
      <p>{t('codes.sheet-site', { site: siteName, date: today() })}</p>
      <ol class="codes">
        {codes.codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <Facts
        facts={[
          [t('codes.sheet-where'), codes.loginUrl],
          [t('codes.sheet-call'), codes.support],
        ]}
      />
      <h2>{t('codes.sheet-how')}</h2>
      <ol>
        <li>{t('codes.sheet-how-1')}</li>
        <li>{t('codes.sheet-how-2')}</li>
        <li>{t('codes.sheet-how-3')}</li>
      </ol>
      <p>{t('codes.sheet-secret')}</p>
    </section>
  )
}
