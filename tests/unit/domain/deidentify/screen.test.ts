import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maskedPerson, maskedSubject } from '../../../../src/domain/deidentify/names'
import { makeScreen } from '../../../../src/domain/deidentify/screen'

const people = [
  '王建国',
  '欧阳春花',
  '赵钱',
  '买买提·吐尔逊',
  '孙小二户',
  '李 明',
  '周大有（已故）',
  '甲',
  '吴长河、郑桂花（夫妻，低保）',
]
const enterprises = ['广水市红旗建材有限公司', '四方饲料厂', '广水市快递服务站']
const careGroups = ['独居老人', '重点帮扶人']
const screen = makeScreen({ people, enterprises, careGroups })
const textOf = (text: string): string => screen(text).text
const masksOf = (text: string) =>
  Object.fromEntries(screen(text).masks.map(({ kind, count }) => [kind, count]))

describe('what is taken out', () => {
  test.each([
    // Phones.
    ['打13912345678找他', '打（号码略）找他'],
    ['１３９ １２３４－５６７８', '（号码略）'],
    ['139.1234.5678、139-12345-678', '（号码略）、（号码略）'],
    ['1 3 9 1 2 3 4 5 6 7 8', '（号码略）'],
    ['+86 139 1234 5678。', '（号码略）。'],
    ['013912345678', '（号码略）'],
    ['139\u200b1234\u200b5678', '（号码略）'],
    ['①③⑨①②③④⑤⑥⑦⑧', '（号码略）'],
    ['١٣٩١٢٣٤٥٦٧٨', '（号码略）'],
    ['一三九一二三四五六七八', '（号码略）'],
    ['l39I2345678', '（号码略）'],
    ['幺三九 一二三四 五六七八', '（号码略）'],
    ['0722-3312345转802', '（号码略）转802'],
    ['（0722）331 2345', '（号码略）'],
    ['010 8123 4567', '（号码略）'],
    ['07223312345', '（号码略）'],
    ['电话：3312345、3312346', '电话：（号码略）、（号码略）'],
    ['短号661234', '短号（号码略）'],
    ['400-812-3456', '（号码略）'],
    ['微信号：wang_1988', '微信号：（号码略）'],
    ['QQ 812345678', 'QQ （号码略）'],
    // Papers and cards.
    ['证421303198001011234', '证（证件号略）'],
    ['42130319800101123x', '（证件号略）'],
    ['421303 19800101 123 X', '（证件号略）'],
    ['421303800101123', '（证件号略）'],
    ['四二一三〇三一九八〇〇一〇一一二三四', '（证件号略）'],
    ['6222 0202 0001 2345 678', '（卡号略）'],
    ['6222020200012345678', '（卡号略）'],
    ['622202-0200012345678', '（卡号略）'],
    // Plates, mail.
    ['鄂S·12345', '（车牌略）'],
    ['鄂ad12345、鄂Ｓ Ｄ１２３４５', '（车牌略）、（车牌略）'],
    ['鄂S 1234挂', '（车牌略）'],
    ['写信到a.b+c@qq.com。', '写信到（邮箱略）。'],
    ['ａｂ＠ｑｑ．ｃｏｍ', '（邮箱略）'],
    // Houses.
    ['幸福路88号3栋2单元501', '幸福路某号某栋某单元某室'],
    ['三组12号门口', '三组某号门口'],
    ['住5号楼401室', '住某号楼某室'],
    ['十二号院', '某号院'],
    ['小区3-2-501漏水', '小区某室漏水'],
    ['门牌号：12-3号', '门牌号：某号'],
    ['208号的下水', '某号的下水'],
    ['12号住户', '某号住户'],
    // Names.
    ['王建国家', '王某某家'],
    ['王 建 国、王　建国', '王某某、王某某'],
    ['欧阳春花', '欧阳某某'],
    ['赵钱家', '赵某某家'],
    ['买买提吐尔逊', '买某某'],
    ['孙小二', '孙某某'],
    ['李明', '李某某'],
    ['周大有', '周某某'],
    ['广水市红旗建材有限公司门口', '某企业门口'],
    ['红旗建材门口', '某企业门口'],
    // Care groups.
    ['独居老人王建国', '群众王某某'],
    ['重点帮扶人、低保户、五保老人、残疾人、留守儿童、孤儿', '群众、群众、群众、群众、群众、群众'],
    ['申请低保，办残疾证', '申请救助，办证件'],
  ])('%s → %s', (text, expected) => {
    expect(textOf(text)).toBe(expected)
  })

  test('several names in one field of the register are several people, and what is noted beside them is none', () => {
    expect(textOf('吴长河和郑桂花说，夫妻二人都同意')).toBe('吴某某和郑某某说，夫妻二人都同意')
  })

  test('each kind is counted', () => {
    expect(masksOf('王建国13912345678、欧阳春花0722-3312345，鄂S12345，低保户，幸福路88号')).toEqual({
      name: 2,
      phone: 2,
      plate: 1,
      careGroup: 1,
      house: 1,
    })
  })
})

