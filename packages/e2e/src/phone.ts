import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, expect, type Locator, type Page } from '@playwright/test'
import { launch } from './chromium.ts'
import type { PlayedPush } from './played-push.ts'
import { visit } from './visit.ts'

/** A phone: a browser of its own, with keys that survive closing it, and a camera that sees what it is held at. */
export interface Phone {
  context: BrowserContext
  /** The phone app. */
  page: Page
  /** Holds the camera at a QR code on a screen. The picture is what that screen really shows. */
  lookAt(what: Locator): Promise<void>
  /** Until the app is kept for opening without a network: what is not there yet cannot be fetched then. */
  installed(): Promise<void>
  /** Closes the app; the worker and the keys stay. */
  closeApp(): Promise<void>
  /** Opens the app again, at its start or at an address. */
  openApp(address?: string): Promise<Page>
  close(): Promise<void>
}

export interface PhoneOptions {
  url: string
  camera?: boolean
  notifications?: boolean
  /** Takes the place of the browser vendor's push service; without it there is none. */
  push?: PlayedPush | undefined
  userAgent?: string
  /** Whether things move on its screen; as shipped they do. */
  motion?: 'reduce' | 'no-preference'
}

/** One second of film, in a form that Chromium's fake camera takes: grey around, as a desk is. */
function film(picture: string, out: string): void {
  const filter =
    "scale='min(600,iw)':'min(440,ih)':force_original_aspect_ratio=decrease,pad=640:480:(ow-iw)/2:(oh-ih)/2:color=0xdddddd,fps=10,format=yuv420p"
  const args = [
    '-v',
    'error',
    '-y',
    '-loop',
    '1',
    '-i',
    picture,
    '-t',
    '1',
    '-vf',
    filter,
    '-c:v',
    'mjpeg',
    '-q:v',
    '3',
    '-f',
    'mjpeg',
    out,
  ]
  execFileSync('ffmpeg', args)
}

export async function startPhone(options: PhoneOptions): Promise<Phone> {
  const folder = mkdtempSync(join(tmpdir(), 'sparekey-phone-'))
  const camera = join(folder, 'camera.mjpeg')
  const permissions = [...(options.camera === false ? [] : ['camera']), ...(options.notifications === false ? [] : ['notifications'])]
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    ...launch,
    // The file need not be there yet: the camera appears with it, and shows what is in it at each start.
    args: [...launch.args, '--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${camera}`],
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    reducedMotion: options.motion ?? 'no-preference',
    permissions,
    ...(options.userAgent ? { userAgent: options.userAgent } : {}),
    baseURL: options.url,
  })
  await options.push?.install(context)
  const [first] = context.pages()
  const phone: Phone = {
    context,
    page: first ?? (await context.newPage()),
    async lookAt(what) {
      // The frame of a QR code stands before the code is drawn in it.
      await expect(what.locator('path.dark')).toBeAttached()
      const picture = join(folder, 'picture.png')
      writeFileSync(picture, await what.screenshot())
      film(picture, camera)
    },
    async installed() {
      await phone.page.evaluate(async () => {
        await navigator.serviceWorker.ready
      })
    },
    async closeApp() {
      // A context without a page would end: an empty one stays, as a home screen does.
      const home = await context.newPage()
      await phone.page.close()
      phone.page = home
    },
    async openApp(address = '/app/') {
      await visit(phone.page, address)
      return phone.page
    },
    async close() {
      await context.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return phone
}
