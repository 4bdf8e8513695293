import type { PhoneFate } from '@sparekey/protocol/recovery'
import { t } from '../../messages/messages.ts'
import { Note } from '../../ui/Note.tsx'
import { Choices } from './Choices.tsx'
import { Segment } from './Segment.tsx'

/** What is switched off, and for how long. */
export interface Happened {
  fate: PhoneFate | undefined
  numberInIt: boolean
  hours: 24 | 48
}

interface WhatHappenedProps {
  happened: Happened
  onChange: (happened: Happened) => void
  fateMissing: boolean
  /** The contact went to a number that was in the lost phone. */
  calledLost: boolean
}

/** "Lost or stolen" or "Broken or left at home", the number, and "1 day" or "2 days" (RR-5). */
export function WhatHappened({ happened, onChange, fateMissing, calledLost }: WhatHappenedProps) {
  return (
    <>
      <Choices
        question={t('answer.fate')}
        choices={[
          { value: 'lost', text: t('answer.fate-lost'), hint: t('answer.fate-lost-hint') },
          { value: 'left', text: t('answer.fate-left'), hint: t('answer.fate-left-hint') },
        ]}
        value={happened.fate}
        onChoose={(fate) => onChange({ ...happened, fate })}
        error={fateMissing && t('answer.fate-missing')}
      />
      {happened.fate === 'lost' && (
        <Segment
          question={t('answer.number-in-it')}
          options={[
            ['yes', t('answer.number-in-it-yes')],
            ['no', t('answer.number-in-it-no')],
          ]}
          value={happened.numberInIt ? 'yes' : 'no'}
          onChoose={(answer) => onChange({ ...happened, numberInIt: answer === 'yes' })}
        />
      )}
      <div role="status">{calledLost && <Note kind="warn">{t('answer.number-called')}</Note>}</div>
      <Segment
        question={t('answer.hours')}
        options={[
          ['24', t('answer.hours-24')],
          ['48', t('answer.hours-48')],
        ]}
        value={happened.hours === 48 ? '48' : '24'}
        onChoose={(hours) => onChange({ ...happened, hours: hours === '48' ? 48 : 24 })}
      />
    </>
  )
}
