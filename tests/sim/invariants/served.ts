/** What strangers are answered: a notice while it is public and no longer, a slip while it is given and no longer. */
import { slipCodeOf } from '../../../src/domain/issue/slip'
import { shanghaiDate } from '../../../src/domain/time/shanghai'
import type { Row } from '../../../src/domain/rows'
import { findNotice } from '../../../src/server/public/findNotice'
import { findSlip } from '../../../src/server/public/slip/findSlip'
import type { Store } from '../../../src/server/store/port'
import type { Counts } from '../seen'
import { demand } from './violation'

type Served = Pick<Counts, 'posted' | 'postedLines' | 'goneNotices'>

export async function checkNoticesServed(
  store: Store,
  notices: readonly Row<'notice'>[],
  nowMs: number,
): Promise<Served> {
  const counts: Served = { posted: 0, postedLines: 0, goneNotices: 0 }
  for (const { id, data } of notices) {
    const { state, expiresOn, lines } = data
    const wasPublic = state === 'posted' || state === 'withdrawn'
    const isPublic = state === 'posted' && expiresOn >= shanghaiDate(nowMs)
    const wanted = isPublic ? 'posted' : wasPublic ? 'gone' : 'nothing'
    const { found } = await findNotice(store, id, nowMs)
    demand(
      found === wanted,
      'served',
      () => `notice ${id}, ${state} until ${expiresOn}, is served as ${found}`,
    )
    if (!wasPublic) continue
    counts.posted += 1
    counts.postedLines += lines.length
    if (!isPublic) counts.goneNotices += 1
  }
  return counts
}

export async function checkSlipsServed(store: Store, issues: readonly Row<'issue'>[]): Promise<void> {
  for (const { id, data } of issues) {
    const { slipCode, slipsTakenBack = 0, number, title, words } = data
    if (slipCode) {
      const answer = JSON.stringify(await findSlip(store, { code: slipCode, number: number ?? '' }))
      demand(answer !== undefined, 'served', () => `the slip of ${id} finds nothing`)
      const tells = answer.includes(title) || answer.includes(words) || answer.includes(id)
      demand(!tells, 'served', () => `the slip of ${id} tells ${answer}`)
    }
    for (let lost = 0; lost < slipsTakenBack; lost++) {
      const answer = await findSlip(store, { code: slipCodeOf(id, lost), number: '' })
      demand(answer === undefined, 'served', () => `a slip of ${id} that was taken back is answered`)
    }
  }
}
