import type { CaseView } from '@sparekey/protocol/cases'
import { t } from '../../messages/messages.ts'
import { Section } from '../../shell/Section.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { Time } from '../../ui/Time.tsx'
import { stateTag, wordsFor } from '../requests/case-words.ts'

/** What came of the account's other cases, and who answered them: who was asked often, or stopped often, is seen here. */
export function EarlierCases({ view }: { view: CaseView }) {
  return (
    <Section title={t('case.earlier-cases')}>
      {view.earlier.length === 0 ? (
        <p class="quiet">{t('case.earlier-none')}</p>
      ) : (
        <ul class="lines">
          {view.earlier.map((one) => (
            <li key={one.id} class="line no-icon">
              <div class="stack tight">
                <p>
                  <a href={`/console/requests/${one.id}`}>{t(`requests.kind-${one.kind}`)}</a>
                </p>
                <p class="quiet small">
                  <Time at={one.openedAt} exact />
                  {one.by.length > 0 && ` · ${t('earlier.by', { names: one.by.join(', ') })}`}
                  {one.closedReason && ` · ${wordsFor('closed', one.closedReason)}`}
                </p>
              </div>
              <p class="line-end">
                <Tag kind={stateTag[one.state]}>{t(`case-state.${one.state}`)}</Tag>
              </p>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
