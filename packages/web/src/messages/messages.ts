import type { ComponentChildren } from 'preact'
import type { common } from './en/common.ts'

/** A text with `{places}`, or one per plural form, chosen by `{count}`. */
type Text = string | { readonly one: string; readonly other: string }
export type Texts = Readonly<Record<string, Text>>

/** Every area of texts adds itself here, in its English file:
 * `declare module '../messages.ts' { interface Areas { myArea: typeof myArea } }` */
export interface Areas {
  common: typeof common
}

type AreaName = keyof Areas
/** Every key of every area. */
export type Key = { [A in AreaName]: keyof Areas[A] }[AreaName] & string
type TextOf<K> = { [A in AreaName]: K extends keyof Areas[A] ? Areas[A][K] : never }[AreaName]

type Places<T> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | Places<Rest> : never
type PlacesOf<T> = T extends string ? Places<T> : T extends { one: infer A; other: infer B } ? Places<A> | Places<B> | 'count' : never
type PlacesIn = { [K in Key]: PlacesOf<TextOf<K>> }
/** No parameter where the text has no place; exactly its places where it has. */
type Given<K extends Key, V> = [PlacesIn[K]] extends [never] ? [] : [params: Record<PlacesIn[K], V>]

const spoken = new Map<string, Text>()

/** Makes the texts of these areas known to this page. English first, another language over it. */
export function addTexts(...areas: Texts[]): void {
  for (const area of areas) for (const [key, text] of Object.entries(area)) spoken.set(key, text)
}

export const isKey = (key: string): key is Key => spoken.has(key)

function patternOf(key: string, params: Record<string, unknown> | undefined): string {
  // A missing text shows its key rather than nothing: the reader can at least name it.
  const text = spoken.get(key) ?? key
  if (typeof text === 'string') return text
  const form = new Intl.PluralRules(language()).select(Number(params?.count))
  return form === 'one' ? text.one : text.other
}

/** The parts of a pattern: text and places in turn. */
const split = (pattern: string): string[] => pattern.split(/\{(\w+)\}/)

/** The tag of the reader's own region where they speak the page's language, so that days and times look as they are used to. */
export const regional = (tag: string, wanted: readonly string[]): string =>
  wanted.find((one) => one.split('-')[0] === tag.split('-')[0]) ?? tag

/** The language that this page speaks, as a BCP 47 tag with the reader's region. */
export const language = (): string =>
  typeof document === 'undefined' ? 'en' : regional(document.documentElement.lang || 'en', navigator.languages)

const shown = (value: unknown): string => (typeof value === 'number' ? new Intl.NumberFormat(language()).format(value) : String(value))

/** The text of a key, with its places filled. */
export function t<K extends Key>(key: K, ...given: Given<K, string | number>): string {
  const params = given[0] as Record<string, string | number> | undefined
  return split(patternOf(key, params))
    .map((part, i) => (i % 2 ? shown(params?.[part]) : part))
    .join('')
}

/** As `t`, with elements in the places: a link, a countdown, something bold. */
export function rich<K extends Key>(key: K, ...given: Given<K, ComponentChildren>): ComponentChildren[] {
  const params = given[0] as Record<string, ComponentChildren> | undefined
  return split(patternOf(key, params)).map((part, i) => {
    if (i % 2 === 0) return part
    const value = params?.[part]
    return typeof value === 'number' ? shown(value) : value
  })
}
