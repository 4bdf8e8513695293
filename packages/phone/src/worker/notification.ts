import { worker } from '../messages/en/worker.ts'

/** A notification as it is shown. There is never a button that approves: approving takes the number, which is typed (SI-4). */
export interface ShownNotification {
  title: string
  body: string
  /** The id of what it is about; a newer one about the same takes its place. */
  tag: string
  actions: readonly { action: string; title: string }[]
  data: { link: string }
}

const textOr = (value: unknown, otherwise: string): string => (typeof value === 'string' && value !== '' ? value.slice(0, 200) : otherwise)

/** The fragment of a link into this app; empty for any other address. */
function fragmentOf(navigate: unknown, origin: string): string {
  if (typeof navigate !== 'string' || !URL.canParse(navigate, origin)) return ''
  const url = new URL(navigate, origin)
  return url.origin === origin && url.pathname === '/app/' ? url.hash : ''
}

/** Makes a notification of a push message (`{web_push: 8030, notification: {title, body, navigate}, id}`). Whatever arrives,
 * something is shown: browsers take the subscription away from apps that stay silent. */
export function readPush(message: unknown, origin: string): ShownNotification {
  const { notification, id } = (message ?? {}) as { notification?: unknown; id?: unknown }
  const { title, body, navigate } = (notification ?? {}) as { title?: unknown; body?: unknown; navigate?: unknown }
  const tag = textOr(id, 'sparekey')
  const isPrompt = tag.startsWith('prm_')
  return {
    title: textOr(title, worker['worker.title']),
    body: textOr(body, worker['worker.body']),
    tag,
    actions: isPrompt ? [{ action: 'deny', title: worker['worker.deny'] }] : [],
    data: { link: fragmentOf(navigate, origin) || (isPrompt ? `#prompt.${tag}` : '') },
  }
}

/** Where a tap on a notification leads. "Deny" leads to the question what happened, and decides nothing by itself. */
export function linkOf(notification: { tag: string; data?: { link?: unknown } | undefined }, action: string): string {
  if (action === 'deny' && notification.tag.startsWith('prm_')) return `#deny.${notification.tag}`
  return typeof notification.data?.link === 'string' ? notification.data.link : ''
}
