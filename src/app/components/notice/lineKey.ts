import type { EditionList } from '../../../domain/edition/rows'

/** Names a line of a notice in an address or a draft. */
export const lineKey = ({ list, refId }: { list: EditionList; refId: string }): string => `${list}.${refId}`
