export type { Config } from './config.ts'
export { type InstallationKeys, keyFileOf, keysAreOpen, readKeyRing } from './key-file.ts'
export { type LoadedConfig, loadConfig } from './load-config.ts'
export { type ConfigProblems, configHints, readConfig } from './read-config.ts'
