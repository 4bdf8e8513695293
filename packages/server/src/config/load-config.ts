import { existsSync, readFileSync } from 'node:fs'
import type { Config } from './config.ts'
import type { ConfigFile, Environment } from './given-settings.ts'
import { type ConfigProblems, givenKeys, readConfig } from './read-config.ts'

/** The configuration of this process, with the text of the keys where they were given in place of a key file. */
export interface LoadedConfig {
  config: Config
  keys?: string
}

/** The file named by SPAREKEY_CONFIG, or `sparekey.json` in the working folder if it is there. */
function findFile(env: Environment): ConfigFile | ConfigProblems | undefined {
  const named = env.SPAREKEY_CONFIG
  const name = named || 'sparekey.json'
  if (!named && !existsSync(name)) return undefined
  try {
    return { name, text: readFileSync(name, 'utf8') }
  } catch {
    return { problems: [`The configuration file ${name} cannot be read`] }
  }
}

/** Reads file and environment; the environment wins. All problems come at once. */
export function loadConfig(env: Environment = process.env): LoadedConfig | ConfigProblems {
  const file = findFile(env)
  if (file && 'problems' in file) return file
  const config = readConfig(env, file)
  if ('problems' in config) return config
  const keys = givenKeys(env, file)
  return { config, ...(keys ? { keys } : {}) }
}
