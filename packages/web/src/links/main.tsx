import { render } from 'preact'
import { common } from '../messages/en/common.ts'
import { links } from '../messages/en/links.ts'
import { refusals } from '../messages/en/refusals-outside.ts'
import { speak } from '../messages/speak.ts'
import '../ui/styles.css'
import { LinkPage } from './LinkPage.tsx'
import { takeLink } from './link-token.ts'
import { PasswordByCodePage } from './PasswordByCodePage.tsx'

/** The one page here without a token: what is typed is the code. */
const byCode = /^\/link\/password\/?$/.test(location.pathname)
const link = byCode ? undefined : takeLink()
await speak({ common, links, 'refusals-outside': refusals })
const page = document.getElementById('page')
if (page) render(byCode ? <PasswordByCodePage /> : <LinkPage opened={link} />, page)
