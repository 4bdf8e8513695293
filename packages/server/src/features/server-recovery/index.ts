export { type Recovered, recoverAccount } from './recover-account.ts'
