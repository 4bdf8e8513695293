import { render } from 'preact'
import { answering } from '../messages/en/answering.ts'
import { common } from '../messages/en/common.ts'
import { confirm } from '../messages/en/confirm.ts'
import { consoleTexts } from '../messages/en/console.ts'
import { held } from '../messages/en/held.ts'
import { policy } from '../messages/en/policy.ts'
import { readiness } from '../messages/en/readiness.ts'
import { recordTexts } from '../messages/en/record.ts'
import { refusals, refusalsInside } from '../messages/en/refusals.ts'
import { requests } from '../messages/en/requests.ts'
import { shell } from '../messages/en/shell.ts'
import { story } from '../messages/en/story.ts'
import { speak } from '../messages/speak.ts'
import { startRouter } from '../shell/router.ts'
import { SignedIn } from '../shell/SignedIn.tsx'
import '../ui/styles.css'
import '../shell/shell.css'
import './console.css'
import { ConsolePages } from './ConsolePages.tsx'

const page = document.getElementById('page')
if (page) {
  await speak({
    common,
    shell,
    held,
    console: consoleTexts,
    readiness,
    requests,
    policy,
    answering,
    story,
    confirm,
    record: recordTexts,
    refusals: { ...refusals, ...refusalsInside },
  })
  startRouter('/console')
  render(
    <SignedIn>
      <ConsolePages />
    </SignedIn>,
    page,
  )
}
