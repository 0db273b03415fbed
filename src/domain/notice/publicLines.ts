/** From the lines of a frozen edition to those of a notice. */
import type { Rows } from '../command/define'
import type { Screen } from '../deidentify/screen'
import type { EditionList, LedgerLine } from '../edition/rows'
import type { CampaignId, EditionId } from '../ids'
import type { SubjectKind } from '../subject/rows'
import { noticeLine } from './line'
import { isConfidentialNow, kindsOf, screenOf, type Ref } from './registerReads'
import type { NoticeLine, OmittedLine } from './rows'

/** A line of the edition as it was frozen. */
export interface FrozenLine {
  list: EditionList
  refId: string
  line: LedgerLine
}

/** Lines of a frozen edition in the order in which they are made public. */
export const frozenLines = (rows: Rows, editionId: EditionId, lists: readonly EditionList[]): FrozenLine[] =>
  lists.flatMap((wanted) =>
    rows
      .related('editionItem.editionId', editionId)
      .flatMap(({ data: { list, refId, line, removed } }) =>
        list === wanted && line && !removed ? [{ list, refId, line }] : [],
      )
      .sort((a, b) => a.line.serial - b.line.serial),
  )

/** How texts and names of these lines are made public. */
export interface Screening {
  screen: Screen
  kindOf: (name: string) => SubjectKind | undefined
}

/** `campaignId`: whose care groups are masked. `refs`: lines of which only issue or task is known. */
export function screeningOf(
  rows: Rows,
  frozen: readonly FrozenLine[],
  campaignId: CampaignId | null,
  refs: readonly Ref[] = frozen,
): Screening {
  const kindOf = kindsOf(rows, refs)
  return { kindOf, screen: screenOf(rows, refs, { campaignId, alsoNamed: namesIn(frozen, kindOf) }) }
}

/** What is made public of the lines, and what stays out because it is confidential by now. */
export function publicLines(
  rows: Rows,
  frozen: readonly FrozenLine[],
  { screen, kindOf }: Screening,
): { lines: NoticeLine[]; omitted: OmittedLine[] } {
  const lines: NoticeLine[] = []
  const omitted: OmittedLine[] = []
  for (const each of frozen) {
    const { list, refId, line } = each
    if (isConfidentialNow(rows, { list, refId, number: line.number }))
      omitted.push({ list, refId, reason: '', confidential: true })
    else lines.push(noticeLine(each, screen, kindOf))
  }
  return { lines, omitted }
}

/** 责任领导, 经办人 and 反映对象 as frozen, though the register may call them otherwise by now. */
const namesIn = (frozen: readonly FrozenLine[], kindOf: Screening['kindOf']): string[] =>
  frozen.flatMap(({ line }) => [
    ...`${line.leader}、${line.handler}`.split('、'),
    ...(kindOf(line.subject) ? [] : line.subject.split('、').filter((name) => kindOf(name) === undefined)),
  ])
