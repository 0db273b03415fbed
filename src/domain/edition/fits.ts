/** What may stand in a list at all: nothing confidential ever, and only issues that were listed. */
import type { Rows } from '../command/define'
import type { Row } from '../rows'
import type { CalendarDate } from '../time/shanghai'
import type { EditionList } from './rows'

/** Day on which it entered the list; rows written before that was kept have a number and the day it was raised. */
export const listedOnOf = ({
  listedOn,
  number,
  raisedOn,
}: Pick<Row<'issue'>['data'], 'listedOn' | 'number' | 'raisedOn'>): CalendarDate | undefined =>
  listedOn ?? (number === null ? undefined : raisedOn)

export const isListable = ({ data }: Row<'issue'>): boolean =>
  !data.confidential && !data.audience.confidential && listedOnOf(data) !== undefined

/** Needs the read of the issue or task itself. */
export function fits(rows: Rows, list: EditionList, refId: string): boolean {
  if (list === 'tasks') return rows.get('task', refId)?.data.audience.confidential === false
  const issue = rows.get('issue', refId)
  return issue ? isListable(issue) : false
}
