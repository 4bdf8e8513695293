import type { ComponentChildren, HTMLInputTypeAttribute, InputHTMLAttributes, LooseInputHTMLAttributes, RefObject } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'

export interface FieldProps
  extends Omit<
    LooseInputHTMLAttributes<HTMLInputElement>,
    'name' | 'label' | 'class' | 'id' | 'ref' | 'type' | 'role' | 'autoFocus' | 'autofocus'
  > {
  type?: HTMLInputTypeAttribute
  label: ComponentChildren
  name: string
  /** What to know before typing, below the label. */
  hint?: ComponentChildren
  /** What is wrong and what to do, read out with the field. */
  error?: ComponentChildren
  /** The id of a `datalist` with what the browser offers while one types. */
  list?: string | undefined
  /** What is typed is no prose: nothing corrects or capitalises it. */
  exact?: boolean | undefined
  /** Codes and numbers: large, in digits of one width. */
  code?: boolean | undefined
  /** Stands at the end of the label's line, such as "Show"; the keyboard reaches it after the field. */
  end?: ComponentChildren
  /** Stands below the field. */
  below?: ComponentChildren
  inputRef?: RefObject<HTMLInputElement | null> | undefined
  /** Takes the focus when it comes, also inside a dialog that opens. */
  autofocus?: boolean | undefined
}

/** `autocorrect` is a boolean in the DOM, and Preact sets properties: its typed "off" would switch it on. */
const asTyped: object = { autocapitalize: 'off', autocorrect: false, spellcheck: false }

/** A labelled field. The label is above it, its error beside it and part of its description. */
export function Field({ label, hint, error, name, exact, code, end, below, inputRef, type = 'text', autofocus, ...input }: FieldProps) {
  const own = useRef<HTMLInputElement>(null)
  const ref = inputRef ?? own
  // Before anything is painted, as in StepHeading: the first key that is pressed is meant for this field.
  useLayoutEffect(() => {
    if (autofocus) ref.current?.focus()
  }, [autofocus, ref])
  const id = useId()
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  // Preact's types tie other attributes to each literal `type`; this field is given its type by the caller.
  const attributes = { ...input, type, autofocus } as InputHTMLAttributes<HTMLInputElement>
  return (
    <div class={code ? 'field code' : 'field'}>
      <label for={id}>{label}</label>
      {hint && (
        <p id={`${id}-hint`} class="hint">
          {hint}
        </p>
      )}
      <input
        {...(exact ? asTyped : undefined)}
        {...attributes}
        id={id}
        name={name}
        ref={ref}
        aria-invalid={error ? true : undefined}
        aria-describedby={described || undefined}
      />
      {end}
      <p id={`${id}-error`} class="error" role="alert">
        {error}
      </p>
      {below}
    </div>
  )
}
