import type { PolicyScope, PolicyView } from '@sparekey/protocol/policy'
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { policyApi } from '../../api/policy.ts'
import { t } from '../../messages/messages.ts'
import { Page } from '../../shell/Page.tsx'
import { Ready } from '../../shell/Ready.tsx'
import { Section } from '../../shell/Section.tsx'
import { useLoaded } from '../../shell/use-loaded.ts'
import { takeWord } from '../../shell/word.ts'
import { Note } from '../../ui/Note.tsx'
import { useNews } from '../live.ts'
import { settingsOf } from './draft.ts'
import { ScopeRules } from './ScopeRules.tsx'
import { WaitingChanges } from './WaitingChanges.tsx'
import './policy.css'

/** `/console/policy`: what is asked of everyone and of each group, and what waits (EN-1). Live. */
export function PolicyPage() {
  const policy = useLoaded(policyApi.view)
  const [said, setSaid] = useState(() => takeWord('/console/policy') ?? '')
  useNews(policy.reload)
  return (
    <Page title={t('policy.title')} lead={t('policy.lead')}>
      <div role="status">{said && <Note kind="good">{said}</Note>}</div>
      <Ready of={policy}>
        {(view) => (
          <>
            <WaitingChanges
              scopes={[view.everyone, ...view.groups]}
              onStopped={() => {
                setSaid(t('policy.stopped'))
                void policy.reload()
              }}
            />
            <Scopes view={view} />
          </>
        )}
      </Ready>
    </Page>
  )
}

function Scopes({ view }: { view: PolicyView }) {
  const everyone = settingsOf(view.everyone)
  return (
    <div class="stack far">
      <Scope scope={view.everyone}>
        <p class="quiet small policy-text">{t('policy.roles')}</p>
        <ScopeRules held={everyone} />
      </Scope>
      {view.groups.length === 0 && (
        <p class="quiet">
          {t('policy.no-groups')} <a href="/console/groups">{t('policy.make-group')}</a>
        </p>
      )}
      {view.groups.filter(saysSomething).map((group) => (
        <Scope key={group.scope} scope={group}>
          <ScopeRules held={settingsOf(group)} everyone={everyone} />
        </Scope>
      ))}
      <Silent groups={view.groups.filter((group) => !saysSomething(group))} />
    </div>
  )
}

const saysSomething = (group: PolicyScope): boolean => group.settings.length > 0

/** The groups without rules of their own, one line each: there can be many. */
function Silent({ groups }: { groups: PolicyScope[] }) {
  if (groups.length === 0) return null
  return (
    <Section title={t('policy.groups-silent')}>
      <p class="quiet">{t('policy.none')}</p>
      <ul class="lines policy-text">
        {groups.map((group) => (
          <li key={group.scope} class="line no-icon">
            <span>
              <b>{group.name}</b> <span class="quiet small">{t('policy.people', { count: group.people })}</span>
            </span>
            <a href={`/console/policy/${group.scope}`} aria-label={t('policy.edit-of', { name: group.name })}>
              {t('policy.edit')}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Scope({ scope, children }: { scope: PolicyScope; children: ComponentChildren }) {
  const name = scope.scope === 'everyone' ? t('policy.everyone') : scope.name
  return (
    <Section
      title={name}
      end={
        <>
          <span class="quiet small">{t('policy.people', { count: scope.people })}</span>
          <a class="button plain policy-edit" href={`/console/policy/${scope.scope}`} aria-label={t('policy.edit-of', { name })}>
            {t('policy.edit')}
          </a>
        </>
      }
    >
      {children}
    </Section>
  )
}
