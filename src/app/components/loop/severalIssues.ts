import type { Row } from '../../../domain/rows'

/**
 * Names what a step on one or several issues is about, in its draft's id: the words for several are those of just these,
 * in whatever order they were chosen, and never those of one of them alone.
 */
export const idOfAll = (issues: readonly Row<'issue'>[]): string =>
  issues
    .map(({ id }) => id)
    .sort()
    .join('+')

/** The ids that such a name stands for. */
export const idsOfAll = (name: string): string[] => name.split('+')
