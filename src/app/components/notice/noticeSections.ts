import { isExpired } from '../../../domain/notice/rows'
import type { Row } from '../../../domain/rows'
import type { CalendarDate } from '../../../domain/time/shanghai'

/** In the order in which the list shows them; what was withdrawn or given up stands together. */
const noticeSections = ['submitted', 'draft', 'posted', 'expired', 'withdrawn'] as const
export type NoticeSection = (typeof noticeSections)[number]

function sectionOf({ data }: Row<'notice'>, today: CalendarDate): NoticeSection {
  if (data.state === 'dropped') return 'withdrawn'
  return data.state === 'posted' && isExpired(data, today) ? 'expired' : data.state
}

/** Newest month first within each; empty ones are left out. */
export const noticesBySection = (
  notices: readonly Row<'notice'>[],
  today: CalendarDate,
): { key: NoticeSection; notices: Row<'notice'>[] }[] =>
  noticeSections
    .map((key) => ({
      key,
      notices: notices
        .filter((notice) => sectionOf(notice, today) === key)
        .sort((a, b) => compare(b.data.month, a.data.month) || compare(b.id, a.id)),
    }))
    .filter(({ notices: found }) => found.length > 0)

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
