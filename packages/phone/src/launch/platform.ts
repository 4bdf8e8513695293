interface NavigatorLike {
  userAgent: string
  maxTouchPoints: number
}

/** iPhone, iPad and iPod; an iPad calls itself a Mac, and has touch. */
export const isApplePhone = (navigator: NavigatorLike): boolean =>
  /iPhone|iPad|iPod/.test(navigator.userAgent) || (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1)

/** Opened from the home screen, rather than in a browser tab. */
const isInstalled = (): boolean =>
  matchMedia('(display-mode: standalone), (display-mode: fullscreen)').matches ||
  ('standalone' in navigator && navigator.standalone === true)

/** On iPhone a tab and the installed app have separate storage: keys made in a tab would not be in the app (TD-7). */
export const mustInstallFirst = (): boolean => isApplePhone(navigator) && !isInstalled()
