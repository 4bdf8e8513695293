import type { Command } from './command.ts'

/** `sparekey help`: lists the commands. */
export function help(commands: Command[]): number {
  const width = Math.max(...commands.map((one) => one.usage.length))
  console.log('sparekey: commands beside the running service. They read the same configuration.\n')
  for (const one of commands) console.log(`  sparekey ${one.usage.padEnd(width)}  ${one.what}`)
  console.log('\nIn a clone: npm run sparekey -- COMMAND …')
  return 0
}
