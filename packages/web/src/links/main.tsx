import { render } from 'preact'
import { common } from '../messages/en/common.ts'
import { links } from '../messages/en/links.ts'
import { refusals } from '../messages/en/refusals-outside.ts'
import { speak } from '../messages/speak.ts'
import '../ui/styles.css'
import { LinkPage } from './LinkPage.tsx'
import { takeLink } from './link-token.ts'

const link = takeLink()
await speak({ common, links, 'refusals-outside': refusals })
const page = document.getElementById('page')
if (page) render(<LinkPage opened={link} />, page)
