/** What the app was opened for, by the fragment of its address. */
export type Launch =
  | { kind: 'none' }
  | { kind: 'pair'; token: string }
  /** Opens the prompt. `deny`: at the question what happened. Approves nothing, whatever else is in the address. */
  | { kind: 'prompt'; prompt: string; deny: boolean }
  | { kind: 'notices' }

/** Reads the fragment (`#pair.TOKEN`, `#prompt.ID`, `#deny.ID`, `#notices`). The address may come from the system's camera, a
 * notification, or a message somebody sent: so a value for "Scan instead" in it is dropped, and the number is typed (SI-7). */
export function readLaunch(hash: string): Launch {
  const [kind, first = ''] = hash.replace(/^#/, '').split('.')
  if (kind === 'pair' && /^[\w-]{22}$/.test(first)) return { kind: 'pair', token: first }
  if ((kind === 'prompt' || kind === 'deny') && /^prm_[\w-]{22}$/.test(first))
    return { kind: 'prompt', prompt: first, deny: kind === 'deny' }
  if (kind === 'notices') return { kind: 'notices' }
  return { kind: 'none' }
}
