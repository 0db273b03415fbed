import { describe, expect, test } from 'vitest'
import { reasons } from '../../../../src/app/search/messages'
import { findIn, makeEntry, makeIndex, namesOf, readAll, shownBy } from './register'

describe('what finds a name', () => {
  const entries = namesOf('张三', '张三丰', '周生', '吕布', '欧阳修', 'ＫＴＶ三厅')
  const index = makeIndex(entries)
  const find = (query: string): string[] => findIn(index, entries, query)

  test.each([
    ['the name', '张三', ['张三', '张三丰']],
    ['initials', 'zs', ['张三', '周生', '张三丰']],
    ['doubled initials', 'zhsh', ['周生']],
    ['whole pinyin', 'zhangsan', ['张三', '张三丰']],
    ['pinyin that is not finished', 'zhangsanf', ['张三丰']],
    ['a syllable that is not finished', 'zhan', ['张三', '张三丰']],
    ['letters and characters mixed', 'zhang三', ['张三', '张三丰']],
    ['characters and initials mixed', '张sf', ['张三丰']],
    ['capital and full-width letters', 'ＺＳＦ', ['张三丰']],
    ['an apostrophe between syllables', "zhang'san", ['张三', '张三丰']],
    ['ü as v', 'lvbu', ['吕布']],
    ['ü as u', 'lubu', ['吕布']],
    ['ü as it is', 'lübu', ['吕布']],
    ['two surnames’ characters', 'oyx', ['欧阳修']],
    ['inside the name', '三丰', ['张三丰']],
    ['pinyin inside the name', 'sanfeng', ['张三丰']],
    ['letters in the name', 'ktv', ['ＫＴＶ三厅']],
    ['blanks between the syllables', 'zhang san', ['张三', '张三丰']],
  ])('%s', (_what, query, expected) => {
    expect(find(query)).toEqual(expected)
  })

  test('one letter inside of a name finds nothing, or everybody would be found', () => {
    expect(find('f')).toEqual([])
  })

  test('half a syllable in the middle of a word is no pinyin, at best it sounds like it', () => {
    expect(find('zhas')).toEqual([])
    expect(index.find('zhansa', {})).toMatchObject({ near: 2 })
  })
})

describe('several words', () => {
  const entries = [
    makeEntry(0, { name: '李明', phone: '139 1111 7788' }),
    makeEntry(1, { name: '李明', areaId: 'V2', groupId: null, phone: '13822223333' }),
    makeEntry(2, { name: '张明', address: '一组 52号', tags: ['党员户'] }),
  ]
  const index = makeIndex(entries)
  const slots = (query: string): number[] => [...index.find(query, {}).slots]

  test('must all be found, each where it may', () => {
    expect(slots('向阳 李')).toEqual([0])
    expect(slots('李 7788')).toEqual([0])
    expect(slots('xiangyang zm')).toEqual([2])
    expect(slots('李 党员')).toEqual([])
  })

  test('a phone’s end may follow the name without a blank', () => {
    expect(slots('李7788')).toEqual([0])
    expect(slots('lm3333')).toEqual([1])
  })

  test('a house number, a tag and most of a phone number are found, two digits of a phone are not', () => {
    expect(slots('52号')).toEqual([2])
    expect(slots('党员')).toEqual([2])
    expect(slots('13911')).toEqual([0])
    expect(slots('88')).toEqual([])
  })

  test('places are found by pinyin in every reading of their characters', () => {
    expect(slots('zengdu')).toEqual([1])
    expect(slots('cengdu')).toEqual([1])
  })
})

