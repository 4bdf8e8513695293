import { serverNow } from '../api/server-clock.ts'
import { t } from '../messages/messages.ts'
import { openScreen } from '../state/navigation.ts'
import type { OpenPrompt } from '../state/screen.ts'
import { Heading } from '../ui/Frame.tsx'
import { ForwardIcon } from '../ui/icons.tsx'
import { placeName } from '../ui/place.ts'
import { Row, Rows } from '../ui/Row.tsx'
import { ago } from '../ui/when.ts'

/** The prompts to choose from. */
export const WaitingPrompts = ({ waiting }: { waiting: readonly OpenPrompt[] }) => (
  <div class="stack tight">
    <Heading>{t('home.waiting', { count: waiting.length })}</Heading>
    {waiting.length > 1 && <p class="quiet">{t('prompt.choose')}</p>}
    <Rows>
      {waiting.map((open) => (
        <li key={open.prompt.id}>
          <Row
            onClick={() => openScreen({ name: 'prompt', open })}
            hint={[open.prompt.agent, placeName(open.prompt.place) ?? open.prompt.ip, ago(open.prompt.at, serverNow())].join(' · ')}
            end={<ForwardIcon />}
          >
            {open.prompt.accountName}
          </Row>
        </li>
      ))}
    </Rows>
  </div>
)
