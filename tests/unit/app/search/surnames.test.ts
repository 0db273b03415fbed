import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { readingLine, type NameKey } from '../../../../src/app/search/readings'
import { compoundSurnames, singleSurnames, surnameRules } from '../../../../src/app/search/surnames'
import { findIn, makeIndex, namesOf } from './register'

/** Syllables of each character of a name, the usual one first. */
const readingOf = (key: NameKey): string[][] =>
  (readingLine(key).split('\t')[1] ?? '').split(' ').map((cell) => cell.split('/'))

describe('surnames that are read otherwise than the same character elsewhere', () => {
  test.each([...singleSurnames])('%s', (surname, readings) => {
    const [first] = readingOf(`p${surname}明`)
    expect(first?.slice(0, readings.length)).toEqual(readings)
    const entries = namesOf(`${surname}明`)
    const index = makeIndex(entries)
    for (const reading of readings) {
      expect(findIn(index, entries, `${reading}ming`)).toEqual([`${surname}明`])
      expect(findIn(index, entries, `${reading.charAt(0)}m`)).toEqual([`${surname}明`])
    }
  })

  test.each([...compoundSurnames])('%s', (surname, parts) => {
    expect(parts).toHaveLength([...surname].length)
    expect(
      readingOf(`p${surname}明`)
        .slice(0, parts.length)
        .map(([usual]) => usual),
    ).toEqual(parts)
    const entries = namesOf(`${surname}明`)
    const index = makeIndex(entries)
    expect(findIn(index, entries, parts.join(''))).toEqual([`${surname}明`])
    expect(findIn(index, entries, parts.map((part) => part.charAt(0)).join(''))).toEqual([`${surname}明`])
  })

  // As a dictionary gives them, written down apart from the table.
  test.each([
    ['单平', 'shan'],
    ['仇平', 'qiu'],
    ['解平', 'xie'],
    ['查平', 'zha'],
    ['区平', 'ou'],
    ['曾平', 'zeng'],
    ['任平', 'ren'],
    ['华平', 'hua'],
    ['盖平', 'ge'],
    ['缪平', 'miao'],
    ['朴平', 'piao'],
    ['翟平', 'zhai'],
    ['覃平', 'qin'],
    ['覃平', 'tan'],
    ['种平', 'chong'],
    ['重平', 'chong'],
    ['洗平', 'xian'],
    ['冼平', 'xian'],
    ['黑平', 'he'],
    ['祭平', 'zhai'],
    ['秘平', 'bi'],
    ['尉平', 'wei'],
    ['尉迟平', 'yuchi'],
    ['万俟平', 'moqi'],
    ['长孙平', 'zhangsun'],
    ['单于平', 'chanyu'],
    ['澹台平', 'tantai'],
    ['令狐平', 'linghu'],
    ['乐正平', 'yuezheng'],
    ['乐平', 'yue'],
    ['员平', 'yun'],
    ['贠平', 'yun'],
    ['召平', 'shao'],
    ['折平', 'she'],
    ['繁平', 'po'],
    ['能平', 'nai'],
    ['那平', 'na'],
    ['燕平', 'yan'],
    ['葛平', 'ge'],
    ['宁平', 'ning'],
    ['吕平', 'lv'],
    ['逄平', 'pang'],
    ['乜平', 'nie'],
    ['车平', 'che'],
    ['隗平', 'wei'],
    ['隗平', 'kui'],
    ['谌平', 'chen'],
    ['谌平', 'shen'],
    ['柏平', 'bai'],
    ['卜平', 'bu'],
    ['句平', 'gou'],
    ['费平', 'fei'],
    ['贾平', 'jia'],
    ['石平', 'shi'],
    ['陆平', 'lu'],
    ['盛平', 'sheng'],
    ['藏平', 'zang'],
    ['褚平', 'chu'],
    ['欧阳平', 'ouyang'],
    ['上官平', 'shangguan'],
    ['皇甫平', 'huangfu'],
    ['司马平', 'sima'],
  ])('%s is found as %s', (name, pinyin) => {
    const entries = namesOf(name)
    expect(findIn(makeIndex(entries), entries, `${pinyin}ping`)).toEqual([name])
  })
})

describe('readings', () => {
  test('a place or a firm is not called by a surname, unless a family gives it its name', () => {
    expect(readingOf('o解放路社区')[0]?.[0]).toBe('jie')
    expect(readingOf('o区农业局')[0]?.[0]).toBe('qu')
    expect(readingOf('o单家湾')[0]?.[0]).toBe('shan')
  })

  test('a surname alone, a mixed name and a rare character each have as many cells as characters', () => {
    for (const name of ['解', '李A3', '𠮷明', '单于', '·王'])
      expect(readingOf(`p${name}`), name).toHaveLength([...name].length)
  })

  test('no reading has tones, capitals or an ü', () => {
    const name = [...singleSurnames.keys(), '女', '绿', '略', '嗯', '儿'].join('')
    for (const syllable of readingOf(`o${name}`).flat()) expect(syllable).toMatch(/^(?:[a-z]+|-)$/)
  })
})

test('the rules’ number is raised when the table changes, so that phones read their names anew', () => {
  const table = JSON.stringify([[...singleSurnames], [...compoundSurnames]])
  const hash = createHash('sha256').update(table).digest('hex').slice(0, 12)
  expect({ surnameRules, hash }).toMatchInlineSnapshot(`
    {
      "hash": "9010f6ee833e",
      "surnameRules": 1,
    }
  `)
})
