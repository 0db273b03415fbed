/** Settings of a zone that rules go by. A row that is absent stands for the usual ones. */
import type { CalendarDate } from '../time/shanghai'

/** 工作规则: numbers of the closed loop. Working days unless said otherwise. */
export interface Rules {
  /** 临期: due within so many, today included. */
  dueSoonDays: number
  /** 红色: overdue by so many. */
  redAfterDays: number
  /** 退件: so many after signing. */
  handBackDays: number
  /** 交办、认领: what a task is given unless another day is chosen. */
  taskDays: number
  /** 督办: a reply is asked for within so many. */
  replyDays: number
  /** 待观察 after a strike-off, calendar days. */
  provisionalDays: number
  /** 暂缓: looked at again after so many calendar days. */
  reviewDays: number
  /** 抽查回访: issues drawn at a time. */
  drawSize: number
}

/** 工作日历 of one year, as the State Council General Office announces it; it stands before a built-in one. */
export interface CalendarYearRow {
  year: number
  /** Days off, first and last of each holiday. */
  holidays: { name: string; from: CalendarDate; to: CalendarDate }[]
  /** Saturdays and Sundays that are worked (调休上班). */
  makeUpDays: CalendarDate[]
}

/** 公示用语: what a new notice begins with. */
export interface NoticeTexts {
  title: string
  intro: string
  closing: string
  /** 监督电话 and the like. */
  contact: string
}

/** One row per zone. */
export const rulesId = 'rules'
export const noticeTextsId = 'noticeTexts'
export const calendarYearId = (year: number): string => String(year)
