/** What one row of the register says, ready to be shown. */
import type { IconName } from '../ui/icons'
import type { Piece } from './markText'

export interface SubjectRowView {
  id: string
  /** Other than a household. */
  icon: IconName | undefined
  name: string
  /** The name in pieces, where a part of it is to be marked. */
  namePieces: readonly Piece[] | undefined
  /** Where, within the heading above. */
  where: string
  wherePieces: readonly Piece[] | undefined
  /** What a search found that the row does not show otherwise. */
  note: readonly Piece[] | undefined
  /** When it was last visited, in words. */
  visit: string
  /** How many issues are open, in words. */
  openIssues: string | undefined
  /** That there is something unsent, in words. */
  unsent: string | undefined
  /** A link; without it the row is a button. */
  href: string | undefined
  isCurrent: boolean
}