describe('the order', () => {
  test('is: the very name, its beginning, initials, pinyin, inside, the place, the phone', () => {
    const entries = [
      makeEntry(0, { name: '钱某', phone: '13900001234' }),
      makeEntry(1, { name: '赵丹丹', groupId: 'V1-02', address: '丹山路' }),
      makeEntry(2, { name: '陈丹青' }),
      makeEntry(3, { name: '丹阳' }),
      makeEntry(4, { name: '丹' }),
    ]
    const index = makeIndex(entries.map((entry) => ({ ...entry, groupId: 'V1-01' })))
    expect(findIn(index, entries, '丹')).toEqual(['丹', '丹阳', '陈丹青', '赵丹丹'])
    const same = namesOf('三', '张山', '石三', '三石', '盛杉', '沈晟')
    expect(findIn(makeIndex(same), same, 'ss')).toEqual(['三石', '沈晟', '盛杉', '石三'])
    const words = namesOf('安利', '阿利', '李安')
    expect(findIn(makeIndex(words), words, 'al')).toEqual(['阿利', '安利'])
  })

  test('puts the group with the best hit first and keeps a group together', () => {
    const entries = [
      makeEntry(0, { name: '李三强', groupId: 'V1-01' }),
      makeEntry(1, { name: '三强', groupId: 'V1-02' }),
      makeEntry(2, { name: '周三强', groupId: 'V1-02' }),
      makeEntry(3, { name: '三强子', groupId: 'V1-01' }),
    ]
    const index = makeIndex(entries)
    expect(findIn(index, entries, '三强')).toEqual(['三强', '周三强', '三强子', '李三强'])
    expect([...index.find('三强', {}).runs]).toEqual([2, 2])
  })

  test('without words is village, group and sound', () => {
    const entries = [
      makeEntry(0, { name: '单明', areaId: 'V2', groupId: null }),
      makeEntry(1, { name: '张明', groupId: 'V1-02' }),
      makeEntry(2, { name: '单强', groupId: 'V1-02' }),
      makeEntry(3, { name: '无组', groupId: null }),
      makeEntry(4, { name: '丁一' }),
    ]
    expect(findIn(makeIndex(entries), entries, '')).toEqual(['丁一', '单强', '张明', '无组', '单明'])
  })

  test('says why: which of a subject’s things was found', () => {
    const entries = [
      makeEntry(0, { contactName: '王大海' }),
      makeEntry(1, { members: ['王小满', '王小暑'] }),
      makeEntry(2, { tags: ['外出务工'] }),
      makeEntry(3, { phone: '13900005678' }),
      makeEntry(4, { address: '桥头' }),
      makeEntry(5, { groupId: 'V1-02' }),
    ]
    const index = makeIndex(entries)
    const why = (query: string): (string | undefined)[] =>
      [...index.find(query, {}).why].map((reason) => reasons[reason])
    expect(why('大海')).toEqual(['contact'])
    expect(why('小暑')).toEqual(['member'])
    expect(why('务工')).toEqual(['tag'])
    expect(why('5678')).toEqual(['phone'])
    expect(why('桥头')).toEqual(['address'])
    expect(why('单家')).toEqual(['place'])
    expect(why('王 桥头')).toEqual(['address'])
  })
})

describe('what is marked', () => {
  const entries = namesOf('张三丰', 'ＡＢ 张三', '尉迟恭')
  const index = makeIndex(entries)
  test.each([
    ['三丰', '三丰'],
    ['zs', '张三'],
    ['zhangsanf', '张三丰'],
    ['张 丰', '张丰'],
    ['ychi', '尉迟'],
  ])('%s', (query, marked) => {
    expect(shownBy(index, entries, query)[0]?.marked).toBe(marked)
  })

  test('the characters as they are shown, also where they are written in full width and with blanks', () => {
    expect(shownBy(index, entries, 'b张')).toEqual([{ name: 'ＡＢ 张三', marked: 'Ｂ张' }])
  })
})

describe('what sounds alike', () => {
  test.each([
    ['n for ng', 'zhansan', '张三'],
    ['z for zh', 'zangsan', '张三'],
    ['l for n', 'linghao', '宁昊'],
    ['another character of the same sound', '章三', '张三'],
  ])('is found when hardly anything else is: %s', (_what, query, name) => {
    const entries = namesOf('张三', '宁昊', '章鱼')
    const index = makeIndex(entries)
    expect(findIn(index, entries, query)).toContain(name)
    expect(index.find(query, {}).near).toBeGreaterThan(0)
  })

  test('comes after what was really typed, and not at all where enough was found', () => {
    const entries = namesOf('张三', '占三')
    expect(findIn(makeIndex(entries), entries, 'zhansan')).toEqual(['占三', '张三'])
    const many = namesOf('占三', '詹三', '展三', '张三')
    expect(findIn(makeIndex(many), many, 'zhansan')).not.toContain('张三')
  })
})

