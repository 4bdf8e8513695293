/** Keeps what is pressed above the on-screen keyboard where the browser lays the keyboard over the page (iPhone). */
export function fitAboveKeyboard(): void {
  const viewport = window.visualViewport
  viewport?.addEventListener('resize', () => {
    document.documentElement.style.setProperty('--seen', `${Math.round(viewport.height)}px`)
  })
}
