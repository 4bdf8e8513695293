import { expect, test } from 'vitest'
import { linesOf } from './event-stream.ts'

async function linesFrom(...chunks: (string | Uint8Array)[]): Promise<string[]> {
  const bytes = chunks.map((chunk) => (typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk))
  async function* stream() {
    yield* bytes
  }
  const lines: string[] = []
  for await (const line of linesOf(stream())) lines.push(line)
  return lines
}

test('lines arrive whole wherever the network cuts them', async () => {
  expect(await linesFrom('retry: 1000\n', '\nda', 'ta: look', '\n\n: still here\n')).toEqual([
    'retry: 1000',
    '',
    'data: look',
    '',
    ': still here',
  ])
})

test('a line is not given out before it ends', async () => {
  expect(await linesFrom('data: look\n', 'data: lo')).toEqual(['data: look'])
})

test('all three line ends of text/event-stream are read', async () => {
  expect(await linesFrom('a\r\nb\rc\n')).toEqual(['a', 'b', 'c'])
})

test('a character that is cut in two is read whole', async () => {
  const bytes = new TextEncoder().encode('data: é\n')
  expect(await linesFrom(bytes.slice(0, 7), bytes.slice(7))).toEqual(['data: é'])
})