describe('filters', () => {
  const entries = [
    makeEntry(0, { name: '甲', lastVisit: '2026-06-01', openIssues: 1 }),
    makeEntry(1, { name: '乙', lastVisit: '2026-07-01', careGroups: ['care-alone'] }),
    makeEntry(2, { name: '丙', groupId: 'V1-02' }),
    makeEntry(3, { name: '丁厂', kind: 'enterprise', areaId: 'V2', groupId: null }),
  ]
  const index = makeIndex(entries)
  test.each([
    ['village', { areaId: 'V2' }, ['丁厂']],
    ['other villages', { outsideAreas: ['V2'] }, ['甲', '乙', '丙'].sort()],
    ['group', { groupId: 'V1-02' }, ['丙']],
    ['kind', { kinds: ['enterprise' as const] }, ['丁厂']],
    ['care group', { careGroup: 'care-alone' }, ['乙']],
    [
      'not visited since a day: before it, or never',
      { notVisitedSince: '2026-07-01' },
      ['甲', '丙', '丁厂'].sort(),
    ],
    ['open issues', { hasOpenIssues: true }, ['甲']],
    ['several together', { notVisitedSince: '2026-07-01', areaId: 'V1', hasOpenIssues: true }, ['甲']],
  ])('%s', (_what, filter, expected) => {
    expect(findIn(index, entries, '', filter).sort()).toEqual(expected)
  })

  test('hold for a search as well', () => {
    expect(findIn(index, entries, 'd', { areaId: 'V1' })).toEqual([])
    expect(findIn(index, entries, 'd')).toEqual(['丁厂'])
  })
})

describe('changes', () => {
  test('a new name is found at once by its characters, and by pinyin as soon as it is read', () => {
    const entries = namesOf('张三')
    const index = makeIndex(entries)
    const added = makeEntry(7, { name: '仇英' })
    index.put([added])
    expect(findIn(index, [...entries, added], '仇')).toEqual(['仇英'])
    expect(findIn(index, [...entries, added], 'qiuying')).toEqual([])
    expect(index.unread()).toEqual(['p仇英'])
    readAll(index)
    expect(findIn(index, [...entries, added], 'qiuying')).toEqual(['仇英'])
    expect(index.unread()).toEqual([])
  })

  test('an edit, a move and a loss show in the next answer', () => {
    const entries = namesOf('张三', '李四')
    const index = makeIndex(entries)
    index.put([makeEntry(0, { name: '张思', areaId: 'V2', groupId: null })])
    readAll(index)
    expect([...index.find('张三', {}).slots]).toEqual([])
    expect([...index.find('zs', { areaId: 'V2' }).slots]).toEqual([0])
    index.remove([1])
    expect([...index.find('李', {}).slots]).toEqual([])
    expect([...index.find('', {}).slots]).toEqual([0])
  })

  test('a place that was named anew is found under its new name', () => {
    const entries = namesOf('张三')
    const index = makeIndex(entries)
    index.setPlaces([{ id: 'V1', name: '新风村', order: 1 }])
    expect(findIn(index, entries, '新风')).toEqual(['张三'])
    expect(findIn(index, entries, '向阳')).toEqual([])
  })

  test('readings that are none are left out', () => {
    const index = makeIndex(namesOf('张三'), { read: false })
    index.addReadings('p张三\tzhang\n\nrubbish\np张三丰 zhang san feng')
    expect(index.unread()).toContain('p张三')
  })
})

test('the directory holds the readings in use, by village', () => {
  const entries = [...namesOf('张三', '李四'), makeEntry(2, { name: '王五', areaId: 'V2', groupId: null })]
  const index = makeIndex(entries)
  index.remove([1])
  const directory = index.directory()
  expect([...directory.keys()].sort()).toEqual(['V1', 'V2'])
  const text = (area: string): string => directory.get(area)?.join('\n') ?? ''
  expect(text('V1')).toMatch(/^p张三\tzhang san$/m)
  expect(text('V1')).toMatch(/^o一组\t/m)
  expect(text('V1')).not.toMatch(/李四|王五/)
  expect(text('V2')).toMatch(/王五/)
  const again = makeIndex(entries, { read: false })
  for (const lines of directory.values()) again.addReadings(lines.join('\n'))
  expect(again.unread()).toEqual(['p李四'])
  expect(findIn(again, entries, 'ww')).toEqual(['王五'])
})
