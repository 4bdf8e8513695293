import { t } from '../messages/messages.ts'
import { openScreen } from '../state/navigation.ts'
import type { Screen } from '../state/screen.ts'
import { BellIcon, ListIcon, PeopleIcon, PlusIcon } from '../ui/icons.tsx'
import { Row, Rows } from '../ui/Row.tsx'
import { Sheet } from '../ui/Sheet.tsx'

/** "Menu": everything that is not needed at a login. */
export function Menu({ onClose }: { onClose: () => void }) {
  const go = (screen: Screen) => () => {
    onClose()
    openScreen(screen)
  }
  return (
    <Sheet title={t('menu.title')} onClose={onClose}>
      <Rows>
        <li>
          <Row icon={<PeopleIcon />} onClick={go({ name: 'accounts' })}>
            {t('menu.change-account')}
          </Row>
        </li>
        <li>
          <Row icon={<ListIcon />} onClick={go({ name: 'notices' })}>
            {t('menu.notices')}
          </Row>
        </li>
        <li>
          <Row icon={<BellIcon />} onClick={go({ name: 'notifications' })}>
            {t('menu.notifications')}
          </Row>
        </li>
        <li>
          <Row icon={<PlusIcon />} onClick={go({ name: 'set-up' })}>
            {t('menu.add')}
          </Row>
        </li>
      </Rows>
    </Sheet>
  )
}
