import { render } from 'preact'
import { common } from '../messages/en/common.ts'
import { desk } from '../messages/en/desk.ts'
import { refusals } from '../messages/en/refusals.ts'
import { speak } from '../messages/speak.ts'
import '../ui/styles.css'
import './desk.css'
import { DeskPage } from './DeskPage.tsx'
import { OutboxPage } from './OutboxPage.tsx'

const page = document.getElementById('page')
if (page) {
  await speak({ common, desk, refusals })
  render(location.pathname.endsWith('/outbox') ? <OutboxPage /> : <DeskPage />, page)
}
