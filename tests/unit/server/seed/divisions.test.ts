import { describe, expect, test } from 'vitest'
import { makeVillages } from '../../../../src/server/seed/areas'
import { parseDivisions } from '../../../../src/server/seed/divisions'
import { demoZoneCode } from '../../../../src/server/seed/zone'
import { demoDivisions, divisionsText } from './demoDivisions'

const header = 'code,name,township_code,township,county_code,county'
const row = '421303499200,新春村委会,421303499,湖北曾都经济开发区,421303,曾都区'

describe('list of divisions', () => {
  test('the whole file is read: every row a village with a name people say', () => {
    expect(demoDivisions.villages).toHaveLength(divisionsText.trimEnd().split('\n').length - 1)
    const endings = demoDivisions.villages.filter(({ name }) => !/[^村]村$|社区$/.test(name))
    expect(endings).toEqual([])
  })

  test('the demo zone has the nine villages and communities of the list, with their codes', () => {
    const { name, villages } = makeVillages(demoDivisions, demoZoneCode)
    expect(name).toBe('湖北曾都经济开发区')
    expect(villages.map((village) => [village.code, village.name])).toEqual([
      ['421303499001', '两水沟社区'],
      ['421303499002', '星光社区'],
      ['421303499003', '首义社区'],
      ['421303499005', '六草屋社区'],
      ['421303499200', '新春村'],
      ['421303499201', '龚家棚村'],
      ['421303499203', '太山庙村'],
      ['421303499204', '周家寨村'],
      ['421303499205', '余家老湾村'],
    ])
  })

  test('every village has groups whose ids begin with its code', () => {
    for (const { code, groups } of makeVillages(demoDivisions, demoZoneCode).villages) {
      expect(groups.length).toBeGreaterThanOrEqual(5)
      expect(groups.map(({ id }) => id)).toEqual(groups.map((_, index) => `${code}-0${index + 1}`))
    }
  })

  test.each([
    ['CRLF', `${header}\r\n${row}\r\n`],
    ['LF without a last newline', `${header}\n${row}`],
    ['a byte order mark and blank lines', `\uFEFF${header}\r\n\r\n${row}\r\n\r\n`],
  ])('a file with %s reads the same', (_, text) => {
    expect(parseDivisions(text).villages).toEqual([
      {
        code: '421303499200',
        officialName: '新春村委会',
        name: '新春村',
        kind: 'village',
        townshipCode: '421303499',
      },
    ])
  })

  test.each([
    ['a field too few', row.replace(',曾都区', '')],
    ['a field too many', `${row},随州市`],
    ['a village outside of its township', row.replace(',421303499,', ',421303001,')],
    ['a short code', row.replace('421303499200', '42130349920')],
    ['an empty name', row.replace('新春村委会', '')],
  ])('%s is refused with its line number', (_, bad) => {
    expect(() => parseDivisions(`${header}\n${row}\n${bad}\n`)).toThrow(/line 3/)
  })

  test('a repeated code and a strange header are refused', () => {
    expect(() => parseDivisions(`${header}\n${row}\n${row}`)).toThrow(/line 3 repeats/)
    expect(() => parseDivisions(`a,b,c\n${row}`)).toThrow(/first line/)
  })

  test('a zone that the list lacks is refused', () => {
    expect(() => makeVillages(demoDivisions, '421303999')).toThrow(/421303999/)
  })
})
