import { render } from 'preact'
import { account } from '../messages/en/account.ts'
import { common } from '../messages/en/common.ts'
import { confirm } from '../messages/en/confirm.ts'
import { held } from '../messages/en/held.ts'
import { ready } from '../messages/en/ready.ts'
import { refusals, refusalsInside } from '../messages/en/refusals.ts'
import { setUp } from '../messages/en/set-up.ts'
import { shell } from '../messages/en/shell.ts'
import { speak } from '../messages/speak.ts'
import { startRouter } from '../shell/router.ts'
import { SignedIn } from '../shell/SignedIn.tsx'
import '../ui/styles.css'
import '../shell/shell.css'
import './account.css'
import { AccountPages } from './AccountPages.tsx'

const page = document.getElementById('page')
if (page) {
  await speak({ common, shell, account, held, ready, 'set-up': setUp, confirm, refusals: { ...refusals, ...refusalsInside } })
  startRouter('/account')
  render(
    <SignedIn>
      <AccountPages />
    </SignedIn>,
    page,
  )
}
