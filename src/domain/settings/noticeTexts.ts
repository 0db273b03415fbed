/** 公示用语: what a new notice begins with, until somebody writes it otherwise. */
import { may } from '../access/may'
import { accept, defineCommand, ifHeld, put, reject } from '../command/define'
import type { Row } from '../rows'
import { freeText, object } from '../schema'
import { fieldChanges, settingsEvent } from './history'
import { noticeTextsId, type NoticeTexts } from './rows'

/** As on the boards of villages; public text, so in Chinese whatever the page speaks. */
export const usualNoticeTexts: NoticeTexts = {
  title: '民情办理情况公示',
  intro: '现将近期群众反映问题的办理情况公示如下，请大家监督。',
  closing: '对办理情况有意见的，请向村（社区）干部或园区综合协调组反映。',
  contact: '',
}

/** What a new notice begins with in this zone. */
export const noticeDefaults = (rows: Iterable<Pick<Row<'noticeTexts'>, 'id' | 'data'>>): NoticeTexts => {
  for (const { id, data } of rows) if (id === noticeTextsId) return { ...usualNoticeTexts, ...data }
  return usualNoticeTexts
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
