import { moveClock } from '../api/desk.ts'
import { language, t } from '../messages/messages.ts'
import { Button } from '../ui/Button.tsx'
import { exactTime } from '../ui/Time.tsx'

const minute = 60_000
const steps = [
  { text: 'desk.minute', by: minute },
  { text: 'desk.hour', by: 60 * minute },
  { text: 'desk.day', by: 24 * 60 * minute },
] as const

/** How far the clock is ahead, in the largest unit that fits. */
function lengthOf(ms: number): string {
  const [unit, size] =
    ms >= 24 * 60 * minute
      ? (['day', 24 * 60 * minute] as const)
      : ms >= 60 * minute
        ? (['hour', 60 * minute] as const)
        : (['minute', minute] as const)
  return new Intl.NumberFormat(language(), { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 1 }).format(ms / size)
}

/** The clock of the service, to be moved ahead: what runs out runs out. */
export function DeskClockPanel({ now, moved, onMoved }: { now: number; moved: number; onMoved: () => void }) {
  const move = (by: number | 'back'): void => void moveClock(by).then(onMoved)
  return (
    <section class="panel stack close" aria-labelledby="clock">
      <h2 id="clock">{t('desk.clock')}</h2>
      <p>
        <time dateTime={new Date(now).toISOString()}>{exactTime(now)}</time>{' '}
        <span class="quiet">({moved > 0 ? t('desk.clock-moved', { time: lengthOf(moved) }) : t('desk.clock-real')})</span>
      </p>
      <div class="row">
        {steps.map(({ text, by }) => (
          <Button key={text} kind="plain" onClick={() => move(by)}>
            {t(text)}
          </Button>
        ))}
        <Button kind="link" onClick={() => move('back')}>
          {t('desk.back')}
        </Button>
      </div>
    </section>
  )
}
