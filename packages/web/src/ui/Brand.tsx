import { KeyIcon } from './icons.tsx'

/** The key mark and the name of the house. */
export function Brand({ name }: { name: string | undefined }) {
  return (
    <span class="brand">
      <KeyIcon />
      <span>{name}</span>
    </span>
  )
}
