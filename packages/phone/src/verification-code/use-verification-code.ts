import { useEffect, useState } from 'preact/hooks'
import { serverNow } from '../api/server-clock.ts'
import { secondsLeftAt, stepOf, verificationCode } from '../keys/verification-code.ts'

/** The server's time, anew with each of its full seconds, and at once when the app is seen again. */
function useSeconds(): number {
  const [tick, look] = useState(() => ({ at: serverNow() }))
  useEffect(() => {
    const again = () => look({ at: serverNow() })
    const timer = setTimeout(again, 1000 - (serverNow() % 1000))
    document.addEventListener('visibilitychange', again)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', again)
    }
  }, [tick])
  return tick.at
}

/** The code of this moment and its time (VC-2). It needs the key and the clock and nothing else. `failed`: this phone lost the key. */
export function useVerificationCode(key: CryptoKey): { code: string | undefined; secondsLeft: number; failed: boolean } {
  const now = useSeconds()
  const step = stepOf(now)
  const [made, keep] = useState<{ key: CryptoKey; step: number; code: string }>()
  const [failed, fail] = useState(false)
  useEffect(() => {
    let over = false
    verificationCode(key, step).then(
      (code) => !over && keep({ key, step, code }),
      () => !over && fail(true),
    )
    return () => {
      over = true
    }
  }, [key, step])
  // For the few ms until the next code is made, the last one stays: the server takes it one step longer.
  const good = made?.key === key && step - made.step <= 1 && step >= made.step
  return { code: good ? made.code : undefined, secondsLeft: secondsLeftAt(now), failed }
}
