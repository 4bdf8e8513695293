/** When somebody last gave a sign of being at the page, by the page's own clock (ms). */
let lastSign = 0
let listening = false

const signed = (): void => {
  lastSign = performance.now()
}

/** Begins to notice signs of a person: keys, the pointer, coming back. Costs nothing a second time. */
export function noticePresence(): void {
  if (listening) return
  listening = true
  signed()
  for (const sign of ['pointermove', 'pointerdown', 'keydown'] as const) addEventListener(sign, signed, { passive: true })
  document.addEventListener('visibilitychange', signed)
  addEventListener('pageshow', signed)
}

/** For how long nobody gave a sign, ms. Looking by itself must not keep an idle session alive. */
export const awayFor = (): number => performance.now() - lastSign
