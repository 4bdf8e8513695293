import { openConnection, requestText } from './connection.ts'
import { password } from './people.ts'

/** One browser: it logs in with a password again and again, over one connection. */
export interface Browser {
  /** From the password to the session. @throws if either step is refused */
  logIn(): Promise<void>
  close(): void
}

const cookiesIn = (head: string): [name: string, value: string][] =>
  [...head.matchAll(/\r\nset-cookie: ([^=]+)=([^;\r]*)/gi)].map(([, name = '', value = '']) => [name, value])

export async function openBrowser(port: number, login: string): Promise<Browser> {
  const connection = await openConnection(port)
  const cookies = new Map<string, string>()
  const post = async (path: string, body: object): Promise<void> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await connection.send(requestText({ method: 'POST', path, port, cookie, body }))
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status} ${answer.body}`)
    for (const [name, value] of cookiesIn(answer.head)) cookies.set(name, value)
  }
  return {
    async logIn() {
      await post('/api/sign-in', { login, password })
      await post('/api/sign-in/finish', {})
    },
    close: () => connection.close(),
  }
}

/** Lets every login log in over and over, side by side. @returns how many logins a second */
export async function logInFor(ms: number, port: number, logins: readonly string[]): Promise<number> {
  const browsers = await Promise.all(logins.map((login) => openBrowser(port, login)))
  try {
    const from = performance.now()
    let count = 0
    const one = async (browser: Browser): Promise<void> => {
      while (performance.now() - from < ms) {
        await browser.logIn()
        count++
      }
    }
    await Promise.all(browsers.map(one))
    return (count * 1000) / (performance.now() - from)
  } finally {
    for (const browser of browsers) browser.close()
  }
}
