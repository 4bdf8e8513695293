import { render } from 'preact'
import { common } from '../messages/en/common.ts'
import { confirm } from '../messages/en/confirm.ts'
import { refusals } from '../messages/en/refusals-outside.ts'
import { signIn } from '../messages/en/sign-in.ts'
import { speak } from '../messages/speak.ts'
import '../ui/styles.css'
import { SignInPage } from './SignInPage.tsx'

await speak({ common, confirm, 'refusals-outside': refusals, 'sign-in': signIn })
const page = document.getElementById('page')
if (page) render(<SignInPage />, page)
