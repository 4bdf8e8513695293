import { Field, type FieldProps } from './Field.tsx'

/** A field for a code that is read off something else: takes pasting, spaces, dashes and lower case; the server normalises (SI-9). */
export function CodeField({ digits, ...field }: FieldProps & { /** Only digits: phones show the number pad. */ digits?: boolean }) {
  return (
    <Field
      autocomplete="off"
      autocapitalize={digits ? 'off' : 'characters'}
      inputMode={digits ? 'numeric' : 'text'}
      enterkeyhint="done"
      {...field}
      code
      exact
    />
  )
}
