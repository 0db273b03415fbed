/**
 * The official list as it stands in the yearly notice, pasted as text: `元旦：1月1日（周五）至3日（周日）放假调休，共3天。1月4日（周日）上班。`
 * What was understood is shown and can be put right before it is saved.
 */
import type { CalendarYearRow } from '../../../domain/settings/rows'
import type { CalendarDate } from '../../../domain/time/shanghai'

const names = [
  '元旦',
  '春节',
  '清明节',
  '清明',
  '劳动节',
  '端午节',
  '端午',
  '中秋节',
  '中秋',
  '国庆节',
  '国庆',
]
/** Lists of names come with 和 or 、, as 国庆节、中秋节 do in years in which they meet. */
const headOf = new RegExp(`((?:${names.join('|')})(?:[、和](?:${names.join('|')}))*)[：:]`, 'g')

export function readHolidays(text: string, year: number): Pick<CalendarYearRow, 'holidays' | 'makeUpDays'> {
  const heads = [...text.matchAll(headOf)]
  const found: Pick<CalendarYearRow, 'holidays' | 'makeUpDays'> = { holidays: [], makeUpDays: [] }
  heads.forEach((head, at) => {
    const part = text
      .slice(head.index + head[0].length, heads[at + 1]?.index ?? text.length)
      .replace(/[（(][^）)]*[）)]/g, '')
    const days = readDays(part, year)
    const work = part.search(/放假|休/)
    const off = days.filter(({ place }) => work < 0 || place < work)
    const [from, to] = [off[0]?.date, off.at(-1)?.date]
    if (from && to) found.holidays.push({ name: head[1] ?? '', from, to })
    // Only what stands before 上班, and after the days off.
    const until = part.lastIndexOf('上班')
    for (const { date, place } of days)
      if (place > work && work >= 0 && place < until) found.makeUpDays.push(date)
  })
  return found
}

/** Dates in their order; a day without a month is of the month before it, and one without a year of this one. */
function readDays(part: string, year: number): { date: CalendarDate; place: number }[] {
  let month = ''
  return [...part.matchAll(/(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日/g)].flatMap((match) => {
    const [, ofYear, ofMonth, day = ''] = match
    month = ofMonth ?? month
    if (month === '') return []
    const date = `${ofYear ?? year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
    return [{ date, place: match.index }]
  })
}
