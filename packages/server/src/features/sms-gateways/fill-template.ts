/** How values are written into a template, by what the text around them is. */
export type TemplateForm = 'json' | 'form' | 'xml' | 'text'

/** What a template may name. */
export type TemplateValues = Record<'to' | 'text' | 'from', string>

const xmlEntities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

const write: Record<TemplateForm, (value: string) => string> = {
  json: (value) => JSON.stringify(value).slice(1, -1),
  form: (value) => encodeURIComponent(value),
  xml: (value) => value.replace(/[&<>"']/g, (sign) => xmlEntities[sign] ?? ''),
  text: (value) => value,
}

/** How a body of this content type is written. */
export function formOf(contentType: string): TemplateForm {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  if (type === 'application/json' || type.endsWith('+json')) return 'json'
  if (type === 'application/x-www-form-urlencoded') return 'form'
  return type === 'text/xml' || type === 'application/xml' || type.endsWith('+xml') ? 'xml' : 'text'
}

/** Puts the values where `{to}`, `{text}` and `{from}` stand, so that none of them can end the text around it. Other braces stay. */
export const fillTemplate = (template: string, values: TemplateValues, form: TemplateForm): string =>
  template.replace(/\{(to|text|from)\}/g, (_all, name: keyof TemplateValues) => write[form](values[name]))
