interface Described {
  /** What the computer and the list of trusted devices call this phone. */
  name: string
  system: string
}

interface NavigatorLike {
  userAgent: string
  maxTouchPoints: number
  userAgentData?: NavigatorUAData
}

const firstMatch = (text: string, pattern: RegExp): string | undefined => pattern.exec(text)?.[1]

function systemOf(agent: string, touch: boolean): string {
  const ios = firstMatch(agent, /(?:iPhone|CPU) OS (\d+[_\d]*)/)?.replace(/_/g, '.')
  if (/iPhone|iPod/.test(agent)) return ios ? `iOS ${ios}` : 'iOS'
  if (/iPad/.test(agent)) return ios ? `iPadOS ${ios}` : 'iPadOS'
  if (/Macintosh/.test(agent)) return touch ? 'iPadOS' : 'macOS'
  const android = firstMatch(agent, /Android (\d+(?:\.\d+)*)/)
  if (/Android/.test(agent)) return android ? `Android ${android}` : 'Android'
  if (/Windows/.test(agent)) return 'Windows'
  if (/CrOS/.test(agent)) return 'ChromeOS'
  if (/Linux/.test(agent)) return 'Linux'
  return 'Unknown system'
}

function browserOf(agent: string): string {
  if (/Firefox\//.test(agent)) return 'Firefox'
  if (/EdgA?\//.test(agent)) return 'Edge'
  if (/SamsungBrowser\//.test(agent)) return 'Samsung Internet'
  if (/Chrom(?:e|ium)\//.test(agent)) return 'Chrome'
  if (/Safari\//.test(agent)) return 'Safari'
  return 'Browser'
}

function nameOf(agent: string, system: string, model: string): string {
  if (/iPhone/.test(agent)) return 'iPhone'
  if (system.startsWith('iPadOS')) return 'iPad'
  if (model) return model
  if (/Android/.test(agent)) return 'Android phone'
  return `${browserOf(agent)} on ${system}`
}

/** What this phone says of itself when it pairs. It is a description for people, and proves nothing. */
export async function describePhone(navigator: NavigatorLike): Promise<Described> {
  const agent = navigator.userAgent
  // Chromium freezes version and model in the user agent string; the truth is asked for.
  const hints = await navigator.userAgentData?.getHighEntropyValues(['model', 'platformVersion']).catch(() => undefined)
  const major = hints?.platformVersion?.split('.')[0]
  const android = /Android/.test(agent) && major ? `Android ${major}` : undefined
  const system = android ?? systemOf(agent, navigator.maxTouchPoints > 1)
  return { name: nameOf(agent, system, hints?.model?.trim() ?? '').slice(0, 60), system: system.slice(0, 60) }
}
