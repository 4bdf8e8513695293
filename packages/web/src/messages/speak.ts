import { addTexts, type Texts } from './messages.ts'

/** A language is a folder beside `en` with a file for each area, whose default export holds the texts that it has. */
const translated = import.meta.glob<{ default: Texts }>(['./*/*.ts', '!./en/*.ts'])

/** The reader's first language for which there is a folder; English otherwise. */
export function chooseLanguage(wanted: readonly string[], files: readonly string[]): string {
  const there = new Set(files.map((file) => file.split('/')[1]))
  for (const tag of wanted) {
    for (const candidate of [tag, tag.split('-')[0] ?? tag]) {
      if (candidate === 'en' || there.has(candidate)) return candidate
    }
  }
  return 'en'
}

/** Gives the page its texts: English at once, the reader's own language over it where there is one. Name the areas as their files. */
export async function speak(areas: Record<string, Texts>): Promise<void> {
  addTexts(...Object.values(areas))
  const tag = chooseLanguage(navigator.languages, Object.keys(translated))
  if (tag === 'en') return
  const files = Object.keys(areas).map((area) => translated[`./${tag}/${area}.ts`])
  const loaded = await Promise.all(files.map((load) => load?.()))
  addTexts(...loaded.flatMap((file) => (file ? [file.default] : [])))
  document.documentElement.lang = tag
}
