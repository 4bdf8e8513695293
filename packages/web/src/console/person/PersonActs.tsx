import type { ComponentChildren } from 'preact'
import { consoleApi } from '../../api/console.ts'
import { t } from '../../messages/messages.ts'
import { go } from '../../shell/router.ts'
import { leaveWord } from '../../shell/word.ts'
import { AnswersForAct } from './AnswersForAct.tsx'
import { type ActProps, wordsOf } from './act-words.ts'
import { actsOf, type PersonAct } from './acts-of.ts'
import { ContactNumberAct } from './ContactNumberAct.tsx'
import { DeadlineAct } from './DeadlineAct.tsx'
import { DeleteAct } from './DeleteAct.tsx'
import { GroupsAct } from './GroupsAct.tsx'
import { LinkAct } from './LinkAct.tsx'
import { ManagerAct } from './ManagerAct.tsx'
import { PasswordCodeAct } from './PasswordCodeAct.tsx'
import { RoleAct } from './RoleAct.tsx'
import { SimpleAct } from './SimpleAct.tsx'
import { TwoFactorAct } from './TwoFactorAct.tsx'

/** "Actions": each asks once and says what happens; those that need it ask for a fresh confirmation. */
export function PersonActs({ view, onDone }: ActProps) {
  return (
    <section class="panel acts stack" aria-label={t('person.acts')}>
      <h2>{t('person.acts')}</h2>
      {view.self && <p class="quiet small">{t('person.acts-self')}</p>}
      <ul class="act-list">
        {actsOf(view).map((act) => (
          <li key={act}>{show(act, { view, onDone })}</li>
        ))}
      </ul>
    </section>
  )
}

function leaveDeleted(name: string): void {
  leaveWord('/console/people', t('people.deleted', { name }))
  go('/console/people')
}

function show(act: PersonAct, props: ActProps): ComponentChildren {
  const { id, name, login } = props.view
  switch (act) {
    case 'invitation':
      return <LinkAct {...props} kind="invitation" make={() => consoleApi.renewInvitation(id)} />
    case 'reset-link':
      return <LinkAct {...props} kind="reset-link" make={() => consoleApi.makeResetLink(id)} />
    case 'two-factor':
      return <TwoFactorAct {...props} />
    case 'password-code':
      return <PasswordCodeAct {...props} />
    case 'manager':
      return <ManagerAct {...props} />
    case 'contact-number':
      return <ContactNumberAct {...props} />
    case 'deadline':
      return <DeadlineAct {...props} />
    case 'answers-for':
      return <AnswersForAct {...props} />
    case 'role':
      return <RoleAct {...props} />
    case 'groups':
      return <GroupsAct {...props} />
    case 'typed':
      return <SimpleAct {...props} words={wordsOf('typed', name)} call={() => consoleApi.allowTypedMethods(id)} />
    case 'log-out':
      return <SimpleAct {...props} words={wordsOf('log-out', name)} call={() => consoleApi.logOut(id)} />
    case 'enable':
      return <SimpleAct {...props} words={wordsOf('enable', name)} call={() => consoleApi.enable(id)} />
    case 'disable':
      return <SimpleAct {...props} bad words={wordsOf('disable', name)} call={() => consoleApi.disable(id)} />
    case 'delete':
      return <DeleteAct account={id} name={name} login={login} onDeleted={() => leaveDeleted(name)} />
  }
}
