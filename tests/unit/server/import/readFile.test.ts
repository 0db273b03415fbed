import { describe, expect, test } from 'vitest'
import writeXlsx from 'write-excel-file/node'
import { FileProblem } from '../../../../src/server/import/limits'
import { readFile } from '../../../../src/server/import/readFile'
import { hostileFiles } from '../../../fixtures/register/hostileFiles'
import { makeXlsx } from '../../../fixtures/register/makeXlsx'
import { makeZip } from '../../../fixtures/register/makeZip'
import { gb18030 } from '../../../fixtures/register/gb18030'

const cellsOf = async (file: Uint8Array, name = 'x.xlsx') =>
  (await readFile(file, name)).sheets.map(({ rows }) => rows.map(({ number, cells }) => [number, ...cells]))

describe('an .xlsx', () => {
  test('gives texts, numbers, dates, truth values, results of formulas and errors as they are shown', async () => {
    const rows = [
      ['户主', { inline: '手机' }, '生日'],
      null,
      [
        '柳大山 & 子 <1>',
        16900000001,
        { day: 23802 },
        true,
        { formula: 'A1', result: '柳' },
        { formula: '1+1', result: 2 },
        { error: '#N/A' },
      ],
    ]
    expect(await cellsOf(makeXlsx([{ name: '新春村', rows }]))).toEqual([
      [
        [1, '户主', '手机', '生日'],
        [3, '柳大山 & 子 <1>', 16900000001, { date: '1965-03-01' }, true, '柳', 2, '#N/A'],
      ],
    ])
  })
  test('dates of the 1904 system', async () => {
    const file = makeXlsx([{ name: 'a', rows: [[{ day: 22340 }]] }], { isFrom1904: true })
    expect(await cellsOf(file)).toEqual([[[1, { date: '1965-03-01' }]]])
  })
  test('the first days of the 1900 system, around the day that never was', async () => {
    const file = makeXlsx([{ name: 'a', rows: [[{ day: 1 }, { day: 59 }, { day: 61 }]] }])
    expect(await cellsOf(file)).toEqual([
      [[1, { date: '1900-01-01' }, { date: '1900-02-28' }, { date: '1900-03-01' }]],
    ])
  })
  test('several sheets in order, hidden ones marked, merged areas told', async () => {
    const { sheets } = await readFile(
      makeXlsx([
        { name: '新春村', rows: [['a', null, 'b'], ['c']], merges: ['A1:B2', 'C1:C1'] },
        { name: '旧表', rows: [['x']], isHidden: true },
      ]),
      'x.xlsx',
    )
    expect(sheets.map(({ name, isHidden, merges }) => ({ name, isHidden, merges }))).toEqual([
      {
        name: '新春村',
        isHidden: false,
        merges: [
          { top: 1, bottom: 2, left: 0, right: 1 },
          { top: 1, bottom: 1, left: 2, right: 2 },
        ],
      },
      { name: '旧表', isHidden: true, merges: [] },
    ])
  })
  test('rows and cells without addresses, prefixes before every tag, text in pieces, sounds beside names', async () => {
    const xml = `<?xml version="1.0"?><x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:r><x:t>柳</x:t></x:r><x:r><x:t>大&#23665;</x:t></x:r><x:rPh><x:t>liu</x:t></x:rPh></x:is></x:c><x:c/><x:c><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>`
    expect(await cellsOf(makeXlsx([{ name: 'a', rows: [], xml }]))).toEqual([[[1, '柳大山', null, 7]]])
  })
  test('parts that lie elsewhere than usual, as WPS and others put them', async () => {
    const file = makeZip([
      {
        name: '_rels/.rels',
        content:
          '<Relationships xmlns="p"><Relationship Id="a" Type="http://x/officeDocument" Target="/book/main.xml"/></Relationships>',
      },
      {
        name: 'book/main.xml',
        content: '<workbook xmlns:r="r"><sheets><sheet name="一" sheetId="9" r:id="s"/></sheets></workbook>',
      },
      {
        name: 'book/_rels/main.xml.rels',
        content:
          '<Relationships><Relationship Id="s" Type="http://x/worksheet" Target="../tables/t.xml"/></Relationships>',
      },
      {
        name: 'tables/t.xml',
        content:
          '<worksheet><sheetData><row r="2"><c r="B2" t="str"><v>有</v></c></row></sheetData></worksheet>',
        method: 0,
      },
    ])
    expect(await cellsOf(file)).toEqual([[[2, null, '有']]])
  })
  test('styled empty cells out to the last column cost nothing', async () => {
    const xml =
      '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="3"/></row></sheetData></worksheet>'
    expect(await cellsOf(makeXlsx([{ name: 'a', rows: [], xml }]))).toEqual([[[1, 1]]])
  })
  test('what another program writes', async () => {
    const written = await writeXlsx([
      [{ value: '户主姓名' }, { value: '出生日期' }, { value: '电话' }],
      [
        { value: '柳大山' },
        { value: new Date(Date.UTC(1965, 2, 5)), type: Date, format: 'yyyy-mm-dd' },
        { value: 16900000001 },
      ],
    ]).toBuffer()
    expect(await cellsOf(written)).toEqual([
      [
        [1, '户主姓名', '出生日期', '电话'],
        [2, '柳大山', { date: '1965-03-05' }, 16900000001],
      ],
    ])
  })
})

