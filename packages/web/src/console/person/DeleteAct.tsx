import { useRef, useState } from 'preact/hooks'
import { consoleApi } from '../../api/console.ts'
import { t } from '../../messages/messages.ts'
import { AskOnce } from '../../shell/AskOnce.tsx'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Field } from '../../ui/Field.tsx'

interface DeleteActProps {
  account: string
  name: string
  login: string
  onDeleted: () => void
}

/** "Delete account": the one act here that nothing brings back, so the login name is typed for it. */
export function DeleteAct({ account, name, login, onDeleted }: DeleteActProps) {
  const [asking, setAsking] = useState(false)
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const act = useAct()
  const close = () => {
    setAsking(false)
    setTyped('')
    setWrong(false)
  }
  const remove = async () => {
    if (typed.trim().toLocaleLowerCase() !== login.toLocaleLowerCase()) {
      setWrong(true)
      field.current?.focus()
      return
    }
    close()
    if (await act.run(() => consoleApi.remove(account), t('act.delete-about', { name }))) onDeleted()
  }
  return (
    <>
      <Button kind="bad" wide busy={act.busy} onClick={() => setAsking(true)}>
        {t('act.delete')}
      </Button>
      <ErrorNote error={act.error} />
      <AskOnce
        open={asking}
        title={t('act.delete')}
        text={t('act.delete-text')}
        yes={t('act.delete')}
        bad
        onYes={() => void remove()}
        onClose={close}
      >
        <Field
          label={t('act.delete-type', { login })}
          name="confirm-login"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          value={typed}
          inputRef={field}
          error={wrong && t('act.delete-wrong', { login })}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </AskOnce>
    </>
  )
}
