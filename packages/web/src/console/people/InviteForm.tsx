import type { Role } from '@sparekey/protocol/common'
import type { HandedLink } from '@sparekey/protocol/console'
import type { RefusalBody } from '@sparekey/protocol/errors'
import { useState } from 'preact/hooks'
import { consoleApi } from '../../api/console.ts'
import { t } from '../../messages/messages.ts'
import { refusalText } from '../../messages/refusal-text.ts'
import { Form } from '../../shell/Form.tsx'
import { useSession } from '../../shell/session.ts'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Field } from '../../ui/Field.tsx'
import { AnyGroups } from '../ChooseGroups.tsx'
import { ChooseRole } from '../ChooseRole.tsx'
import { fieldOf } from './field-of.ts'

/** Who is invited, as what. A refusal stands at the field that it is about. */
export function InviteForm({ onInvited }: { onInvited: (name: string, link: HandedLink) => void }) {
  const { session } = useSession()
  const [name, setName] = useState('')
  const [login, setLogin] = useState('')
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('member')
  const [groups, setGroups] = useState<string[]>([])
  const inviting = useAct()
  const invite = async () => {
    const address = email.trim()
    const body = { name: name.trim(), login: login.trim(), role, groups, ...(address ? { email: address } : {}) }
    const made = await inviting.run(() => consoleApi.invite(body), t('invite.about', { name: body.name }))
    if (made) onInvited(body.name, made.value)
  }
  const errorAt = (field: ReturnType<typeof fieldOf>): RefusalBody | undefined =>
    inviting.error && fieldOf(inviting.error.code) === field ? inviting.error : undefined
  const said = (error: RefusalBody | undefined) => error && refusalText(error)
  return (
    <Form act={inviting} class="stack narrow" onSubmit={invite}>
      <Field
        label={t('invite.name')}
        name="name"
        required
        maxLength={120}
        autocomplete="off"
        value={name}
        onInput={(event) => setName(event.currentTarget.value)}
      />
      <Field
        label={t('invite.login')}
        hint={t('invite.login-hint')}
        name="login"
        required
        maxLength={64}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        value={login}
        error={said(errorAt('login'))}
        onInput={(event) => setLogin(event.currentTarget.value)}
      />
      <Field
        label={`${t('invite.email')} ${t('common.optional')}`}
        hint={session.mail ? t('invite.email-hint') : t('invite.email-hint-no-mail')}
        name="email"
        type="email"
        maxLength={254}
        autocomplete="off"
        value={email}
        error={said(errorAt('email'))}
        onInput={(event) => setEmail(event.currentTarget.value)}
      />
      <ChooseRole role={role} onChoose={setRole} />
      <AnyGroups chosen={groups} onChoose={setGroups} />
      <ErrorNote error={errorAt(undefined)} />
      <p>
        <Button type="submit" busy={inviting.busy}>
          {t('invite.do')}
        </Button>
      </p>
    </Form>
  )
}
