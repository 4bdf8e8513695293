#!/usr/bin/env node
import { useCodeCache } from '../start/code-cache.js'
import { type Command, Misuse } from './command.ts'
import { help } from './help.ts'

/** Each command loads what it needs when it is called. */
const commands: Record<string, Command> = {
  setup: {
    usage: 'setup --link LOGIN',
    what: 'Prints a link that with this administrator’s login and password opens one complete set-up',
    run: async (args) => (await import('./setup.ts')).setup(args),
  },
  recover: {
    usage: 'recover LOGIN [--reset-password]',
    what: 'Prints an access code that lets one browser in without a second factor, together with the password',
    run: async (args) => (await import('./recover.ts')).recover(args),
  },
  audit: {
    usage: 'audit verify | audit head',
    what: 'Checks that the audit log is what it was; prints its last seal, to be noted elsewhere',
    run: async (args) => (await import('./audit.ts')).audit(args),
  },
  doctor: {
    usage: 'doctor',
    what: 'Checks the set-up: keys, address, clock, mail, push, proxies, devices, audit log',
    run: async () => (await import('./doctor.ts')).doctor(),
  },
  help: { usage: 'help', what: 'Shows this', run: async () => help(Object.values(commands)) },
}

/** Runs a command line.
 * @returns the exit code; every error is one line that says what to do */
async function runCommand(args: string[]): Promise<number> {
  const [name = 'help', ...rest] = args
  const command = commands[/^(-h|--help)$/.test(name) ? 'help' : name]
  if (!command) {
    console.error(`There is no command ${name}. sparekey help lists them.`)
    return 2
  }
  try {
    return await command.run(rest)
  } catch (error) {
    const badOption = String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS')
    console.error(error instanceof Error ? error.message : String(error))
    return error instanceof Misuse || badOption ? 2 : 1
  }
}

if (import.meta.main) {
  // What a command writes is for this system account alone.
  process.umask(0o077)
  useCodeCache()
  process.exitCode = await runCommand(process.argv.slice(2))
}
