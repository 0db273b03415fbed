import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import type { Block, WordDocument } from '../../../../src/app/docx/blocks'
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
const xmlOf = async (blocks: readonly Block[]): Promise<string> =>
  (await partsOf(makeDocument({ blocks })))['word/document.xml'] ?? ''
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
  const xml = await xmlOf([{ kind: 'table', head: ['单位', '列入'], rows: [['民政办', 5]], across: true }])
  expect(xml).toMatch(/<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"\/>/u)
  const [, width] = /<w:tblW w:type="dxa" w:w="(\d+)"/u.exec(xml ?? '') ?? []
  expect(Number(width)).toBe(16838 - 2 * 1417)
})

test('what lies across has pages of its own, and those before it stay as they are', async () => {
  const xml = await xmlOf([
    { kind: 'paragraph', text: '本月列入12件。' },
    { kind: 'table', head: ['单位'], rows: [['民政办']], across: true },
    { kind: 'table', head: ['村'], rows: [['甲村']], across: true },
    { kind: 'paragraph', text: '以上。' },
  ])
  expect([...xml.matchAll(/w:orient="(\w+)"/gu)].map(([, way]) => way)).toEqual([
    'portrait',
    'landscape',
    'portrait',
  ])
})

test('numbers and names have a line of their own, sentences have the rest', async () => {
  const xml = await xmlOf([
    {
      kind: 'table',
      across: true,
      head: ['序号', '编号', '村（社区）', '反映的问题', '办理情况'],
      rows: [
        [
          1,
          '2026-0113',
          '太山庙村',
          '农房不动产登记量过没发证',
          '自然资源和规划办查了入库卡点，漏量的已经补测',
        ],
      ],
    },
  ])
  const grid = /<w:tblGrid>.*?<\/w:tblGrid>/su.exec(xml)?.[0] ?? ''
  const [order = 0, number = 0, village = 0, problem = 0, handling = 0] = [
    ...grid.matchAll(/<w:gridCol w:w="(\d+)"/gu),
  ].map(([, width]) => Number(width))
  // In twips, 240 a Chinese letter and 160 of margins.
  expect(order).toBeGreaterThanOrEqual(2 * 240 + 160)
  expect(number).toBeGreaterThanOrEqual(4.95 * 240 + 160)
  expect(village).toBeGreaterThanOrEqual(4 * 240 + 160)
  expect(village).toBeLessThan(6 * 240 + 160)
  expect(problem).toBeGreaterThan(12 * 240)
  expect(handling).toBeGreaterThan(problem)
})

test('a day keeps a line of its own, with what Word leaves free between figures and Chinese', async () => {
  const xml = await xmlOf([
    {
      kind: 'table',
      across: true,
      head: ['办理情况', '完成时限'],
      rows: [['办理中，民政办测算成本', '12月15日']],
    },
  ])
  const widths = [...xml.matchAll(/<w:gridCol w:w="(\d+)"/gu)].map(([, width]) => Number(width))
  // Four figures of half a letter, two letters, three gaps of a quarter, 240 twips a letter, 160 of margins.
  expect(widths[1]).toBeGreaterThanOrEqual((4 * 0.5 + 2 + 3 * 0.25) * 240 + 160 + 40)
})

test('a column with a sentence in it begins at the left in all its rows, figures stay in the middle', async () => {
  const xml = await xmlOf([
    {
      kind: 'table',
      head: ['项目', '数量'],
      rows: [
        ['承办的任务', 7],
        ['发布的案例、机制、品牌', 0],
      ],
    },
  ])
  const cells = [...xml.matchAll(/<w:tc>.*?<\/w:tc>/gsu)].map(
    ([cell]) => /<w:jc w:val="(\w+)"/u.exec(cell)?.[1],
  )
  expect(cells).toEqual(['center', 'center', 'left', 'center', 'left', 'center'])
})

test('a title that takes two lines is broken after the zone, a short one is not', async () => {
  const title = async (text: string) => {
    const { 'word/document.xml': xml = '' } = await partsOf(
      makeDocument({ title: text, titleBegins: '湖北曾都经济开发区' }),
    )
    return /<w:p[ >].*?<\/w:p>/su.exec(xml)?.[0] ?? ''
  }
  const long = await title('湖北曾都经济开发区2026年11月主题党日通报')
  expect(long).toMatch(/湖北曾都经济开发区<.*<w:br\/>.*>2026年11月主题党日通报</su)
  expect(await title('湖北曾都经济开发区通报')).not.toContain('<w:br/>')
})

test('who signs does not stand alone on a page, nor do sums', async () => {
  const xml = await xmlOf([
    {
      kind: 'table',
      head: ['村', '列入'],
      rows: [
        ['甲村', 1],
        ['乙村', 2],
        ['合计', 3],
      ],
      totals: true,
    },
    { kind: 'paragraph', text: '第一段' },
    { kind: 'paragraph', text: '第二段' },
    { kind: 'paragraph', look: 'right', text: '综合协调组\n2026年11月24日' },
  ])
  const kept = [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gsu)]
    .map(([paragraph]) => paragraph)
    .filter((paragraph) => /<w:keepNext\/>/u.test(paragraph))
  expect(kept.flatMap((paragraph) => textsIn(paragraph))).toEqual([
    '2026年11月办理情况通报',
    '乙村',
    '2',
    '第二段',
    '综合协调组',
  ])
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
  const xml = await xmlOf([{ kind: 'paragraph', text: 'a\u0000\u0008b <w:t> & \uD800c' }])
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
