import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import type { WordDocument } from '../../../../src/app/docx/blocks'
import { wordBytes, wordFile, wordType } from '../../../../src/app/docx/wordFile'

const makeDocument = (overrides: Partial<WordDocument> = {}): WordDocument => ({
  title: '2026年11月办理情况通报',
  author: '青坪经开区综合协调组',
  createdOn: '2026-11-30',
  blocks: [
    { kind: 'heading', text: '一、总体情况' },
    { kind: 'paragraph', text: '本月列入12件。\n其中按时办结9件。' },
    {
      kind: 'table',
      head: ['单位', '列入'],
      rows: [
        ['民政办', 5],
        ['合计', 5],
      ],
      totals: true,
    },
  ],
  ...overrides,
})
const partsOf = async (document: WordDocument): Promise<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(unzipSync(await wordBytes(document))).map(([name, bytes]) => [name, strFromU8(bytes)]),
  )
const textsIn = (xml = ''): string[] =>
  [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gsu)]
    .map(([paragraph]) =>
      [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)/gu)].map(([, text]) => text).join(''),
    )
    .filter(Boolean)

test('title, headings, paragraphs and cells stand in the file in their order', async () => {
  const { 'word/document.xml': xml } = await partsOf(makeDocument())
  expect(textsIn(xml)).toEqual([
    '2026年11月办理情况通报',
    '一、总体情况',
    '本月列入12件。',
    '其中按时办结9件。',
    '单位',
    '列入',
    '民政办',
    '5',
    '合计',
    '5',
  ])
})

test('the page is A4 with the margins of GB/T 9704, the text 16 pt in lines of exactly 28', async () => {
  const parts = await partsOf(makeDocument())
  const xml = parts['word/document.xml'] ?? ''
  // In twips: 210 × 297 mm; 37, 26, 35, 28 mm.
  expect(xml).toMatch(/<w:pgSz w:w="11906" w:h="16838" w:orient="portrait"\/>/u)
  expect(xml).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/u)
  expect(xml).toContain('w:line="560" w:lineRule="exact"')
  expect(parts['word/styles.xml']).toMatch(/<w:docDefaults>.*w:eastAsia="仿宋".*<w:sz w:val="32"\/>/su)
})

test('a page that lies across has its sides turned and its table as wide as it', async () => {
  const { 'word/document.xml': xml } = await partsOf(makeDocument({ landscape: true }))
  expect(xml).toMatch(/<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"\/>/u)
  const [, width] = /<w:tblW w:type="dxa" w:w="(\d+)"/u.exec(xml ?? '') ?? []
  expect(Number(width)).toBe(16838 - 2 * 1417)
})

test('the head of a table is repeated on each page, and no row is torn', async () => {
  const { 'word/document.xml': xml = '' } = await partsOf(makeDocument())
  expect(xml.match(/<w:tblHeader\/>/gu)).toHaveLength(1)
  expect(xml.match(/<w:cantSplit\/>/gu)).toHaveLength(3)
})

test('pages are numbered at their outer side', async () => {
  const parts = await partsOf(makeDocument())
  const footers = Object.entries(parts).filter(([name]) => /^word\/footer\d+\.xml$/u.test(name))
  expect(footers.map(([, xml]) => /<w:jc w:val="(\w+)"/u.exec(xml)?.[1]).sort()).toEqual(['left', 'right'])
  expect(footers.every(([, xml]) => xml.includes('PAGE'))).toBe(true)
})

test('what XML can not carry is left out, and marks of it stay text', async () => {
  const { 'word/document.xml': xml } = await partsOf(
    makeDocument({ blocks: [{ kind: 'paragraph', text: 'a\u0000\u0008b <w:t> & \uD800c' }] }),
  )
  expect(textsIn(xml).at(-1)).toBe('ab &lt;w:t&gt; &amp; c')
})

test('the same document gives the same bytes', async () => {
  const [one, two] = [await wordBytes(makeDocument()), await wordBytes(makeDocument())]
  expect(one).toEqual(two)
  const { 'docProps/core.xml': core } = await partsOf(makeDocument())
  expect(core?.match(/2026-11-29T16:00:00Z/gu)).toHaveLength(2)
})

test('it is a Word file to the browser', async () => {
  expect((await wordFile(makeDocument())).type).toBe(wordType)
})
