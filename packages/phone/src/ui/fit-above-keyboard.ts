/** Below this height, px, what is pressed stands side by side: on small phones, and above an on-screen keyboard. */
const short = 576

/** Keeps what is pressed above the on-screen keyboard, also where the browser lays the keyboard over the page (iPhone). */
export function fitAboveKeyboard(): void {
  const viewport = window.visualViewport
  if (!viewport) return
  const adapt = () => {
    const covered = Math.max(0, Math.round(window.innerHeight - viewport.height - viewport.offsetTop))
    document.documentElement.style.setProperty('--covered', `${covered}px`)
    document.documentElement.classList.toggle('short', viewport.height < short)
  }
  viewport.addEventListener('resize', adapt)
  viewport.addEventListener('scroll', adapt)
  adapt()
}
