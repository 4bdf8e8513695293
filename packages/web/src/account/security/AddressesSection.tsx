import { useState } from 'preact/hooks'
import { account } from '../../api/account.ts'
import { t } from '../../messages/messages.ts'
import { refusalText } from '../../messages/refusal-text.ts'
import { Form } from '../../shell/Form.tsx'
import { Section } from '../../shell/Section.tsx'
import { useSession } from '../../shell/session.ts'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Note } from '../../ui/Note.tsx'
import { AddressRow } from './AddressRow.tsx'
import type { SecurityPart } from './security-part.ts'

const most = 2

/** The e-mail addresses, up to two; one is added by a link opened at it (EN-6). One that was never confirmed makes room for the next. */
export function AddressesSection({ view, mayAct, reload }: SecurityPart) {
  const { session } = useSession()
  const [said, setSaid] = useState('')
  const say = (text: string) => {
    setSaid(text)
    void reload()
  }
  return (
    <Section title={t('emails.title')}>
      <p class="quiet">{t('emails.why')}</p>
      <div role="status">{said && <Note kind="good">{said}</Note>}</div>
      {view.emails.length === 0 ? (
        <p class="quiet">{t('emails.none')}</p>
      ) : (
        <ul class="lines">
          {view.emails.map((email) => (
            <AddressRow key={email.id} email={email} mayAct={mayAct} onDone={say} />
          ))}
        </ul>
      )}
      {mayAct && <More full={view.emails.filter((email) => email.verified).length >= most} mail={session.mail} onDone={say} />}
    </Section>
  )
}

function More({ full, mail, onDone }: { full: boolean; mail: boolean; onDone: (said: string) => void }) {
  const [open, setOpen] = useState(false)
  if (full) return <p class="quiet">{t('emails.most')}</p>
  if (!mail) return <p class="quiet">{t('emails.no-mail')}</p>
  if (open) {
    return (
      <AddAddress
        onCancel={() => setOpen(false)}
        onDone={(said) => {
          setOpen(false)
          onDone(said)
        }}
      />
    )
  }
  return (
    <p>
      <Button kind="plain" onClick={() => setOpen(true)}>
        {t('emails.add')}
      </Button>
    </p>
  )
}

function AddAddress({ onDone, onCancel }: { onDone: (said: string) => void; onCancel: () => void }) {
  const [address, setAddress] = useState('')
  const adding = useAct()
  const add = async () => {
    const given = address.trim()
    if (await adding.run(() => account.addAddress(given), t('about.add-address', { address: given })))
      onDone(t('emails.added', { address: given }))
  }
  return (
    <Form act={adding} class="stack narrow" onSubmit={add}>
      <Field
        label={t('emails.address')}
        name="email"
        type="email"
        autocomplete="email"
        required
        autofocus
        value={address}
        error={adding.error && refusalText(adding.error)}
        onInput={(event) => setAddress(event.currentTarget.value)}
      />
      <div class="row">
        <Button type="submit" busy={adding.busy}>
          {t('emails.add')}
        </Button>
        <Button kind="link" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </Form>
  )
}
