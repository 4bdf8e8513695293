import type { Hits, PolicyPreview, Split } from '@sparekey/protocol/policy'
import type { ComponentChildren } from 'preact'
import { serverNow } from '../../api/server-time.ts'
import { language, rich, t } from '../../messages/messages.ts'
import { Day } from '../../shell/Day.tsx'
import { Section } from '../../shell/Section.tsx'
import { Note } from '../../ui/Note.tsx'
import { methodName, settingName, valueText } from './setting-words.ts'

/** What changes and when, and whom it hits by name (EN-2), before anything is saved. */
export function PreviewPanel({ preview, ofGroup }: { preview: PolicyPreview; ofGroup: boolean }) {
  return (
    <div class="stack far policy-form">
      <Without hits={preview.leftWithout} />
      <Section title={t('policy.preview-changes')}>
        <Splits splits={preview.splits} ofGroup={ofGroup} />
      </Section>
      <Section title={t('policy.preview-title')}>
        <WhomItHits preview={preview} />
      </Section>
    </div>
  )
}

function Without({ hits }: { hits: Hits }) {
  return (
    <div role="alert">
      {hits.count > 0 && (
        <Note kind="bad">
          <p>
            <b>{t('policy.hits-without', { count: hits.count })}</b>
          </p>
          <People hits={hits} />
          <p>{t('policy.hits-without-do')}</p>
        </Note>
      )}
    </div>
  )
}

/** What is stricter holds at once; what is weaker comes after the wait. */
function Splits({ splits, ofGroup }: { splits: Split[]; ofGroup: boolean }) {
  const now = splits.filter((one) => one.now !== one.before)
  const later = splits.filter((one) => one.later)
  return (
    <>
      {now.length > 0 && (
        <div class="stack close">
          <h3>{t('policy.preview-now')}</h3>
          <ul class="plain-lines">
            {now.map((one) => (
              <Line key={one.setting} split={one} before={one.before} after={one.now} ofGroup={ofGroup} />
            ))}
          </ul>
        </div>
      )}
      {later.length > 0 && (
        <div class="stack close">
          <h3>{t('policy.preview-later')}</h3>
          <ul class="plain-lines">
            {later.map((one) => (
              <Line key={one.setting} split={one} before={one.now} after={one.later?.value} ofGroup={ofGroup} />
            ))}
          </ul>
        </div>
      )}
    </>
  )
}

interface LineProps {
  split: Split
  before: string | undefined
  after: string | undefined
  ofGroup: boolean
}

function Line({ split: { setting }, before, after, ofGroup }: LineProps) {
  return (
    <li>
      <b>{settingName(setting)}:</b>{' '}
      {t('policy.preview-from', { before: valueText(setting, before, ofGroup), after: valueText(setting, after, ofGroup) })}
    </li>
  )
}

function WhomItHits({ preview }: { preview: PolicyPreview }) {
  const { mustSetUp, loseMethods, shorterSessions, twoApprovers } = preview
  const parts: [string, Hits][] = [
    [t('policy.hits-set-up', { count: mustSetUp.count }), mustSetUp],
    [t('policy.hits-methods', { count: loseMethods.count }), loseMethods],
    [t('policy.hits-sessions', { count: shorterSessions.count }), shorterSessions],
    [t('policy.hits-two', { count: twoApprovers.count }), twoApprovers],
  ]
  const hit = parts.filter(([, hits]) => hits.count > 0)
  if (hit.length === 0) return <p>{t('policy.hits-nobody', { count: preview.people })}</p>
  return (
    <>
      {hit.map(([title, hits]) => (
        <div key={title} class="stack close">
          <h3>{title}</h3>
          <People hits={hits} plain={hits === twoApprovers} />
        </div>
      ))}
    </>
  )
}

/** `plain`: by name alone, where the heading says it all. */
function People({ hits, plain = false }: { hits: Hits; plain?: boolean }) {
  const more = hits.count - hits.people.length
  return (
    <ul class="plain-lines">
      {hits.people.map((one) => (
        <li key={one.id}>
          <a href={`/console/people/${one.id}`}>{one.name}</a> <span class="quiet">{one.login}</span> {!plain && whatOf(one)}
        </li>
      ))}
      {more > 0 && <li class="quiet">{t('policy.hits-more', { count: more })}</li>}
    </ul>
  )
}

function whatOf(one: Hits['people'][number]): ComponentChildren {
  if (one.by !== undefined && one.by <= serverNow()) return <>· {t('policy.hit-now')}</>
  if (one.by !== undefined) return <>· {rich('policy.hit-by', { when: <Day at={one.by} /> })}</>
  if (!one.methods) return null
  const methods = new Intl.ListFormat(language(), { type: 'conjunction' }).format(one.methods.map(methodName))
  return <>· {t('policy.hit-loses', { methods })}</>
}
