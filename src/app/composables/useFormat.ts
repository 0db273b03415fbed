import { computed, type ComputedRef } from 'vue'
import { addDays, daysBetween, shanghaiDate, shanghaiTime, startOfDay } from '../../domain/time/shanghai'
import type { CalendarDate, ClockTime } from '../../domain/time/shanghai'
import { useLocale, useT, type LocaleId, type Translate } from '../i18n'
import { useMinute } from './useMinute'

/** Dates, times and amounts in the language of the page; times are always those of Asia/Shanghai. */
export interface Format {
  /** 11月22日 周日; with the year when it is not this one. */
  date(date: CalendarDate): string
  /** 2026年11月22日 周日 */
  fullDate(date: CalendarDate): string
  /** 昨天, 今天, 明天, else as `date`. */
  day: (date: CalendarDate) => string
  /** 14:05, on the 24-hour clock, from an instant (ms) or an `HH:mm`. */
  time(at: number | ClockTime): string
  /** 今天 14:05, 昨天 09:30, 11月20日 14:05, 2025年3月1日 14:05 */
  moment(atMs: number): string
  /** 刚刚, 5分钟前, 3小时前, 昨天, 3天前; after 30 days the date. An instant ahead of this clock is written out. */
  ago(atMs: number): string
  /** Age in days, hours or minutes for "oldest unsent": 3天, 5小时, 12分钟, 不到 1 分钟 */
  age(fromMs: number): string
  /** 12,691 */
  count(value: number): string
  /** A share of 1 as 86% */
  percent(share: number): string
  /** 186 KB, 1.2 MB; 1024 bytes to the KB, as phones show storage. */
  size(bytes: number): string
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs
/** Phone clocks are off by a minute or two; "in 40 seconds" would only confuse. */
const tolerableSkewMs = 2 * minuteMs

/**
 * @param nowMs the present by this device's clock; read at each call, so that words renew with it.
 */
export function makeFormat(locale: LocaleId, t: Translate, nowMs: () => number): Format {
  const language = locale === 'en' ? 'en-GB' : 'zh-CN'
  const intl = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { timeZone: 'Asia/Shanghai', ...options })
  const dayAndMonth = intl({ month: locale === 'en' ? 'short' : 'long', day: 'numeric' })
  const withYear = intl({ year: 'numeric', month: locale === 'en' ? 'short' : 'long', day: 'numeric' })
  const weekday = intl({ weekday: 'short' })
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 })
  const share = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 })
  const tenth = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  const duration = (unit: 'day' | 'hour' | 'minute') =>
    new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: locale === 'en' ? 'long' : 'short' })
  const durations = { day: duration('day'), hour: duration('hour'), minute: duration('minute') }

  const today = (): CalendarDate => shanghaiDate(nowMs())
  /** Noon, so that no rounding can move it into another day. */
  const noon = (date: CalendarDate): number => startOfDay(date) + 12 * hourMs
  const plain = (date: CalendarDate): string =>
    (date.slice(0, 4) === today().slice(0, 4) ? dayAndMonth : withYear).format(noon(date))
  const withWeekday = (text: string, date: CalendarDate): string =>
    locale === 'en' ? `${weekday.format(noon(date))}, ${text}` : `${text} ${weekday.format(noon(date))}`
  const nearDay = (date: CalendarDate): string | undefined => {
    const days = daysBetween(today(), date)
    return Math.abs(days) <= 1 ? capital(relative.format(days, 'day')) : undefined
  }
  const isDate = (date: CalendarDate): boolean =>
    Number.isFinite(startOfDay(date)) && addDays(date, 0) === date

  return {
    date: (date) => (isDate(date) ? withWeekday(plain(date), date) : date),
    fullDate: (date) => (isDate(date) ? withWeekday(withYear.format(noon(date)), date) : date),
    day: (date) => (isDate(date) ? (nearDay(date) ?? withWeekday(plain(date), date)) : date),
    time: (at) => (typeof at === 'number' ? shanghaiTime(at) : at.slice(0, 5)),
    moment(atMs) {
      const date = shanghaiDate(atMs)
      return `${nearDay(date) ?? plain(date)} ${shanghaiTime(atMs)}`
    },
    ago(atMs) {
      const passedMs = nowMs() - atMs
      if (passedMs < -tolerableSkewMs) return this.moment(atMs)
      if (passedMs < minuteMs) return t('ui.justNow')
      if (passedMs < hourMs) return relative.format(-Math.floor(passedMs / minuteMs), 'minute')
      const days = daysBetween(shanghaiDate(atMs), today())
      if (days === 0) return relative.format(-Math.floor(passedMs / hourMs), 'hour')
      return days <= 30 ? relative.format(-days, 'day') : plain(shanghaiDate(atMs))
    },
    age(fromMs) {
      const passedMs = Math.max(0, nowMs() - fromMs)
      if (passedMs < minuteMs) return t('ui.underMinute')
      if (passedMs < hourMs) return durations.minute.format(Math.floor(passedMs / minuteMs))
      if (passedMs < 24 * hourMs) return durations.hour.format(Math.floor(passedMs / hourMs))
      return durations.day.format(Math.floor(passedMs / (24 * hourMs)))
    },
    count: (value) => whole.format(value),
    percent: (value) => share.format(value),
    size(bytes) {
      const units = ['B', 'KB', 'MB', 'GB', 'TB'] as const
      let value = bytes
      let unit = 0
      while (value >= 1023.5 && unit < units.length - 1) {
        value /= 1024
        unit += 1
      }
      return `${(unit < 2 ? whole : tenth).format(value)} ${units[unit] ?? 'B'}`
    },
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** The formatter of the page's language; what it says of "ago" renews each minute inside templates. */
export function useFormat(): ComputedRef<Format> {
  const locale = useLocale()
  const t = useT()
  const minute = useMinute()
  return computed(() => makeFormat(locale.value, t, () => Math.max(minute.value, 0)))
}
