import { expect, it } from 'vitest'
import { isLoopback, networkBlock } from './network-block.ts'

it.each([
  ['203.0.113.7', '203.0.113.0/24'],
  ['203.0.113.200', '203.0.113.0/24'],
  ['203.0.114.7', '203.0.114.0/24'],
  ['::ffff:203.0.113.7', '203.0.113.0/24'],
  ['2001:db8:1:2::5', '2001:db8:1::/48'],
  ['2001:db8:1:ffff:1:2:3:4', '2001:db8:1::/48'],
  ['2001:db8:2::1', '2001:db8:2::/48'],
  ['not an address', 'unknown'],
])('RR-4 %s is of the network %s', (ip, block) => expect(networkBlock(ip)).toBe(block))

it.each([
  ['127.0.0.1', true],
  ['::1', true],
  ['10.0.0.1', false],
  ['203.0.113.7', false],
])('%s is this machine: %s', (ip, own) => expect(isLoopback(ip)).toBe(own))
