import type { ComponentChildren } from 'preact'

/** Drawn in the colour of the text beside them, which says what they mean. */
const Icon = ({ children }: { children: ComponentChildren }) => (
  <svg
    class="icon"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.75"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    {children}
  </svg>
)

export const KeyIcon = () => (
  <Icon>
    <circle cx="8" cy="12" r="4.25" />
    <path d="M12.25 12H21M18 12v3.25M15 12v2.25" />
  </Icon>
)

export const BackIcon = () => (
  <Icon>
    <path d="M14.5 5.5 8 12l6.5 6.5" />
  </Icon>
)

export const ForwardIcon = () => (
  <Icon>
    <path d="M9.5 5.5 16 12l-6.5 6.5" />
  </Icon>
)

export const MoreIcon = () => (
  <Icon>
    <path d="M5.5 12h.01M12 12h.01M18.5 12h.01" stroke-width="2.75" />
  </Icon>
)

export const CheckIcon = () => (
  <Icon>
    <path d="m5 12.5 4.5 4.5L19 7.5" />
  </Icon>
)

export const CrossIcon = () => (
  <Icon>
    <path d="m7 7 10 10M17 7 7 17" />
  </Icon>
)

export const BellIcon = () => (
  <Icon>
    <path d="M6.5 10a5.5 5.5 0 0 1 11 0c0 5 2 6.5 2 6.5h-15s2-1.5 2-6.5M10 19.5a2.2 2.2 0 0 0 4 0" />
  </Icon>
)

export const PeopleIcon = () => (
  <Icon>
    <circle cx="9" cy="8.5" r="3.25" />
    <path d="M3 19c.5-3.2 2.8-5 6-5s5.5 1.8 6 5M16 5.7a3.25 3.25 0 0 1 0 5.6M17.5 14.5c2 .700 3.2 2.2 3.5 4.5" />
  </Icon>
)

export const ListIcon = () => (
  <Icon>
    <path d="M5 7h14M5 12h14M5 17h8" />
  </Icon>
)

export const PlusIcon = () => (
  <Icon>
    <path d="M12 5.5v13M5.5 12h13" />
  </Icon>
)
