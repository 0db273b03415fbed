import type { EditionList } from '../../../domain/edition/rows'
import type { Notice } from '../../../domain/notice/rows'
import type { CalendarDate } from '../../../domain/time/shanghai'

/** What is typed around the lines. */
export interface NoticeHead {
  title: string
  intro: string
  closing: string
  contact: string
  expiresOn: CalendarDate
  lists: EditionList[]
}

/** A copy: what is typed must not reach into the row. */
export const headOf = ({ title, intro, closing, contact, expiresOn, lists }: Notice): NoticeHead => ({
  title,
  intro,
  closing,
  contact,
  expiresOn,
  lists: [...lists],
})

const fields = [
  'title',
  'intro',
  'closing',
  'contact',
  'expiresOn',
  'lists',
] as const satisfies (keyof NoticeHead)[]
export const headField = (path: string): string | undefined => fields.find((field) => field === path)
