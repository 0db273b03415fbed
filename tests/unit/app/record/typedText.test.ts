import { expect, test } from 'vitest'
import { typedText, type TypedTextTools } from '../../../../src/app/components/record/typedText'
import { makeFormat } from '../../../../src/app/composables/useFormat'
import type { Names } from '../../../../src/app/composables/useNames'
import { createAppI18n, translateWith } from '../../../../src/app/i18n'
import { addItems, editionId, issueA, issueB, note, open, ref } from '../../../fixtures/edition'

const t = translateWith(createAppI18n())
const tools: TypedTextTools = {
  t,
  names: {} as Names,
  format: makeFormat('zh-CN', t, () => Date.UTC(2026, 6, 1)),
  careGroup: (group) => group,
}
const linesOf = (request: Parameters<typeof typedText>[0]) =>
  typedText(request, tools).map(({ label, value }) => `${label}：${value}`)

test('a refused month is told in words, its lines by how many they were', () => {
  expect(linesOf(open())).toEqual([
    '标题：七月三张清单',
    '月份：2026-07',
    '研判日期：2026年7月1日 周三',
    '公开形式：公示栏',
    '清单条目：3 项',
  ])
  expect(linesOf(addItems(ref('issues', issueA), ref('issues', issueB)))).toEqual(['清单条目：2 项'])
})

test('a refused decision keeps what was written, without ids', () => {
  expect(linesOf(note())).toEqual(['清单：问题清单', '研究意见：月底前办结'])
  expect(linesOf(note()).join()).not.toContain(editionId)
})

test('a tag that happens to be called as one of the domain’s words stays as it is', () => {
  expect(linesOf({ name: 'subject.edit', args: { tags: ['page'] } })).toEqual(['标签：page'])
})
