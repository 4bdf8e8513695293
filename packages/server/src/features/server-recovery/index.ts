export { recoverAccount } from './recover-account.ts'
