import { generateKeyPairSync, sign } from 'node:crypto'

// Just enough DER (X.690) for one self-signed certificate (RFC 5280 §4.1), so that tests of TLS need no tool and no file.

const der = (tag: number, ...parts: Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts)
  const size = body.length
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255]
  return Buffer.concat([Buffer.from([tag, ...length]), body])
}
const sequence = (...parts: Uint8Array[]): Buffer => der(0x30, ...parts)
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'))
const text = (tag: number, value: string): Buffer => der(tag, Buffer.from(value, 'ascii'))

const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'))
const commonName = (name: string): Buffer => sequence(der(0x31, sequence(oid('550403'), text(0x0c, name))))
/** An extension with its value in an octet string. */
const extension = (id: string, value: Buffer): Buffer => sequence(oid(id), der(0x04, value))

/** A certificate for one host name that vouches for itself, good until 2049: a server's, and the `ca` of who trusts it. PEM. */
export function ownCertificate(host: string): { key: string; cert: string } {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const names = extension('551d11', sequence(text(0x82, host)))
  const authority = extension('551d13', sequence(der(0x01, Buffer.from([0xff]))))
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    ecdsaWithSha256,
    commonName(host),
    sequence(text(0x17, '200101000000Z'), text(0x17, '491231235959Z')),
    commonName(host),
    pair.publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(names, authority)),
  )
  const signature = der(0x03, Buffer.from([0]), sign('sha256', body, pair.privateKey))
  const pem =
    sequence(body, ecdsaWithSha256, signature)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return {
    key: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: ['-----BEGIN CERTIFICATE-----', ...pem, '-----END CERTIFICATE-----', ''].join('\n'),
  }
}
