import { createECDH, createHash, createHmac, hkdfSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { toBase64url } from './base64url.ts'
import { makeDeviceKey, publicPoint } from './device-key.ts'
import { agreeOnKeys, makeAgreementPair } from './pairing-agreement.ts'
import { verificationCode } from './verification-code.ts'

/** The server's side, written for this test on node:crypto and Node's own HKDF, from the words of the protocol alone. */
function serverSide(q: { pairing: string; privateKey: Buffer; agreeKey: string; signKey: string; secret: string }) {
  const server = createECDH('prime256v1')
  server.setPrivateKey(q.privateKey)
  const serverKey = server.getPublicKey('base64url')
  const shared = server.computeSecret(Buffer.from(q.agreeKey, 'base64url'))
  const transcript = createHash('sha256')
    .update(JSON.stringify(['sparekey-pairing-1', q.pairing, serverKey, q.agreeKey, q.signKey]))
    .digest()
  const salt = createHash('sha256').update(q.secret, 'utf8').digest()
  const key = (label: string) =>
    Buffer.from(hkdfSync('sha256', shared, salt, Buffer.concat([Buffer.from(label), Buffer.of(0), transcript]), 32))
  const proof = (side: string) => createHmac('sha256', key('sparekey confirm')).update(side).digest('base64url')
  const checkNumber = String(transcript.readUInt32BE(0) % 1_000_000).padStart(6, '0')
  return { serverKey, otp: key('sparekey otp'), device: proof('device'), server: proof('server'), checkNumber }
}

function codeOf(key: Buffer, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha256', key).update(counter).digest()
  const offset = (mac[31] ?? 0) & 15
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1e8).padStart(8, '0')
}

const newServerKey = () => {
  const pair = createECDH('prime256v1')
  pair.generateKeys()
  return { privateKey: pair.getPrivateKey(), serverKey: pair.getPublicKey('base64url') }
}

async function phoneSide(serverKey: string, secret: string, pairing = 'pai_0123456789abcdefghijkl') {
  const sign = await makeDeviceKey()
  return agreeOnKeys({ pairing, serverKey }, secret, await makeAgreementPair(), sign.publicKey)
}

test('VC-3 both sides agree on the same keys, and neither the secret nor a key is sent', async () => {
  const pairing = 'pai_0123456789abcdefghijkl'
  const { privateKey, serverKey } = newServerKey()
  const phone = await phoneSide(serverKey, 'k3Jc0Yt9_wQmZ7aBvN2xLg', pairing)
  const { agreeKey, signKey } = phone
  const server = serverSide({ pairing, privateKey, agreeKey, signKey, secret: 'k3Jc0Yt9_wQmZ7aBvN2xLg' })
  expect(phone.proof).toBe(server.device)
  expect(phone.serverProof).toBe(server.server)
  expect(phone.checkNumber).toBe(server.checkNumber)
  expect(await verificationCode(phone.otp, 55_000_000)).toBe(codeOf(server.otp, 55_000_000))
})

test('VC-3 the key of the verification code cannot be read out', async () => {
  const phone = await phoneSide(newServerKey().serverKey, 'secret')
  expect(phone.otp.extractable).toBe(false)
  await expect(crypto.subtle.exportKey('raw', phone.otp)).rejects.toThrow()
})

test('TD-2 whoever does not know the code can neither prove it nor agree on the key', async () => {
  const pairing = 'pai_0123456789abcdefghijkl'
  const { privateKey, serverKey } = newServerKey()
  const phone = await phoneSide(serverKey, '7QJ4M2XC', pairing)
  const server = serverSide({ pairing, privateKey, agreeKey: phone.agreeKey, signKey: phone.signKey, secret: '7QJ4M2XD' })
  expect(phone.proof).not.toBe(server.device)
  expect(phone.serverProof).not.toBe(server.server)
  expect(await verificationCode(phone.otp, 1)).not.toBe(codeOf(server.otp, 1))
})

test('TD-2 the check number changes with every key in it, so that a man in between shows another', async () => {
  const [one, other] = [newServerKey(), newServerKey()]
  const phone = await phoneSide(one.serverKey, 'same')
  const q = { pairing: 'pai_0123456789abcdefghijkl', secret: 'same', agreeKey: phone.agreeKey, signKey: phone.signKey }
  expect(serverSide({ ...q, privateKey: one.privateKey }).checkNumber).toBe(phone.checkNumber)
  expect(serverSide({ ...q, privateKey: other.privateKey }).checkNumber).not.toBe(phone.checkNumber)
})

/** Made once and written down: a change of the agreement on one side alone cannot pass unseen. */
const fixed = {
  pairing: 'pai_AAAAAAAAAAAAAAAAAAAAAA',
  secret: 'AAECAwQFBgcICQoLDA0ODw',
  serverPrivate: '1111111111111111111111111111111111111111111111111111111111111111',
  agreePrivate: '2222222222222222222222222222222222222222222222222222222222222222',
  signPrivate: '3333333333333333333333333333333333333333333333333333333333333333',
}

function jwkOf(hex: string): JsonWebKey {
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(hex, 'hex')
  const point = pair.getPublicKey()
  return {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
    d: Buffer.from(hex, 'hex').toString('base64url'),
  }
}

async function pairOf(hex: string, name: 'ECDH' | 'ECDSA'): Promise<CryptoKeyPair> {
  const { d: _, ...open } = jwkOf(hex)
  const algorithm = { name, namedCurve: 'P-256' }
  return {
    privateKey: await crypto.subtle.importKey('jwk', jwkOf(hex), algorithm, false, name === 'ECDH' ? ['deriveKey'] : ['sign']),
    publicKey: await crypto.subtle.importKey('jwk', open, algorithm, true, name === 'ECDH' ? [] : ['verify']),
  }
}

test('VC-3 the agreement of fixed keys is the one written down', async () => {
  const server = createECDH('prime256v1')
  server.setPrivateKey(fixed.serverPrivate, 'hex')
  const serverKey = server.getPublicKey('base64url')
  const sign = await pairOf(fixed.signPrivate, 'ECDSA')
  const phone = await agreeOnKeys(
    { pairing: fixed.pairing, serverKey },
    fixed.secret,
    await pairOf(fixed.agreePrivate, 'ECDH'),
    sign.publicKey,
  )
  const { proof, serverProof, checkNumber, agreeKey, signKey } = phone
  const { pairing, secret } = fixed
  const other = serverSide({ pairing, secret, privateKey: server.getPrivateKey(), agreeKey, signKey })
  const here = { proof, serverProof, checkNumber, code: await verificationCode(phone.otp, 1) }
  expect({ proof: other.device, serverProof: other.server, checkNumber: other.checkNumber, code: codeOf(other.otp, 1) }).toEqual(here)
  expect(here).toEqual({
    proof: 'SD37MTVIHrN_QeknuFqC_DmAD5h9FEXEL_g3NFPM17c',
    serverProof: 'jUDptT4CeMByJ8gXao7EkKj9xtjjcVA46S-ASJTOs_o',
    checkNumber: '487302',
    code: '05947565',
  })
})

test('TD-3 a public key travels as its uncompressed point', async () => {
  const pair = await pairOf(fixed.signPrivate, 'ECDSA')
  const ecdh = createECDH('prime256v1')
  ecdh.setPrivateKey(fixed.signPrivate, 'hex')
  expect(await publicPoint(pair.publicKey)).toBe(toBase64url(ecdh.getPublicKey()))
})
