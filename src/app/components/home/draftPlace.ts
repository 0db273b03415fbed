/** Where a draft is gone on with, and what it is called; the forms' own draft objects are read without trust. */
import type { RouteLocationRaw } from 'vue-router'
import type { Draft } from '../../client/engine/client'

export type DraftLabel =
  | 'visit'
  | 'amend'
  | 'subject'
  | 'subjectEdit'
  | 'resubmit'
  | 'decision'
  | 'step'
  | 'list'
  | 'notice'
  | 'campaign'
  | 'other'

export interface DraftPlace {
  label: DraftLabel
  /** Undefined for a form that this build does not know: it stays, a newer build may. */
  to: RouteLocationRaw | undefined
  subjectId: string | undefined
  areaId: string | undefined
  issueId: string | undefined
  /** A name typed in the form itself. */
  name: string | undefined
  /** The last words typed, by which several drafts are told apart. */
  excerpt: string | undefined
}

export function draftPlace({ id, form, content }: Draft): DraftPlace {
  const data = asObject(asObject(content)['data'])
  const text = (field: string): string | undefined => {
    const value = data[field]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const isEdit = typeof data['before'] === 'object' && data['before'] !== null
  const about = {
    subjectId: text('subjectId'),
    areaId: text('areaId'),
    issueId: text('issueId'),
    name: text('name'),
    excerpt: lastIssueWords(data['issues']) ?? text('narrative') ?? text('topic'),
  }
  const query = { draft: id }
  switch (form) {
    case 'visit':
      return { ...about, label: isEdit ? 'amend' : 'visit', to: { name: 'visit.new', query } }
    case 'subject':
      return isEdit && about.subjectId
        ? {
            ...about,
            label: 'subjectEdit',
            to: { name: 'subject.edit', params: { id: about.subjectId }, query },
          }
        : { ...about, subjectId: undefined, label: 'subject', to: { name: 'subject.new', query } }
    case 'issue.resubmit':
      return {
        ...about,
        label: 'resubmit',
        to: about.issueId ? { name: 'issue.resubmit', params: { id: about.issueId }, query } : undefined,
      }
    case 'issue.decision':
      return {
        ...about,
        label: 'decision',
        // Words for several issues at once belong to the inbox itself.
        to: about.issueId ? { name: 'desk.issue', params: { id: about.issueId } } : { name: 'desk' },
      }
    case 'loop.step':
    case 'loop.task':
    case 'loop.merge':
    case 'loop.split':
      return { ...about, ...loopPlace(id, about.issueId), label: 'step' }
    case 'lists.open':
    case 'lists.note':
    case 'lists.head':
    case 'lists.reason':
      return { ...about, ...listPlace(id), label: 'list' }
    case 'notice.compose':
    case 'notice.head':
    case 'notice.line':
    case 'notice.reason':
      return { ...about, ...noticePlace(id), label: 'notice' }
    case 'campaign.plan':
    case 'campaign.activity':
    case 'campaign.case':
    case 'campaign.press':
    case 'campaign.remark':
      return { ...about, ...campaignPlace(id), label: 'campaign' }
    default:
      return { ...about, label: 'other', to: undefined }
  }
}

/** The step and what it is about stand in the draft's id, `loop:issue.setAside:ID`: its sheet opens again. */
function loopPlace(draftId: string, ofIssue: string | undefined): Pick<DraftPlace, 'to' | 'issueId'> {
  const [, step = '', aboutId = '', issueId = ''] = draftId.split(':')
  const query = { step }
  if (step.startsWith('draw.'))
    return { to: { name: 'draw', params: { id: aboutId }, query: { step, issue: issueId } }, issueId }
  // The id is the urge's; it is answered where it stands, on the page of its issue.
  if (step === 'urge.reply')
    return { to: ofIssue && { name: 'issue', params: { id: ofIssue } }, issueId: ofIssue }
  // Of several issues at once: they were chosen at the desk.
  if (aboutId.includes('+'))
    return { to: { name: 'desk', query: { step, issues: aboutId } }, issueId: undefined }
  return step.startsWith('task.')
    ? { to: { name: 'task', params: { id: aboutId }, query }, issueId: undefined }
    : { to: { name: 'issue', params: { id: aboutId }, query }, issueId: aboutId }
}

/** Which sheet of which monthly lists stands in the draft's id, `lists:remove:EDITION:ITEM`: it opens again. */
function listPlace(draftId: string): Pick<DraftPlace, 'to'> {
  const [, sheet = '', editionId = '', item] = draftId.split(':')
  if (editionId === '') return { to: { name: 'lists', query: { sheet } } }
  return { to: { name: 'list', params: { id: editionId }, query: { sheet, ...(item ? { item } : {}) } } }
}

/** `notice:compose:EDITION`, `notice:line:NOTICE:LINE`: its sheet opens again. */
function noticePlace(draftId: string): Pick<DraftPlace, 'to'> {
  const [, sheet = '', aboutId = '', item] = draftId.split(':')
  if (sheet === 'compose')
    return { to: { name: 'list', params: { id: aboutId }, query: { sheet: 'notice' } } }
  return { to: { name: 'notice', params: { id: aboutId }, query: { sheet, ...(item ? { item } : {}) } } }
}

/**
 * Which sheet stands in the draft's id, `campaign:plan:write:PLAN`, `campaign:case:write::ISSUE`; of what has no page of its own, the sheet opens on the
 * page of all of them.
 */
function campaignPlace(draftId: string): Pick<DraftPlace, 'to'> {
  const [, room = '', sheet = '', id = '', from = ''] = draftId.split(':')
  const hasPage = id !== '' && (room === 'plan' || room === 'case')
  const query = {
    sheet,
    ...(id !== '' && !hasPage ? { item: id } : {}),
    // The issue that a new case tells of.
    ...(from === '' ? {} : { issue: from }),
  }
  const pages: Readonly<Record<string, string>> = {
    plan: 'plans',
    activity: 'activities',
    case: 'cases',
    press: 'press',
  }
  if (hasPage) return { to: { name: room, params: { id }, query } }
  const name = pages[room]
  return { to: name === undefined ? undefined : { name, query } }
}

function lastIssueWords(issues: unknown): string | undefined {
  const { words, title } = asObject(Array.isArray(issues) ? issues.at(-1) : undefined)
  return [words, title].find((each): each is string => typeof each === 'string' && each !== '')
}

const asObject = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
