/** What a record says about itself in a list: title, a line below, where a press leads. */
import type { RouteLocationRaw } from 'vue-router'
import type { Row, RowKind } from '../../../domain/rows'
import type { Draft } from '../../client/engine/client'
import { readSavedForm } from '../../composables/useDraft'
import type { Format } from '../../composables/useFormat'
import type { Names } from '../../composables/useNames'
import type { RecordItem } from '../../composables/useRecords'
import type { Translate } from '../../i18n'
import { draftPlace } from '../home/draftPlace'
import { readSubjectDraft } from '../subject/subjectDraft'
import type { IconName } from '../ui/icons'
import { withoutBarePrompts } from '../visit/phrases'
import { readVisitDraft } from '../visit/visitDraft'
import { changeText } from './changeText'
import { argsOf, attentionLink, isRefused } from './ownCommand'
import { readResubmitDraft } from './resubmitDraft'

export interface RecordText {
  title: string
  meta: (string | undefined)[]
  excerpt?: string | undefined
  icon: IconName
  /** Where a press leads; an issue opens in a sheet. */
  to?: RouteLocationRaw | undefined
  issueId?: string | undefined
}

export interface RecordTextTools {
  t: Translate
  names: Names
  format: Format
  row: <K extends RowKind>(kind: K, id: string) => Row<K> | undefined
  /** The page of an issue, for those who have one; left out, it opens in a sheet. */
  issuePage?: ((id: string) => RouteLocationRaw) | undefined
}

export function recordText(item: RecordItem, tools: RecordTextTools): RecordText {
  switch (item.type) {
    case 'draft':
      return draftText(item.draft, tools)
    case 'visit':
      return visitText(item, tools)
    case 'issue':
      return issueText(item, tools)
    case 'change':
      return changeText(item.command, tools)
  }
}

function draftText(saved: Draft, { t, names, format, row }: RecordTextTools): RecordText {
  const { id, form, content } = saved
  const { data } = readSavedForm(content)
  const query = { draft: id }
  if (form === 'subject') {
    const draft = readSubjectDraft(data)
    const path = draft?.before ? `/subjects/${draft.subjectId}/edit` : '/subjects/new'
    const title = t(draft?.before ? 'record.draftOf.subjectEdit' : 'record.draftOf.subject')
    return { title, meta: [draft?.name ?? draft?.before?.name], icon: 'draft', to: { path, query } }
  }
  if (form === 'issue.resubmit') {
    const draft = readResubmitDraft(data)
    const to = draft && { path: `/issues/${draft.issueId}/resubmit`, query }
    return {
      title: t('record.draftOf.resubmit'),
      meta: [draft?.title],
      excerpt: draft?.reply,
      icon: 'draft',
      to,
    }
  }
  if (form !== 'visit') {
    const { to, issueId, label } = draftPlace(saved)
    return {
      title: t(`home.draft.${label}`),
      meta: [issueId === undefined ? undefined : row('issue', issueId)?.data.title],
      icon: 'draft',
      to,
    }
  }
  const draft = readVisitDraft(data, '')
  const subject = draft?.subjectId ? row('subject', draft.subjectId) : undefined
  const place = draft?.areaId ? names.area(draft.areaId) : undefined
  return {
    title: t(draft?.before ? 'record.draftOf.amend' : 'record.draftOf.visit'),
    meta: [
      subject?.data.name ?? place ?? t('record.draftUnnamed'),
      draft && format.day(draft.happenedOn),
      draft && draft.issues.length > 0 ? t('record.draftWith', { count: draft.issues.length }) : undefined,
    ],
    excerpt: draft && withoutBarePrompts(draft.narrative),
    icon: 'draft',
    to: { path: '/visits/new', query },
  }
}

function visitText(
  { visitId, command }: Extract<RecordItem, { type: 'visit' }>,
  { t, names, format, row }: RecordTextTools,
): RecordText {
  const visit = row('visit', visitId)?.data
  const args = command && argsOf(command, 'visit.record')
  const kind = visit?.kind ?? args?.details.kind ?? 'household'
  const subjectId = visit
    ? visit.subjectId
    : args && 'subjectId' in args.details
      ? args.details.subjectId
      : null
  const areaId = visit?.areaId ?? (args && 'areaId' in args.details ? args.details.areaId : undefined)
  const happenedOn = visit?.happenedOn ?? args?.happenedOn
  const who = subjectId !== null ? names.subject(subjectId) : areaId === undefined ? '' : names.area(areaId)
  return {
    title: who,
    meta: [t(`domain.visitKind.${kind}`), happenedOn && format.day(happenedOn)],
    excerpt: visit?.narrative ?? args?.narrative,
    icon: 'notebook',
    to: command && isRefused(command) ? attentionLink(command) : `/visits/${visitId}`,
  }
}

function issueText(
  { issueId, command }: Extract<RecordItem, { type: 'issue' }>,
  { names, format, row }: RecordTextTools,
): RecordText {
  const issue = row('issue', issueId)?.data
  const args = command && argsOf(command, 'issue.register')
  const subjectId = issue?.subjectId ?? args?.subjectId ?? null
  const raisedOn = issue?.raisedOn ?? args?.raisedOn
  return {
    title: issue?.title ?? args?.title ?? '',
    meta: [subjectId === null ? undefined : names.subject(subjectId), raisedOn && format.day(raisedOn)],
    excerpt: issue?.words ?? args?.words,
    icon: 'inbox',
    ...(command && isRefused(command) ? { to: attentionLink(command) } : { issueId }),
  }
}
