import { t } from '../../messages/messages.ts'
import { Note } from '../../ui/Note.tsx'

/** What works in a suspended session and what does not (RR-9, SI-16). */
export function WhatWorks() {
  return (
    <Note>
      <p>
        <b>{t('suspension.works')}</b> {t('suspension.works-text')}
      </p>
      <p>
        <b>{t('suspension.works-not')}</b> {t('suspension.works-not-text')}
      </p>
    </Note>
  )
}
