import { isIPv4 } from 'node:net'

// Writes databases of a few addresses in MaxMind's format (https://maxmind.github.io/MaxMind-DB), so that tests depend on no real data.

type Value = string | number | { [name: string]: Value }

const kinds = { text: 2, uint32: 6, map: 7 }

/** The byte that says what follows, and how much. Only what fits into it: up to 28 bytes or pairs. */
function control(kind: number, size: number): Buffer {
  if (size > 28) throw new Error(`${size} is more than a test needs`)
  return Buffer.from([(kind << 5) | size])
}

function encode(value: Value): Buffer {
  if (typeof value === 'string') return Buffer.concat([control(kinds.text, Buffer.byteLength(value)), Buffer.from(value)])
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32BE(value)
    return Buffer.concat([control(kinds.uint32, 4), bytes])
  }
  const pairs = Object.entries(value)
  return Buffer.concat([control(kinds.map, pairs.length), ...pairs.flatMap(([name, one]) => [encode(name), encode(one)])])
}

interface Node {
  0?: Node | Leaf
  1?: Node | Leaf
}
interface Leaf {
  offset: number
}
const isLeaf = (side: Node | Leaf): side is Leaf => 'offset' in side

const bitsOf = (ip: string): (0 | 1)[] =>
  ip.split('.').flatMap((byte) => [...Number(byte).toString(2).padStart(8, '0')].map((bit): 0 | 1 => (bit === '1' ? 1 : 0)))

/** A database of IPv4 addresses, one by one, each with what it says of it. */
export function tinyMmdb(known: Record<string, Value>, made = 1_760_000_000): Buffer {
  const root: Node = {}
  const data: Buffer[] = []
  for (const [ip, value] of Object.entries(known)) {
    if (!isIPv4(ip)) throw new Error(`${ip} is no IPv4 address`)
    const leaf = { offset: data.reduce((sum, one) => sum + one.length, 0) }
    data.push(encode(value))
    const bits = bitsOf(ip)
    let at = root
    for (const bit of bits.slice(0, -1)) {
      const next = at[bit] ?? {}
      at[bit] = next
      if (isLeaf(next)) throw new Error(`${ip} lies within another`)
      at = next
    }
    at[bits.at(-1) ?? 0] = leaf
  }
  const nodes = [root]
  for (const node of nodes) for (const side of [node[0], node[1]]) if (side && !isLeaf(side)) nodes.push(side)
  const tree = Buffer.alloc(nodes.length * 6)
  const pointer = (side: Node | Leaf | undefined): number => {
    if (!side) return nodes.length
    return isLeaf(side) ? nodes.length + 16 + side.offset : nodes.indexOf(side)
  }
  for (const [nth, node] of nodes.entries()) {
    tree.writeUIntBE(pointer(node[0]), nth * 6, 3)
    tree.writeUIntBE(pointer(node[1]), nth * 6 + 3, 3)
  }
  const about = {
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: made,
    database_type: 'Test',
    description: {},
    ip_version: 4,
    languages: {},
    node_count: nodes.length,
    record_size: 24,
  }
  return Buffer.concat([tree, Buffer.alloc(16), ...data, Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1'), encode(about)])
}