test.each([
  '5月5号上午开会，12号前完成，每月15号通水',
  '〔2026〕12号文件、字第8号、编号12号',
  '一号工程、3号井、2号泵站、6号路灯、8号线、107国道',
  '2026-07-01 13:30 至 2026-07-15，2026.6.1-2026.6.30',
  '新建3栋厂房，修路1200米，投资300000元，共12,345.67元',
  '拨打12345热线，110、120都可以',
  '电话费120000元，联系3户',
  '3室2厅，两个单元',
  '残疾人联合会、残联牵头',
  '办公室、活动室、一室',
  '中低产田，保障民生；Wi-Fi 2.4G、G107',
  '恢复村级快递服务站',
  '甲方、乙方；王村、建国路',
  '灯亮了\n  第二行\t制表　全角',
  '',
])('harmless: %s', (text) => {
  expect(screen(text)).toEqual({ text, masks: [] })
})

test.each([
  ['王建国', '王某某'],
  ['欧阳春花', '欧阳某某'],
  ['单于明', '单于某某'],
  ['司马', '司某某'],
  ['John', '某某'],
  ['', '某某'],
])('%s appears as %s', (name, masked) => {
  expect(maskedPerson(name)).toBe(masked)
})
test('who nobody knows the kind of is taken for a person', () => {
  expect(maskedSubject('红旗小学', 'organization')).toBe('红旗小学')
  expect(maskedSubject('红旗建材', 'enterprise')).toBe('某企业')
  expect(maskedSubject('红旗小学', undefined)).toBe('红某某')
})

describe('whatever is written around it', () => {
  const digits = (count: number) =>
    fc
      .array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count })
      .map((all) => all.join(''))
  const mobile = fc
    .tuple(fc.constantFrom('3', '4', '5', '6', '7', '8', '9'), digits(9))
    .map((all) => `1${all.join('')}`)
  const identity = fc
    .tuple(
      fc.constantFrom('421303', '110105', '650102'),
      fc.integer({ min: 1900, max: 2029 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 28 }),
      digits(3),
      fc.constantFrom('0', '7', 'X', 'x'),
    )
    .map(([place, year, month, day, order, check]) =>
      [place, year, String(month).padStart(2, '0'), String(day).padStart(2, '0'), order, check].join(''),
    )
  const wide = (text: string): string =>
    text.replace(/[0-9A-Za-z]/gu, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0))
  const between = fc.constantFrom('', '', '', ' ', '-', '－', '　', '.', '\u200b')
  const spread = (number: fc.Arbitrary<string>) =>
    fc
      .tuple(number, fc.array(between, { minLength: 20, maxLength: 20 }), fc.boolean())
      .map(([text, gaps, isWide]) => {
        const parted = [...text]
          .map((char, index) => char + (index + 1 < text.length ? (gaps[index] ?? '') : ''))
          .join('')
        return isWide ? wide(parted) : parted
      })
  // No digits: with some beside it a number is another one.
  const around = fc
    .array(
      fc.constantFrom(
        '村口',
        '路灯',
        '，',
        '。',
        '找',
        'a',
        '\n',
        '（',
        '）',
        '王',
        '号',
        '低保',
        '电话',
        '、',
        '😀',
      ),
      {
        maxLength: 12,
      },
    )
    .map((parts) => parts.join(''))
  const plainDigits = (text: string): string => text.normalize('NFKC').replace(/[^0-9Xx]/gu, '')

  test('no mobile number survives', () => {
    fc.assert(
      fc.property(around, spread(mobile), around, (before, number, after) => {
        expect(plainDigits(textOf(before + number + after))).toBe('')
      }),
      { numRuns: 500 },
    )
  })
  test('no identity number survives', () => {
    fc.assert(
      fc.property(around, spread(identity), around, (before, number, after) => {
        expect(plainDigits(textOf(before + number + after))).toBe('')
      }),
      { numRuns: 500 },
    )
  })
  test('no known name survives', () => {
    const name = fc.constantFrom('王建国', '欧阳春花', '赵钱', '李明', '四方饲料厂', '红旗建材')
    const gaps = fc.constantFrom('', ' ', '　', '·')
    fc.assert(
      fc.property(around, name, gaps, around, (before, known, gap, after) => {
        const screened = textOf(before + [...known].join(gap) + after)
        expect(screened.normalize('NFKC').replace(/[\s·]/gu, '')).not.toContain(known)
      }),
      { numRuns: 500 },
    )
  })

  const anything = fc
    .array(
      fc.oneof(
        around,
        spread(mobile),
        spread(identity),
        fc.string({ unit: 'grapheme', maxLength: 8 }),
        fc.constantFrom(
          ...people,
          ...enterprises,
          '3栋2单元501',
          '12号',
          '鄂S12345',
          'a@b.cn',
          '0722-3312345',
          '残疾人',
        ),
        digits(3),
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join(''))
  test('screening twice changes nothing more', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const once = textOf(text)
        expect(screen(once)).toEqual({ text: once, masks: [] })
      }),
      { numRuns: 1_000 },
    )
  })
  test('what is not told to be masked is as it was written', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const { text: screened, masks } = screen(text)
        expect(screened === text).toBe(masks.length === 0)
      }),
      { numRuns: 1_000 },
    )
  })
})

// A pattern that tries all ways to part a text would not come to an end on these.
test('a text of ten thousand characters that is made to be slow is read to its end', () => {
  const pieces = [
    '1',
    '1-',
    '139 ',
    '12号',
    '3-2-',
    'a@',
    '@a.',
    '王建',
    '鄂A1 ',
    '电话',
    '一',
    '（',
    '低保',
    '1(',
  ]
  for (const piece of pieces) {
    const text = piece.repeat(Math.floor(10_000 / piece.length))
    const once = textOf(text)
    expect(textOf(once), piece).toBe(once)
  }
})
