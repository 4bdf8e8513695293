import { useState } from 'preact/hooks'
import { recordApi } from '../../api/record.ts'
import { t } from '../../messages/messages.ts'
import { Section } from '../../shell/Section.tsx'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { download } from '../../ui/download.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Note } from '../../ui/Note.tsx'
import { filterOf, type Shown } from './filter.ts'

const formats = ['csv', 'jsonl'] as const

/** What is found, as a file (AU-3). */
export function RecordExport({ shown }: { shown: Shown }) {
  const [said, setSaid] = useState('')
  const exporting = useAct()
  const [format, setFormat] = useState<(typeof formats)[number]>()
  const make = async (chosen: (typeof formats)[number]) => {
    setSaid('')
    setFormat(chosen)
    const made = await exporting.run(() => recordApi.exportFile({ format: chosen, ...filterOf(shown) }), t(`record.export-about-${chosen}`))
    if (!made) return
    download(made.value.name, made.value.content)
    setSaid(t('record.exported', { name: made.value.name }))
  }
  return (
    <Section title={t('record.export')}>
      <p class="quiet">{t('record.export-text')}</p>
      <p class="row">
        {formats.map((one) => (
          <Button key={one} kind="plain" busy={exporting.busy && format === one} onClick={() => void make(one)}>
            {t(`record.export-${one}`)}
          </Button>
        ))}
      </p>
      <ErrorNote error={exporting.error} />
      <div role="status">{said && <Note kind="good">{said}</Note>}</div>
    </Section>
  )
}
