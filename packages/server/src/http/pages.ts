import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifySchema, RouteShorthandOptions } from 'fastify'

/** Where the built pages lie. */
export interface PageFolders {
  web: string
  phone: string
}

/** Addresses of pages, each one file; what comes after them in the address is the page's own business. */
const pages: [address: string, file: string][] = [
  ['/login', 'sign-in.html'],
  ['/account', 'account.html'],
  ['/account/*', 'account.html'],
  ['/console', 'console.html'],
  ['/console/*', 'console.html'],
  ['/link/:purpose', 'links.html'],
]

const hashedFor = 'public, max-age=31536000, immutable'

/** Serves the built pages. Everything is no-store but files whose name carries their hash (DESIGN §4). */
export async function servePages(app: FastifyInstance, folders: PageFolders): Promise<void> {
  const page: RouteShorthandOptions = { config: { access: 'public', page: true }, schema: { hide: true } as FastifySchema }
  await app.register(fastifyStatic, { root: folders.web, serve: false, cacheControl: false, preCompressed: true })
  await app.register(fastifyStatic, {
    root: join(folders.web, 'assets'),
    prefix: '/assets/',
    decorateReply: false,
    cacheControl: false,
    preCompressed: true,
    setHeaders: (reply) => reply.header('cache-control', hashedFor),
  })
  for (const [address, file] of pages) app.get(address, page, (_request, reply) => reply.sendFile(file, folders.web))
  app.get('/', page, (_request, reply) => reply.redirect('/account'))
  await servePhone(app, folders.phone, page)
}

async function servePhone(app: FastifyInstance, folder: string, page: RouteShorthandOptions): Promise<void> {
  app.get('/app', page, (_request, reply) => reply.redirect('/app/'))
  app.get('/app/', page, (_request, reply: FastifyReply) => reply.sendFile('index.html', folder))
  await app.register(fastifyStatic, {
    root: folder,
    prefix: '/app/',
    decorateReply: false,
    cacheControl: false,
    preCompressed: true,
    index: false,
    setHeaders: (reply, path) => {
      // The worker is looked up anew each time (P-18); only hashed files may be kept.
      if (path.includes(`${join(folder, 'assets')}/`)) reply.header('cache-control', hashedFor)
      else reply.header('cache-control', 'no-cache')
    },
  })
}