describe('a .csv', () => {
  const text = '户主姓名,电话,备注\r\n柳大山,16900000001,"一行,\n又一行"\r\n\r\n蒋小玉,="0722331",\r\n'
  const expected = [
    [
      [1, '户主姓名', '电话', '备注'],
      [2, '柳大山', '16900000001', '一行,\n又一行'],
      [4, '蒋小玉', '0722331'],
    ],
  ]
  test.each([
    ['UTF-8', Buffer.from(text, 'utf8'), 'utf-8'],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${text}`, 'utf8'), 'utf-8'],
    ['GB18030', gb18030(text), 'gb18030'],
    ['UTF-16', Buffer.from(`\uFEFF${text}`, 'utf16le'), 'utf-16le'],
  ])('in %s', async (_name, file, encoding) => {
    const found = await readFile(file, '新春村.csv')
    expect(found).toMatchObject({ format: 'csv', encoding, sheets: [{ name: '新春村' }] })
    expect(found.sheets.map(({ rows }) => rows.map(({ number, cells }) => [number, ...cells]))).toEqual(
      expected,
    )
  })
  test.each(['\t', ';', '|'])('divided by %j', async (delimiter) => {
    const file = Buffer.from(
      ['新春村登记表,第一页', '户主,电话,组', '柳大山,1,一组', '蒋小玉,2,二组']
        .join('\n')
        .replaceAll(',', delimiter),
    )
    const [rows] = await cellsOf(file, 'x.csv')
    expect(rows?.[2]).toEqual([3, '柳大山', '1', '一组'])
  })
})

describe('a hostile file', () => {
  // What each of them may cost is bounded by the limits it meets; the worker's heap and time are the last line.
  test.each(hostileFiles.filter(({ name }) => !/bomb/.test(name)).map((file) => [file.name, file] as const))(
    '%s is refused',
    async (_name, { make, refused }) => {
      const problem = await readFile(make(), 'x').catch((error: unknown) => error)
      expect(problem).toBeInstanceOf(FileProblem)
      expect(refused).toContain((problem as FileProblem).code)
    },
    60_000,
  )
  test.each(hostileFiles.filter(({ name }) => /bomb/.test(name)).map((file) => [file.name, file] as const))(
    '%s is refused before it is unpacked',
    async (_name, { make, refused }) => {
      const problem = await readFile(make(), 'x').catch((error: unknown) => error)
      expect(problem).toBeInstanceOf(FileProblem)
      expect(refused).toContain((problem as FileProblem).code)
    },
    60_000,
  )
})
