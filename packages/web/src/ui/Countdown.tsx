import { durationText } from './duration.ts'
import { useNow } from './use-now.ts'

/** The time left until a moment (ms since 1970, the server's clock), in words. It is never read out by itself. */
export function Countdown({ until }: { until: number }) {
  const now = useNow(1000)
  return (
    <span class="countdown" role="timer">
      {durationText(until - now)}
    </span>
  )
}
