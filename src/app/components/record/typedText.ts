/** What a person typed into a command, in words: to be read, copied and used again whatever became of it. */
import { editionLists, publicForms } from '../../../domain/edition/rows'
import { issueKinds } from '../../../domain/issue/rows'
import { subjectKinds } from '../../../domain/subject/rows'
import { visitKinds } from '../../../domain/visit/rows'
import type { Envelope } from '../../../sync/envelope'
import type { Format } from '../../composables/useFormat'
import type { Names } from '../../composables/useNames'
import { fieldLabel } from '../../composables/useRejectionText'
import type { Translate } from '../../i18n'

export interface TypedTextTools {
  t: Translate
  names: Names
  format: Format
  careGroup: (id: string) => string
}

/** One line of what was typed; `key` is the path in the arguments. */
export interface TypedLine {
  key: string
  label: string
  value: string
}

/** Machine ids that mean nothing to a reader. */
const unread = new Set([
  'visitId',
  'issueId',
  'campaignId',
  'id',
  'editionId',
  'drawId',
  'correctsId',
  'refId',
  'after',
])
/** Chosen for a monthly edition: words of the domain. */
const ofEdition = new Set(['sections', 'publicForms'])
/** Lines of monthly lists: hundreds of ids, of which a reader wants to know how many they are. */
const counted = new Set(['items', 'refIds'])

export function typedText(
  { name, args }: Pick<Envelope, 'name' | 'args'>,
  tools: TypedTextTools,
): TypedLine[] {
  const room = name.split('.')[0] ?? ''
  const lines = pairs(args, '', { ...tools, kindWords: (kind) => kindWords(room, kind, tools.t) })
  const named = lines.some(({ key }) => key.endsWith('subjectId'))
  // A subject's village goes without saying; what it is about stands first.
  return lines.filter(({ key }) => !(named && key === 'areaId')).sort((a, b) => rankOf(a) - rankOf(b))
}

const firstFields = [
  'kind',
  'subjectId',
  'areaId',
  'groupId',
  'name',
  'happenedOn',
  'endedOn',
  'visitorIds',
  'title',
]
function rankOf({ key }: TypedLine): number {
  const index = firstFields.indexOf(key.slice(key.lastIndexOf('.') + 1))
  return index < 0 ? firstFields.length : index
}

interface Tools extends TypedTextTools {
  kindWords: (kind: string) => string
}

/** The same as plain lines, for the clipboard. */
export const asLines = (pairs: readonly TypedLine[], t: Translate): string =>
  pairs.map(({ label, value }) => t('record.labelled', { label, value })).join('\n')

function pairs(value: unknown, path: string, tools: Tools): TypedLine[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value as Record<string, unknown>).flatMap(([field, inner]): TypedLine[] => {
    const at = path === '' ? field : `${path}.${field}`
    if (unread.has(field) || inner === null || inner === '' || inner === false) return []
    if (typeof inner === 'object' && !Array.isArray(inner)) return pairs(inner, at, tools)
    const text = wordsOf(field, inner, tools)
    if (text === '') return []
    const label = field === 'subjectId' ? tools.t('domain.rowKind.subject') : fieldLabel(tools.t, at)
    return [{ key: at, label, value: text }]
  })
}

function wordsOf(field: string, value: unknown, { t, names, format, careGroup, kindWords }: Tools): string {
  if (Array.isArray(value)) {
    if (value.length === 0) return ''
    if (counted.has(field)) return t('ui.count', { count: value.length })
    return value
      .map(
        (item) =>
          (ofEdition.has(field) ? listWords(item, t) : undefined) ?? itemWords(field, item, names, careGroup),
      )
      .join(t('record.listSeparator'))
  }
  if (typeof value === 'number') return String(value)
  if (value === true) return t('record.yes')
  if (typeof value !== 'string') return ''
  switch (field) {
    case 'subjectId':
      return names.subject(value)
    case 'areaId':
    case 'groupId':
      return names.area(value)
    case 'categoryId':
      return names.category(value)
    case 'happenedOn':
    case 'endedOn':
    case 'raisedOn':
      return format.fullDate(value)
    case 'list':
      return listWords(value, t) ?? value
    case 'heldOn':
      return format.fullDate(value)
    case 'kind':
      return kindWords(value)
    default:
      return value
  }
}

/** One of the three lists, or a way of making them public. */
function listWords(value: unknown, t: Translate): string | undefined {
  const list = editionLists.find((known) => known === value)
  if (list) return t(`domain.editionList.${list}`)
  const form = publicForms.find((known) => known === value)
  return form && t(`domain.publicForm.${form}`)
}

function itemWords(field: string, item: unknown, names: Names, careGroup: (id: string) => string): string {
  if (typeof item === 'string') {
    if (field === 'visitorIds') return names.person(item)
    if (field === 'remove') return names.member(item)
    if (field === 'listed' || field === 'unlisted') return names.subject(item)
    return field === 'groups' ? careGroup(item) : item
  }
  if (typeof item !== 'object' || item === null) return String(item)
  const { id, name, relation, birthYear } = item as {
    id?: string
    name?: string
    relation?: string
    birthYear?: number | null
  }
  // Of a member who is known already only what was changed is in it.
  return [name ?? names.member(id ?? ''), relation, birthYear].filter(Boolean).join(' ')
}

/** A visit and a subject can both be `household`. */
function kindWords(room: string, kind: string, t: Translate): string {
  const subjectKind = room === 'subject' && subjectKinds.find((known) => known === kind)
  if (subjectKind) return t(`domain.subjectKind.${subjectKind}`)
  const issueKind = issueKinds.find((known) => known === kind)
  if (issueKind) return t(`domain.issueKind.${issueKind}`)
  const visitKind = visitKinds.find((known) => known === kind)
  return visitKind ? t(`domain.visitKind.${visitKind}`) : kind
}
