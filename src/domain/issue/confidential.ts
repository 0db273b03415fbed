/**
 * Who may know of an issue. 信访积案 and anything marked confidential: office and discipline by their scopes, and who
 * registered it; no village and no pairing (docs/domain.md §3). It is raised, by a mark or by the kind or category that
 * an issue is corrected to, and never taken back: what was told in confidence stays so.
 */
import { audienceOf, type Audience } from '../access/audience'
import { patch, related, type Change, type Read, type Rows } from '../command/define'
import type { CategoryId, PersonId } from '../ids'
import type { Row } from '../rows'
import type { Issue, IssueKind } from './rows'

export const isConfidential = (
  isMarked: boolean,
  kind: IssueKind,
  category: Row<'category'> | undefined,
): boolean => isMarked || kind === 'petition' || category?.data.confidential === true

export const issueAudience = (
  { areaId, registeredBy, confidential }: Pick<Issue, 'areaId' | 'registeredBy' | 'confidential'>,
  pairedWith: readonly PersonId[] = [],
): Audience => audienceOf(areaId, confidential ? [registeredBy] : [registeredBy, ...pairedWith], confidential)

/** What of an issue is corrected that may make it confidential. */
interface Corrections {
  kind?: IssueKind
  categoryId?: CategoryId
  confidential?: boolean
}

/** Whether the corrections raise an issue that the village could read until now. */
function isRaised(
  issue: Row<'issue'>,
  { kind = issue.data.kind, categoryId, confidential = false }: Corrections,
  rows: Rows,
): boolean {
  const category = categoryId === undefined ? undefined : rows.get('category', categoryId)
  return !issue.data.confidential && isConfidential(confidential, kind, category)
}

/** Second step of reads: what hangs on the issue, where all of it has to leave the village. */
export function raisingReads(issueId: string, corrections: Corrections, rows: Rows): Read[] {
  const issue = rows.get('issue', issueId)
  return issue && isRaised(issue, corrections, rows)
    ? [
        related('event.aboutId', issueId),
        related('effect.issueId', issueId),
        related('task.issueIds', issueId),
        related('urge.issueId', issueId),
      ]
    : []
}

interface Raising {
  raised: boolean
  /** Of the issue as corrected, for it and for what is written about it now. */
  audience: Audience
  /** Brings what hangs on the issue out of the village; the issue's own row is the command's to change. */
  changes: Change[]
}

export function raise(issue: Row<'issue'>, corrections: Corrections, rows: Rows): Raising {
  if (!isRaised(issue, corrections, rows))
    return { raised: false, audience: issue.data.audience, changes: [] }
  const audience = issueAudience({ ...issue.data, confidential: true })
  return {
    raised: true,
    audience,
    changes: [
      ...rows
        .related('event.aboutId', issue.id)
        .filter((row) => !row.data.audience.confidential)
        .map((row) => patch('event', row.id, { audience })),
      ...rows.related('effect.issueId', issue.id).map((row) => patch('effect', row.id, { audience })),
      ...rows.related('urge.issueId', issue.id).map((row) => patch('urge', row.id, { audience })),
      // Tasks of it have all ended by then; one that served others as well says nothing of this one any more.
      ...rows.related('task.issueIds', issue.id).map(({ id, data }) =>
        data.issueIds.length > 1
          ? patch('task', id, {
              issueIds: data.issueIds.filter((each) => each !== issue.id),
              parties: data.parties.filter((party) => party.issueId !== issue.id),
            })
          : patch('task', id, { audience: { ...audience, people: data.audience.people } }),
      ),
    ],
  }
}
