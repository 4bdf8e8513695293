import type { PolicyDraft, PolicyPreview, PolicyView } from '@sparekey/protocol/policy'
import type { SettingName } from '@sparekey/protocol/policy-settings'
import { useState } from 'preact/hooks'
import { policyApi } from '../../api/policy.ts'
import { t } from '../../messages/messages.ts'
import { Form } from '../../shell/Form.tsx'
import { NoSuchPage } from '../../shell/NoSuchPage.tsx'
import { Page } from '../../shell/Page.tsx'
import { Ready } from '../../shell/Ready.tsx'
import { go } from '../../shell/router.ts'
import { useAct } from '../../shell/use-act.ts'
import { useLoaded } from '../../shell/use-loaded.ts'
import { leaveWord } from '../../shell/word.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Note } from '../../ui/Note.tsx'
import { changesOf, type FormValues, formOf, settingsOf } from './draft.ts'
import { PreviewPanel } from './PreviewPanel.tsx'
import { SettingFields } from './SettingFields.tsx'
import './policy.css'

/** `/console/policy/:scope`: the rules of everyone or of a group in a form, then whom the change hits, then a fresh confirmation. What
 * others change meanwhile does not move what is being typed; the preview shows it. */
export function EditPage({ scope }: { scope: string }) {
  const policy = useLoaded(policyApi.view, scope)
  return (
    <Ready of={policy}>
      {(view) => {
        const found = scope === 'everyone' ? view.everyone : view.groups.find((group) => group.scope === scope)
        return found ? <Edit view={view} scope={found} /> : <NoSuchPage home="/console/policy" />
      }}
    </Ready>
  )
}

interface Shown {
  draft: PolicyDraft
  preview: PolicyPreview
}

function Edit({ view, scope }: { view: PolicyView; scope: PolicyView['everyone'] }) {
  const everyone = scope.scope === 'everyone'
  const held = settingsOf(scope)
  const [values, setValues] = useState<FormValues>(() => formOf(held))
  const [untouched, setUntouched] = useState(false)
  const [shown, setShown] = useState<Shown>()
  const looking = useAct()
  const look = async () => {
    const changes = changesOf(values, held, everyone)
    setUntouched(changes.length === 0)
    if (changes.length === 0) return
    const draft: PolicyDraft = { scope: scope.scope, changes }
    const found = await looking.run(() => policyApi.preview(draft))
    // What cannot be previewed any more is said beside the form.
    setShown(found && { draft, preview: found.value })
  }
  const about = everyone ? t('policy.about-everyone') : t('policy.about', { name: scope.name })
  if (shown) return <Preview about={about} shown={shown} onBack={() => setShown(undefined)} onLook={look} looking={looking.busy} />
  const change = (setting: SettingName, value: string) => setValues((before) => ({ ...before, [setting]: value }))
  return (
    <Page
      title={everyone ? t('policy.edit-everyone') : t('policy.edit-group', { name: scope.name })}
      lead={everyone ? t('policy.edit-lead') : t('policy.edit-group-lead')}
      focus
    >
      <Form act={looking} class="stack far policy-form" onSubmit={look}>
        <SettingFields values={values} onChange={change} everyone={everyone ? undefined : settingsOf(view.everyone)} />
        <div role="status">{untouched && <Note>{t('policy.nothing')}</Note>}</div>
        <ErrorNote error={looking.error} />
        <div class="row">
          <Button type="submit" busy={looking.busy}>
            {t('policy.preview')}
          </Button>
          <a class="button link" href="/console/policy">
            {t('common.cancel')}
          </a>
        </div>
      </Form>
    </Page>
  )
}

interface PreviewProps {
  /** What is confirmed, in words. */
  about: string
  shown: Shown
  onBack: () => void
  onLook: () => Promise<void>
  looking: boolean
}

function Preview({ about, shown, onBack, onLook, looking }: PreviewProps) {
  const saving = useAct()
  const { draft, preview } = shown
  const save = async () => {
    if (!(await saving.run(() => policyApi.save({ ...draft, digest: preview.digest }), about))) return
    leaveWord('/console/policy', t(preview.splits.some((one) => one.later) ? 'policy.saved-waits' : 'policy.saved'))
    go('/console/policy')
  }
  const stale = saving.error?.code === 'policy_changed'
  return (
    <Page title={t('policy.preview-page')} lead={about} focus>
      <PreviewPanel preview={preview} ofGroup={draft.scope !== 'everyone'} />
      <ErrorNote error={saving.error} />
      <div class="row">
        {stale ? (
          <Button
            busy={looking}
            onClick={() => {
              saving.clear()
              void onLook()
            }}
          >
            {t('policy.look-again')}
          </Button>
        ) : (
          preview.leftWithout.count === 0 && (
            <Button busy={saving.busy} onClick={() => void save()}>
              {t('policy.save')}
            </Button>
          )
        )}
        <Button kind="link" onClick={onBack}>
          {t('policy.back')}
        </Button>
      </div>
    </Page>
  )
}
