import { account } from '../../api/account.ts'
import { t } from '../../messages/messages.ts'
import { HeldLine } from '../../shell/HeldLine.tsx'
import { Ready } from '../../shell/Ready.tsx'
import { Section } from '../../shell/Section.tsx'
import { useLoaded } from '../../shell/use-loaded.ts'

/** What “This wasn't me” made unusable, and how far it is with being allowed again (AU-4); nothing where nothing is held. */
export function HeldSection() {
  const held = useLoaded(account.held)
  return (
    <Ready of={held}>
      {({ things }) =>
        things.length > 0 && (
          <Section title={t('held.own')} id="held">
            <p class="quiet">{t('held.own-text')}</p>
            <ul class="lines">
              {things.map((thing) => (
                <HeldLine key={thing.id} thing={thing} />
              ))}
            </ul>
          </Section>
        )
      }
    </Ready>
  )
}
