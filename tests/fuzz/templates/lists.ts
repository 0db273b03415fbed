/** Monthly lists and the notices that are made of them. */
import { campaignId, known, template, today, type Template } from './template'

const listed = { list: 'issues', refId: known.listed } as const
const struckOff = { list: 'issues', refId: known.struckOff } as const

export const openOf = (editionId: string, month: string) =>
  ({
    name: 'edition.open',
    args: {
      editionId,
      month,
      heldOn: today,
      title: `${month}清单`,
      publicForms: ['board'],
      correctsId: null,
      reason: '',
      items: [listed, struckOff],
    },
  }) as const satisfies Template['request']

export const composeOf = (noticeId: string) =>
  ({
    name: 'notice.compose',
    args: {
      noticeId,
      editionId: known.frozen,
      title: '民情公示',
      intro: '如下。',
      closing: '请监督。',
      contact: '0722-3300000',
      lists: ['issues'],
      expiresOn: '2026-08-01',
      campaignId,
    },
  }) as const satisfies Template['request']

export const listTemplates = (newId: () => string): Template[] => [
  template('office1', openOf(newId(), '2026-04')),
  template('office1', {
    name: 'edition.addItems',
    args: { editionId: known.draft, items: [{ list: 'issues', refId: known.underWay }] },
  }),
  template('office1', {
    name: 'edition.removeItems',
    args: { editionId: known.draft, items: [listed], reason: '下月再列。' },
  }),
  template('office1', {
    name: 'edition.arrange',
    args: { editionId: known.draft, list: 'issues', refIds: [struckOff.refId], after: null },
  }),
  template(
    'office1',
    {
      name: 'edition.note',
      args: { editionId: known.draft, ...listed, decision: '加快办理。', remark: '补资金。' },
    },
    ['decision', 'remark'],
  ),
  template(
    'office1',
    {
      name: 'edition.setHead',
      args: { editionId: known.draft, changes: { title: '五月三张清单' } },
    },
    ['changes.title'],
  ),
  template('office1', { name: 'edition.freeze', args: { editionId: known.draft } }),
  template('office1', { name: 'edition.drop', args: { editionId: known.draft, reason: '重来。' } }),
  template('office1', composeOf(newId()), ['campaignId']),
  template(
    'office1',
    { name: 'notice.edit', args: { noticeId: known.noticeDraft, title: '公示', lists: ['issues', 'tasks'] } },
    ['title', 'lists'],
  ),
  template(
    'office1',
    { name: 'notice.editLine', args: { noticeId: known.noticeDraft, ...listed, problem: '渠堵了' } },
    ['problem'],
  ),
  template('office1', {
    name: 'notice.omitLine',
    args: { noticeId: known.noticeDraft, ...listed, reason: '不宜公示。' },
  }),
  template('office1', {
    name: 'notice.restoreLine',
    args: { noticeId: known.noticeDraft, ...struckOff },
  }),
  template('office1', { name: 'notice.submit', args: { noticeId: known.noticeDraft } }),
  template('office1', { name: 'notice.refuse', args: { noticeId: known.noticeSubmitted, remark: '再改。' } }),
  template('admin1', { name: 'notice.approve', args: { noticeId: known.noticeSubmitted, revision: 1 } }),
  template('office1', { name: 'notice.withdraw', args: { noticeId: known.noticePosted, reason: '有误。' } }),
  template('office1', { name: 'notice.drop', args: { noticeId: known.noticeDraft, reason: '重来。' } }),
]
