import type { PersonView } from '@sparekey/protocol/console'
import { t } from '../../messages/messages.ts'

/** What every act of the panel gets. */
export interface ActProps {
  view: PersonView
  /** Says what was done, and reads the account again. */
  onDone: (said: string) => void
}

/** What the question before an act says, and what is said after it. */
export interface ActWords {
  name: string
  text: string
  about: string
  done: string
}

/** The words of an act without anything to fill in. */
export function wordsOf(act: 'typed' | 'log-out' | 'enable' | 'disable', name: string): ActWords {
  switch (act) {
    case 'typed':
      return { name: t('act.typed'), text: t('act.typed-text', { name }), about: t('act.typed-about', { name }), done: t('act.typed-done') }
    case 'log-out':
      return { name: t('act.log-out'), text: t('act.log-out-text', { name }), about: name, done: t('act.log-out-done', { name }) }
    case 'enable':
      return {
        name: t('act.enable'),
        text: t('act.enable-text', { name }),
        about: t('act.enable-about', { name }),
        done: t('act.enable-done', { name }),
      }
    case 'disable':
      return {
        name: t('act.disable'),
        text: t('act.disable-text', { name }),
        about: t('act.disable-about', { name }),
        done: t('act.disable-done', { name }),
      }
  }
}
