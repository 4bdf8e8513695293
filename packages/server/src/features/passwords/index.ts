export { checkPassword, ownWords } from './check-password.ts'
export { hashPassword, verifyPassword } from './hash-password.ts'
export { markPassword, storePassword } from './store-password.ts'
