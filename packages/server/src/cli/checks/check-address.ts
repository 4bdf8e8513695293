import { seconds } from '../../kernel/clock.ts'
import type { Check, Finding } from './finding.ts'

/** A phone whose clock is further off is told so (VC-2); the service keeps to the same. */
const mostOff = seconds(30)

function clockFinding(date: string | null, now: number): Finding[] {
  const there = Date.parse(date ?? '')
  if (Number.isNaN(there)) return []
  const off = Math.round(Math.abs(now - there) / 1000)
  if (off * 1000 <= mostOff) return [{ state: 'ok', says: 'the clock of what answers there agrees with this machine’s' }]
  return [{ state: 'bad', says: `the clock of what answers there is ${off} s off this machine’s: set both by NTP` }]
}

function reasonOf(error: unknown): string {
  const cause = (error as { cause?: { code?: unknown } }).cause?.code
  return typeof cause === 'string' ? cause : 'no answer within 5 s'
}

/** Asks PUBLIC_URL the way a browser would: certificate, proxy and service in one. */
export const checkAddress: Check = async ({ core }) => {
  const { publicUrl, localhost } = core.config
  try {
    const response = await fetch(`${publicUrl}/login`, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(seconds(5)) })
    const ours = response.headers.get('content-security-policy')?.includes('trusted-types sparekey')
    if (!ours)
      return [
        { state: 'bad', says: `${publicUrl} answers, but not as Sparekey does (status ${response.status}): where does the proxy lead?` },
      ]
    const hint: Finding[] = localhost
      ? [{ state: 'hint', says: 'no phone can reach localhost: set PUBLIC_URL to an https:// address' }]
      : []
    return [
      { state: 'ok', says: `Sparekey answers at ${publicUrl}` },
      ...clockFinding(response.headers.get('date'), core.clock.now()),
      ...hint,
    ]
  } catch (error) {
    return [
      {
        state: 'bad',
        says: `nothing usable answers at ${publicUrl} (${reasonOf(error)}): is the service running, and its certificate valid?`,
      },
    ]
  }
}
