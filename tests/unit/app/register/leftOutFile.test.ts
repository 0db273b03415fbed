import { expect, test } from 'vitest'
import { leftOutFile } from '../../../../src/app/components/register/leftOutFile'
import { createAppI18n, translateWith } from '../../../../src/app/i18n'
import { addTexts, type TranslateAll } from '../../../../src/app/late/lateTexts'
import { readFile } from '../../../../src/server/import/readFile'
import { openZip } from '../../../../src/server/import/zip'
import type { ImportRowProblem } from '../../../../src/sync/registerImport'
import { lateZh } from '../../../support/texts'

const i18n = createAppI18n()
addTexts(i18n.global, lateZh)
const t = translateWith(i18n) as TranslateAll
const dangerous = ['=HYPERLINK("http://x","y")', '+1', '-1+1', '@SUM(1)', '\t=1', '＝1+1', "'=1", '<x>&"']
const problems: ImportRowProblem[] = dangerous.map((value, index) => ({
  sheet: '新春村',
  row: index + 2,
  column: '=电话',
  code: 'badPhone',
  value,
}))

test('what was left out is written as text that nothing computes', async () => {
  const bytes = new Uint8Array(await (await leftOutFile(t, problems, '2026-07-06')).arrayBuffer())
  const { sheets } = await readFile(bytes, 'x.xlsx')
  const [head, ...rows] = sheets[0]?.rows ?? []
  expect(head?.cells).toEqual(['工作表', '行号', '列', '原因', '表里写的'])
  expect(rows.map(({ cells }) => [cells[1], cells[2], cells[4]])).toEqual(
    dangerous.map((value, index) => [String(index + 2), '=电话', value]),
  )
  const zip = openZip(bytes)
  for (const name of zip.parts.keys()) {
    let text = ''
    for await (const piece of zip.unpack(name)) text += Buffer.from(piece).toString('utf8')
    expect(text, name).not.toContain('<f>')
  }
})
