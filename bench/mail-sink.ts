import { createServer, type Server } from 'node:net'

/** A mail server that takes everything and keeps nothing, so that mails go out as they do anywhere. */
export async function openMailSink(): Promise<{ port: number; close(): void }> {
  const server: Server = createServer((socket) => {
    let inData = false
    let text = ''
    socket.setEncoding('latin1')
    socket.on('error', () => {})
    socket.write('220 sink\r\n')
    socket.on('data', (part: string) => {
      text += part
      for (let cut = text.indexOf('\r\n'); cut >= 0; cut = text.indexOf('\r\n')) {
        const line = text.slice(0, cut)
        text = text.slice(cut + 2)
        if (inData) {
          if (line !== '.') continue
          inData = false
          socket.write('250 taken\r\n')
        } else if (/^data$/i.test(line)) {
          inData = true
          socket.write('354 go on\r\n')
        } else if (/^quit$/i.test(line)) socket.end('221 bye\r\n')
        else socket.write('250 yes\r\n')
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('The mail sink has no port')
  return { port: address.port, close: () => server.close() }
}
