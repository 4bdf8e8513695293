import { accounts } from './en/accounts.ts'
import { acts } from './en/acts.ts'
import { codes } from './en/codes.ts'
import { notices } from './en/notices.ts'
import { pairing } from './en/pairing.ts'
import { prompts } from './en/prompts.ts'
import { refusals } from './en/refusals.ts'
import { shell } from './en/shell.ts'

const english = { ...shell, ...pairing, ...prompts, ...accounts, ...acts, ...codes, ...notices, ...refusals }

/** A text with `{places}`, or one per plural form, chosen by `{count}`. */
type Text = string | { readonly one: string; readonly other: string }
type Texts = typeof english
export type Key = keyof Texts

type Places<T> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | Places<Rest> : never
type PlacesOf<T> = T extends string ? Places<T> : T extends { one: infer A; other: infer B } ? Places<A> | Places<B> | 'count' : never
/** No parameter where the text has no place; exactly its places where it has. */
type Given<K extends Key> = [PlacesOf<Texts[K]>] extends [never] ? [] : [params: Record<PlacesOf<Texts[K]>, string | number>]

const spoken = new Map<string, Text>(Object.entries(english))

/** Other languages: a folder beside `en` with files of the same names, whose default export holds the texts that it has. */
const translated = import.meta.glob<{ default: Record<string, Text> }>(['./*/*.ts', '!./en/*.ts'])

/** Lays the reader's own language over English, where there is one. English is there at once and without a network. */
export async function speak(wanted: readonly string[]): Promise<void> {
  const folders = new Set(Object.keys(translated).map((file) => file.split('/')[1]))
  const tag = wanted.flatMap((one) => [one, one.split('-')[0] ?? one]).find((one) => one === 'en' || folders.has(one))
  if (tag === undefined || tag === 'en') return
  const files = Object.entries(translated).filter(([file]) => file.startsWith(`./${tag}/`))
  for (const [, load] of files) for (const [key, text] of Object.entries((await load()).default)) spoken.set(key, text)
  document.documentElement.lang = tag
}

/** The language that the app speaks, as a BCP 47 tag. */
export const language = (): string => (typeof document === 'undefined' ? 'en' : document.documentElement.lang || 'en')

function fill(text: Text, params: Record<string, string | number>): string {
  const pattern =
    typeof text === 'string' ? text : text[new Intl.PluralRules(language()).select(Number(params.count)) === 'one' ? 'one' : 'other']
  return pattern.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name] ?? ''
    return typeof value === 'number' ? new Intl.NumberFormat(language()).format(value) : value
  })
}

/** The text of a key, with its places filled. */
export function t<K extends Key>(key: K, ...given: Given<K>): string {
  return fill(spoken.get(key) ?? key, given[0] ?? {})
}

/** As `t`, for keys that come from the server: places that it does not fill stay empty; `otherwise` for keys unknown here. */
export function tNamed(key: string, params: Record<string, string | number>, otherwise: Key): string {
  return fill(spoken.get(key) ?? spoken.get(otherwise) ?? '', params)
}
