import { t } from '../../messages/messages.ts'
import { Note } from '../../ui/Note.tsx'
import { StepHeading } from '../../ui/StepHeading.tsx'
import { Frame } from './Frame.tsx'

/** How a rehearsal went. */
export interface Ended {
  /** Something that the person has was tried and worked. */
  worked: boolean
  /** There are codes that are right and at hand. */
  codes: boolean
  /** The rules allow codes at all (EN-1). */
  codesAllowed: boolean
}

const leadsTo = { account: '/account', codes: '/account/security#codes', phone: '/account/security/add' } as const

/** How it went, and what to do about it. */
export function Done({ worked, codes, codesAllowed }: Ended) {
  const next = codes ? 'account' : codesAllowed ? 'codes' : 'phone'
  return (
    <Frame>
      <StepHeading level={2}>{t(worked ? 'practise.done-title' : 'practise.done-bad-title')}</StepHeading>
      <Note kind={worked ? 'good' : 'warn'}>
        <p>
          <b>{t(worked ? 'practise.done-good' : 'practise.done-bad')}</b> {t(worked ? 'practise.done-good-text' : 'practise.done-bad-text')}
        </p>
      </Note>
      {worked && !codes && <p>{t(codesAllowed ? 'practise.done-no-codes' : 'practise.done-no-codes-allowed')}</p>}
      <p class="row">
        <a class="button" href={leadsTo[next]}>
          {t(`practise.done-${next}`)}
        </a>
        <a class="button plain" href="/account/ready">
          {t('practise.done-ready')}
        </a>
      </p>
    </Frame>
  )
}
