import { describe, expect, it } from 'vitest'
import { mayCall } from './push-endpoint.ts'

const hosts = ['fcm.googleapis.com', '*.push.services.mozilla.com', '*.push.apple.com', '*.notify.windows.com']
const strict = { hosts, allowLoopback: false }

describe('where the service lets itself be sent (P-14, CVE-2026-39087)', () => {
  it.each([
    'https://fcm.googleapis.com/fcm/send/abc:def',
    'https://FCM.googleapis.com/fcm/send/abc',
    'https://updates.push.services.mozilla.com/wpush/v2/abc',
    'https://web.push.apple.com/abc',
    'https://db5p.notify.windows.com/w/?token=abc',
    'https://fcm.googleapis.com:443/fcm/send/abc',
  ])('known push services are called: %s', (endpoint) => expect(mayCall(endpoint, strict)).toBe(true))

  it.each([
    '',
    'nonsense',
    'http://fcm.googleapis.com/fcm/send/abc',
    'https://fcm.googleapis.com.evil.example/x',
    'https://evil.example/fcm.googleapis.com',
    'https://evil.example/?https://fcm.googleapis.com',
    'https://evil.example#fcm.googleapis.com',
    'https://fcm.googleapis.com/x#y',
    'https://fcm.googleapis.com@evil.example/',
    'https://user:secret@fcm.googleapis.com/',
    'https://user@fcm.googleapis.com/',
    'https://fcm.googleapis.com:8443/',
    'https://fcm.googleapis.com:80/',
    'https://evilpush.apple.com/x',
    'https://push.apple.com/x',
    'https://xpush.services.mozilla.com/x',
    'https://sub.fcm.googleapis.com/x',
    'https://fcm.googleapis.com./x',
    'https://127.0.0.1/x',
    'https://2130706433/x',
    'https://0x7f.1/x',
    'https://[::1]/x',
    'https://[::ffff:127.0.0.1]/x',
    'https://localhost/x',
    'http://localhost:9999/x',
    'file:///etc/passwd',
    'ftp://fcm.googleapis.com/x',
    'javascript:alert(1)',
    'https:\\\\evil.example/fcm.googleapis.com',
    'https://ⓕcm.googleapis.com.evil.example/',
  ])('nothing else is: %s', (endpoint) => expect(mayCall(endpoint, strict)).toBe(false))

  it('loopback only where tests play the push service', () => {
    const played = { hosts, allowLoopback: true }
    expect(mayCall('http://localhost:9999/x', played)).toBe(true)
    expect(mayCall('http://127.0.0.1:9999/x', played)).toBe(true)
    expect(mayCall('http://127.0.0.1.evil.example/x', played)).toBe(false)
    expect(mayCall('http://u:p@localhost/x', played)).toBe(false)
    expect(mayCall('http://10.0.0.1/x', played)).toBe(false)
  })

  it('a list that names the address itself is no way in either', () => {
    expect(mayCall('https://127.0.0.1/x', { hosts: ['127.0.0.1'], allowLoopback: false })).toBe(false)
    expect(mayCall('https://evil.example/x', { hosts: [], allowLoopback: false })).toBe(false)
  })
})
