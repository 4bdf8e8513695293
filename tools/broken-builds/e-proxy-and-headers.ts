import { type Breakage, feature, server } from './breakage.ts'

/** Section E: proxies, headers, and calls that the service is made to make. */
export const proxyAndHeaders: Breakage[] = [
  {
    id: 'R-81',
    from: 'oauth2-proxy (CVE-2026-40575, CVE-2026-76835)',
    mistake: 'as shipped every address is a trusted proxy',
    changes: [
      {
        file: server('config/read-config.ts'),
        find: "'an address or a range such as 10.0.0.0/8') ?? [],",
        replace: "'an address or a range such as 10.0.0.0/8') ?? ['0.0.0.0/1', '128.0.0.0/1'],",
      },
    ],
  },
  {
    id: 'R-84',
    from: 'ntfy (CVE-2026-39087)',
    mistake: 'the host of a push address is looked for anywhere in it',
    changes: [
      {
        file: feature('push/push-endpoint.ts'),
        find: 'return listed(url.hostname, config.hosts)',
        replace: 'return config.hosts.some((host) => endpoint.includes(host))',
      },
    ],
  },
]
