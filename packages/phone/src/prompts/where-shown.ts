import type { Screen } from '../state/screen.ts'

/** Where what waits is seen while a screen is open. `here`: the screen itself shows it. `banner`: over the screen, with the way
 * to it. `nowhere`: a pairing is under way there, and is not to be left by accident. */
type WhereShown = 'here' | 'banner' | 'nowhere'

export function whereShown(screen: Screen): WhereShown {
  if (screen.name === 'home' || screen.name === 'prompt') return 'here'
  return screen.name === 'link' || screen.name === 'pair' || screen.name === 'compare' ? 'nowhere' : 'banner'
}

/** Whether a prompt that the server gave now would be seen. Where not, it is not asked for: the server takes the asking for the
 * phone's sign of life, and the login page then waits for an answer in place of offering other methods (SI-6).
 * @param hidden the whole app is behind something else */
export const wouldBeSeen = (screen: Screen, hidden: boolean): boolean => !hidden && whereShown(screen) !== 'nowhere'

/** The prompt that a screen is about. */
export const promptOn = (screen: Screen | undefined): string | undefined =>
  screen?.name === 'prompt' || screen?.name === 'deny'
    ? screen.open.prompt.id
    : screen?.name === 'scan'
      ? screen.prompt?.prompt.id
      : undefined

/** Nothing is left to do on these but to leave them: a prompt takes their place by itself. */
export const givesWay = (screen: Screen): boolean =>
  screen.name === 'home' || screen.name === 'over' || screen.name === 'paired' || (screen.name === 'answered' && screen.state !== 'denied')
