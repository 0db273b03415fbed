/** Whether a ledger can be made of an edition yet; apart from the builder, which loads only when somebody asks. */
import { contentOfEdition } from '../../../domain/edition/content'
import type { Row } from '../../../domain/rows'
import { canonicalJson } from '../../../sync/canonical'

/** `unconfirmed`: frozen here, while number and hash come from the server, which may decide otherwise. */
export type LedgerState = 'draft' | 'dropped' | 'unconfirmed' | 'ready'

export function ledgerStateOf({ state, number, hash }: Row<'edition'>['data']): LedgerState {
  if (state !== 'frozen') return state
  return number === null || hash === null ? 'unconfirmed' : 'ready'
}

/**
 * Whether this device holds every line just as it was frozen (`src/sync/SPEC.md` JU9). Rows come page by page: an edition
 * may be here before its last lines are.
 */
export async function isAsFrozen(
  { data }: Row<'edition'>,
  items: Iterable<Row<'editionItem'>>,
): Promise<boolean> {
  const bytes = new TextEncoder().encode(canonicalJson(contentOfEdition(data, items)))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return data.hash === Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
