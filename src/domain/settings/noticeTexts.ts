/** 公示用语: what a new notice begins with, until somebody writes it otherwise. */
import { may } from '../access/may'
import { accept, defineCommand, ifHeld, put, reject } from '../command/define'
import type { Row } from '../rows'
import { freeText, object } from '../schema'
import { fieldChanges, settingsEvent } from './history'
import { noticeTextsId, type NoticeTexts } from './rows'

/** Filled in when a notice is begun. */
export const noticeBlanks = { zone: '【园区】', month: '【月份】' } as const

/**
 * As on the boards of villages; public text, so in Chinese whatever the page speaks. 【园区】 and 【月份】 are filled in
 * when a notice is begun.
 */
export const usualNoticeTexts: NoticeTexts = {
  title: '【园区】【月份】民情问题办理公示',
  intro: '为接受群众监督，现将【月份】群众反映问题的办理情况公示如下。',
  closing: '对公示内容有异议的，请在公示期内向村（社区）干部或园区综合协调组反映。',
  contact: '',
}

/** What a new notice begins with in this zone. */
export const noticeDefaults = (rows: Iterable<Pick<Row<'noticeTexts'>, 'id' | 'data'>>): NoticeTexts => {
  for (const { id, data } of rows) if (id === noticeTextsId) return { ...usualNoticeTexts, ...data }
  return usualNoticeTexts
}

/** Those words for one notice: `month` as people say it (2026年11月). */
export function noticeTextsFor(
  texts: NoticeTexts,
  { zone, month }: { zone: string; month: string },
): NoticeTexts {
  const fill = (text: string): string =>
    text.replaceAll(noticeBlanks.zone, zone).replaceAll(noticeBlanks.month, month)
  return { ...texts, title: fill(texts.title), intro: fill(texts.intro), closing: fill(texts.closing) }
}

/** 修改公示用语: notices that are there already keep their words. */
export const noticeTextsEdit = defineCommand('noticeTexts.edit@1', {
  args: object({
    title: freeText({ max: 60, min: 1 }),
    intro: freeText({ max: 500 }),
    closing: freeText({ max: 500 }),
    contact: freeText({ max: 200 }),
  }),
  reads: () => [ifHeld('noticeTexts', noticeTextsId)],
  decide(context) {
    const { args, actor, rows } = context
    if (!may(actor, 'noticeTexts.edit', {})) return reject('notPermitted')
    const row = rows.get('noticeTexts', noticeTextsId)
    const changes = fieldChanges({ ...noticeDefaults(row ? [row] : []) }, args)
    if (changes.length === 0) return reject('nothingToChange')
    return accept([
      put('noticeTexts', noticeTextsId, args),
      settingsEvent(
        context,
        'settings.changed',
        { kind: 'noticeTexts', id: noticeTextsId, name: '' },
        { changes },
      ),
    ])
  },
})
