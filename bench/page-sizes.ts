import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isFresh, pageSets, repositoryRoot } from '../tools/page-sources.ts'
import type { Figure } from './report.ts'

/** What a browser loads before a page is there: the page, its scripts, styles and icons, and what the styles name. */
function firstLoad(folder: string, base: string, page: string): string[] {
  const fileOf = (address: string): string => join(folder, address.slice(base.length))
  const html = readFileSync(join(folder, page), 'utf8')
  const named = [...html.matchAll(/<(?:script|link)\b[^>]*?\b(?:src|href)="([^"]+)"[^>]*>/g)]
  const addresses = named
    // Read when the app is installed, not to show the page.
    .filter(([tag]) => !/rel="(?:manifest|apple-touch-icon)"/.test(tag))
    .map(([, address = '']) => fileOf(address))
  const styles = addresses.filter((file) => file.endsWith('.css'))
  const inStyles = styles.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/url\((\/[^)]+)\)/g)].map(([, url = '']) => fileOf(url)),
  )
  return [...new Set([join(folder, page), ...addresses, ...inStyles])]
}

/** Bytes on the wire: the compressed file where the build made one. */
const wireSize = (file: string): number => statSync(existsSync(`${file}.br`) ? `${file}.br` : file).size

interface Page {
  name: string
  what: string
  folder: string
  base: string
  page: string
  /** KB of 1000 bytes. */
  atMost?: number
  requests?: number
}

const web = { folder: 'packages/web/dist', base: '/' }
const phone = { folder: 'packages/phone/dist', base: '/app/' }
const pages: Page[] = [
  { ...web, name: 'sign-in', what: 'Sign-in page', page: 'sign-in.html', atMost: 35, requests: 6 },
  { ...web, name: 'account', what: 'Account page', page: 'account.html', atMost: 120 },
  { ...web, name: 'console', what: 'Console', page: 'console.html', atMost: 120 },
  { ...web, name: 'links', what: 'Link pages', page: 'links.html' },
  { ...phone, name: 'phone', what: 'Phone app, scanner later', page: 'index.html', atMost: 45 },
]

/** First load of each page, compressed, from the built files. */
export function pageSizes(): Figure[] {
  const stale = pageSets.filter((set) => set.name !== 'desk' && !isFresh(set)).map((set) => set.name)
  const note = stale.length > 0 ? `${stale.join(' and ')} built from older sources: npm run build` : ''
  return pages.flatMap((one) => {
    const folder = join(repositoryRoot, one.folder)
    if (!existsSync(join(folder, one.page))) return []
    const files = firstLoad(folder, one.base, one.page)
    const bytes = files.reduce((sum, file) => sum + wireSize(file), 0)
    const size: Figure = {
      name: `page-size.${one.name}`,
      what: `${one.what}, first load`,
      value: bytes / 1000,
      unit: 'KB',
      ...(one.atMost ? { atMost: one.atMost } : {}),
      ...(note ? { note } : {}),
    }
    if (!one.requests) return [size]
    const requests = { name: `page-requests.${one.name}`, what: `${one.what}, files`, value: files.length, unit: 'requests' as const }
    return [size, { ...requests, atMost: one.requests, note: 'besides what it asks the service' }]
  })
}
