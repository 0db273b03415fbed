import { describe, expect, test } from 'vitest'
import type { RegisterHousehold, RowProblem } from '../../../../src/domain/register/household'
import { makeSheet, read } from '../../../fixtures/register/sheets'

const short = ({ row, name, areaId, groupId, phone, address, members }: RegisterHousehold) => ({
  row,
  name,
  areaId,
  groupId,
  phone,
  address,
  members: members.map(({ name: own, relation, birthYear }) =>
    `${own} ${relation} ${birthYear ?? ''}`.trim(),
  ),
})
const codes = (problems: readonly RowProblem[]): string[] => problems.map(({ row, code }) => `${row} ${code}`)

describe('where the headings stand', () => {
  test('below a merged title, a date and an empty row', () => {
    const sheet = makeSheet(
      'Sheet1',
      [
        ['新春村农户花名册', null, null, null],
        ['填表日期：2026年3月5日', null, null, null],
        null,
        ['序号', '组别', '户主姓名', '联系电话'],
        [1, '一组', '柳大山', '16900000001'],
      ],
      { merges: [{ top: 1, bottom: 1, left: 0, right: 3 }] },
    )
    const { views, read: found } = read([sheet])
    expect(views[0]).toMatchObject({ headerFrom: 4, headerTo: 4, villageId: 'V1', isSkipped: false })
    expect(found.households.map(short)).toEqual([
      {
        row: 5,
        name: '柳大山',
        areaId: 'V1',
        groupId: 'V1-01',
        phone: '16900000001',
        address: '',
        members: [],
      },
    ])
  })

  test('in two rows, the upper one merged over its columns', () => {
    const sheet = makeSheet(
      '新春村',
      [
        ['序号', '户主', null, '家庭成员', null, null],
        [null, '姓名', '电话', '姓名', '与户主关系', '出生年月'],
        [1, '柳大山', '16900000001', '柳大山', '户主', '1965.3'],
        [null, null, null, '蒋小玉', '妻', '1967.11'],
      ],
      {
        merges: [
          { top: 1, bottom: 2, left: 0, right: 0 },
          { top: 1, bottom: 1, left: 1, right: 2 },
          { top: 1, bottom: 1, left: 3, right: 5 },
        ],
      },
    )
    const { views, read: found } = read([sheet])
    expect(views[0]?.views.map(({ label, field }) => `${label}=${field}`)).toEqual([
      '序号=ignore',
      '户主姓名=headName',
      '户主电话=phone',
      '家庭成员姓名=memberName',
      '家庭成员与户主关系=relation',
      '家庭成员出生年月=birth',
    ])
    expect(found.households.map(short)).toMatchObject([
      { name: '柳大山', phone: '16900000001', members: ['柳大山 户主 1965', '蒋小玉 妻 1967'] },
    ])
  })

  test('a sheet without any is skipped, and read when a person says which columns they are', () => {
    const sheet = makeSheet('新春村', [
      ['柳大山', '一组', '16900000001'],
      ['蒋小玉', '二组', '16900000002'],
    ])
    expect(read([sheet]).views[0]).toMatchObject({ isSkipped: true, headerTo: 0 })
    const given = {
      sheet: '新春村',
      isSkipped: false,
      headerFrom: 0,
      headerTo: 0,
      columns: ['headName', 'group', 'phone'] as ('headName' | 'group' | 'phone')[],
      villageId: 'V1',
    }
    expect(read([sheet], { given: [given] }).read.households.map(({ name }) => name)).toEqual([
      '柳大山',
      '蒋小玉',
    ])
  })

  test('said again on each page, they are no household', () => {
    const sheet = makeSheet('新春村', [
      ['户主姓名', '组别', '电话'],
      ['柳大山', '一组', null],
      ['户 主 姓 名', '组别', '电话'],
      ['蒋小玉', '一组', null],
    ])
    const { read: found } = read([sheet])
    expect(found.households.map(({ name }) => name)).toEqual(['柳大山', '蒋小玉'])
    expect(found.skipped.headings).toBe(1)
  })
})

describe('headings in many variants', () => {
  const fieldOf = (label: string): string | undefined =>
    read([
      makeSheet('x', [
        ['户主', '组别', label],
        ['甲', '一组', '乙'],
      ]),
    ]).views[0]?.views[2]?.field
  test.each([
    ['联 系 电 话', 'phone'],
    ['手机号', 'phone'],
    ['手机号码（必填）', 'phone'],
    ['联系方式*', 'phone'],
    ['户主电话', 'phone'],
    ['家庭住址', 'address'],
    ['门牌号', 'address'],
    ['备　注', 'notes'],
    ['村（社区）', 'village'],
    ['所属行政村', 'village'],
    ['与户主关系', 'relation'],
    ['与户主的关系', 'relation'],
    ['出生年月日', 'birth'],
    ['户编号', 'householdNo'],
    ['身份证号码', 'identityNumber'],
    ['公民身份号码', 'identityNumber'],
    ['户主身份证号', 'identityNumber'],
    ['一卡通账号', 'sensitive'],
    ['是否低保户', 'sensitive'],
    ['残疾等级', 'sensitive'],
    ['帮扶责任人电话', 'ignore'],
    ['包保干部姓名', 'ignore'],
    ['家庭人口', 'ignore'],
    ['年龄', 'ignore'],
    ['耕地面积（亩）', 'ignore'],
  ])('%s is %s', (label, field) => {
    expect(fieldOf(label)).toBe(field)
  })
  test.each(['户主', '户主姓名', '户 主', '户主名字', '姓名（户主）', '户主（签字）'])(
    '%s names the head',
    (label) => {
      const { views } = read([
        makeSheet('x', [
          [label, '组别'],
          ['甲乙', '一组'],
        ]),
      ])
      expect(views[0]?.views[0]?.field).toBe('headName')
    },
  )
  test.each(['组', '组别', '村民小组', '所在小组', '自然湾', '湾名', '小组名称'])(
    '%s is the group',
    (label) => {
      const { views } = read([
        makeSheet('x', [
          ['户主', label],
          ['甲乙', '一组'],
        ]),
      ])
      expect(views[0]?.views[1]?.field).toBe('group')
    },
  )
  test('姓名 alone is the head, beside a relation it is anybody', () => {
    const alone = read([
      makeSheet('x', [
        ['姓名', '电话'],
        ['甲乙', null],
      ]),
    ]).views[0]
    const beside = read([
      makeSheet('x', [
        ['姓名', '与户主关系'],
        ['甲乙', '户主'],
      ]),
    ]).views[0]
    expect([alone?.views[0]?.field, beside?.views[0]?.field]).toEqual(['headName', 'memberName'])
  })
})

describe('rows that are no people', () => {
  test('sums, remarks and empty rows are skipped, and counted', () => {
    const sheet = makeSheet('新春村', [
      ['序号', '户主姓名', '人数', '电话'],
      [1, '柳大山', 3, null],
      [null, '小 计', 3, null],
      null,
      [2, '蒋小玉', 2, null],
      ['合计', null, 5, null],
      ['填表人：王某', null, '审核人：李某', null],
      ['注：本表由各村按户填写，一户一行，电话填写常用号码。', null, null, null],
    ])
    const { read: found } = read([sheet])
    expect(found.households.map(({ name, row }) => `${row} ${name}`)).toEqual(['2 柳大山', '5 蒋小玉'])
    expect(found.skipped).toEqual({ headings: 0, totals: 2, remarks: 2, sections: 0 })
    expect(found.rejected).toEqual([])
  })

  test('a row that only names a group is the heading of those below', () => {
    const sheet = makeSheet('新春村', [
      ['序号', '户主姓名', '电话'],
      ['一组（共2户）', null, null],
      [1, '柳大山', null],
      ['二组', null, null],
      [1, '蒋小玉', null],
      ['龚家棚村', null, null],
      [1, '龚道山', null],
    ])
    const { read: found } = read([sheet])
    expect(found.households.map(({ name, areaId, groupId }) => [name, areaId, groupId])).toEqual([
      ['柳大山', 'V1', 'V1-01'],
      ['蒋小玉', 'V1', 'V1-02'],
      ['龚道山', 'V2', null],
    ])
    expect(found.skipped.sections).toBe(3)
  })
})

describe('which people are one household', () => {
  const expected = [
    ['柳大山', ['柳大山 户主 1965', '蒋小玉 妻 1967', '柳青 长子 1990']],
    ['龚道山', ['龚道山 户主 1958', '龚小满 孙女 2015']],
  ]
  const seen = (sheet: ReturnType<typeof makeSheet>) =>
    read([sheet]).read.households.map((household) => [household.name, short(household).members])

  test('a head, and the members in rows below', () => {
    const sheet = makeSheet('新春村', [
      ['户号', '姓名', '与户主关系', '出生日期'],
      ['001', '柳大山', '户主', '1965-03-05'],
      [null, '蒋小玉', '妻', '1967年11月2日'],
      [null, '柳青', '长子', '19900101'],
      ['002', '龚道山', '本人', 21200],
      [null, '龚小满', '孙女', { date: '2015-06-01' }],
    ])
    expect(seen(sheet)).toEqual(expected)
  })

  test('the number of the household beside each of them', () => {
    const sheet = makeSheet('新春村', [
      ['户编号', '姓名', '与户主关系', '出生年份'],
      [1, '柳大山', '户主', 1965],
      [1, '蒋小玉', '妻', 1967],
      [1, '柳青', '长子', 1990],
      [2, '龚道山', '户主', 1958],
      [2, '龚小满', '孙女', 2015],
    ])
    expect(seen(sheet)).toEqual(expected)
  })

  test("the head's name merged over the members", () => {
    const sheet = makeSheet(
      '新春村',
      [
        ['户主姓名', '成员姓名', '与户主关系', '出生年份'],
        ['柳大山', '柳大山', '户主', 1965],
        [null, '蒋小玉', '妻', 1967],
        [null, '柳青', '长子', 1990],
        ['龚道山', '龚道山', '户主', 1958],
        [null, '龚小满', '孙女', 2015],
      ],
      {
        merges: [
          { top: 2, bottom: 4, left: 0, right: 0 },
          { top: 5, bottom: 6, left: 0, right: 0 },
        ],
      },
    )
    expect(seen(sheet)).toEqual(expected)
  })

  test("the head's name once, empty cells below it", () => {
    const sheet = makeSheet('新春村', [
      ['户主', '家庭成员', '关系', '出生'],
      ['柳大山', '柳大山', '户主', 1965],
      [null, '蒋小玉', '妻', 1967],
      [null, '柳青', '长子', 1990],
      ['龚道山', '龚道山', '户主', 1958],
      [null, '龚小满', '孙女', 2015],
    ])
    expect(seen(sheet)).toEqual(expected)
  })

  test('the head has a column, and only the others are listed', () => {
    const sheet = makeSheet('新春村', [
      ['户主姓名', '家庭成员', '与户主关系'],
      ['柳大山', '蒋小玉', '妻'],
      [null, '柳青', '长子'],
      ['龚道山', null, null],
    ])
    expect(seen(sheet)).toEqual([
      ['柳大山', ['柳大山 户主', '蒋小玉 妻', '柳青 长子']],
      ['龚道山', []],
    ])
  })

  test('two heads of one name below one another are two households', () => {
    const sheet = makeSheet('新春村', [
      ['户主姓名', '组别'],
      ['柳大山', '一组'],
      ['柳大山', '二组'],
    ])
    expect(read([sheet]).read.households.map(({ groupId }) => groupId)).toEqual(['V1-01', 'V1-02'])
  })

  test('members whose head cannot be read are not given to the household above', () => {
    const sheet = makeSheet('新春村', [
      ['户号', '姓名', '与户主关系'],
      [1, '柳大山', '户主'],
      [2, '1234567', '户主'],
      [2, '龚小满', '孙女'],
      [3, null, '户主'],
      [3, '蒋二丫', '长女'],
    ])
    const { read: found } = read([sheet])
    expect(found.households.map(({ name, members }) => [name, members.length])).toEqual([['柳大山', 0]])
    expect(codes(found.rejected)).toEqual([
      '3 badName',
      '4 memberWithoutHead',
      '5 nameMissing',
      '6 memberWithoutHead',
    ])
  })

  test('a person without a relation in a plain list is nobody’s', () => {
    const sheet = makeSheet('新春村', [
      ['姓名', '与户主关系'],
      ['柳大山', '户主'],
      ['蒋小玉', null],
    ])
    expect(codes(read([sheet]).read.rejected)).toEqual(['3 relationMissing'])
  })

  test('more members than a household may list are refused row by row', () => {
    const rows = Array.from({ length: 31 }, (_, index) => [
      null,
      `成员${'一二三四五六七八九十'[index % 10]}${'甲乙丙丁'[Math.floor(index / 10)]}`,
      '亲属',
    ])
    const sheet = makeSheet('新春村', [['户号', '姓名', '与户主关系'], [1, '柳大山', '户主'], ...rows])
    const { read: found } = read([sheet])
    expect(found.households).toEqual([])
    expect(found.rejected).toHaveLength(32)
    expect(new Set(found.rejected.map(({ code }) => code))).toEqual(new Set(['tooManyMembers']))
  })
})

describe('villages and groups', () => {
  const placeOf = (cells: readonly (string | number | null)[], sheetName = 'Sheet1') => {
    const { read: found } = read([
      makeSheet(sheetName, [
        ['村', '组别', '户主姓名'],
        [...cells, '柳大山'],
      ]),
    ])
    const [household] = found.households
    return household ? [household.areaId, household.groupId] : codes(found.rejected)
  }
  test.each([
    [
      ['新春村', '一组'],
      ['V1', 'V1-01'],
    ],
    [
      ['新春', '1组'],
      ['V1', 'V1-01'],
    ],
    [
      ['新春村委会', '第一村民小组'],
      ['V1', 'V1-01'],
    ],
    [
      ['青山镇新春村', '１'],
      ['V1', 'V1-01'],
    ],
    [
      ['新 春 村', 2],
      ['V1', 'V1-02'],
    ],
    [
      ['新春村', '02组'],
      ['V1', 'V1-02'],
    ],
    [
      ['新春村', '柳树湾'],
      ['V1', 'V1-01'],
    ],
    [
      ['新春村', '一组(柳树湾)'],
      ['V1', 'V1-01'],
    ],
    [
      ['新春村', '一组柳树湾'],
      ['V1', 'V1-01'],
    ],
    [
      ['新春村', '柳树湾组'],
      ['V1', 'V1-01'],
    ],
    [
      ['新春村', '十二组'],
      ['V1', 'V1-12'],
    ],
    [
      ['新春村', '12'],
      ['V1', 'V1-12'],
    ],
    [
      ['新春村', '新春村二组'],
      ['V1', 'V1-02'],
    ],
    [
      ['首义', '编钟里'],
      ['V3', 'V3-01'],
    ],
    [
      ['首义社区居委会', '星光一里小区'],
      ['V3', 'V3-02'],
    ],
  ])('%j is %j', (cells, wanted) => {
    expect(placeOf(cells)).toEqual(wanted)
  })
  test('a village that the zone does not have refuses the row', () => {
    expect(placeOf(['别处村', '一组'])).toEqual(['2 villageUnknown'])
  })
  test('no village anywhere refuses the row', () => {
    expect(placeOf([null, '一组'])).toEqual(['2 villageMissing'])
  })
  test("several villages in several sheets, by the sheets' names", () => {
    const rows = [
      ['户主姓名', '组别'],
      ['柳大山', '一组'],
    ]
    const { read: found } = read([
      makeSheet('1新春村', rows),
      makeSheet('龚家棚', rows),
      makeSheet('首义社区（最新）', rows),
    ])
    expect(found.households.map(({ areaId, groupId }) => [areaId, groupId])).toEqual([
      ['V1', 'V1-01'],
      ['V2', 'V2-01'],
      ['V3', null],
    ])
  })
  test('村组 in one cell', () => {
    const sheet = makeSheet('Sheet1', [
      ['所属村组', '户主姓名'],
      ['新春村二组', '柳大山'],
      ['龚家棚村1组', '龚道山'],
    ])
    expect(read([sheet]).read.households.map(({ areaId, groupId }) => [areaId, groupId])).toEqual([
      ['V1', 'V1-02'],
      ['V2', 'V2-01'],
    ])
  })
  test('a group that the village lacks is kept in the address, with a warning', () => {
    const sheet = makeSheet('新春村', [
      ['组别', '户主姓名', '住址'],
      ['九组', '柳大山', '5号'],
    ])
    const { read: found } = read([sheet])
    expect(found.households[0]).toMatchObject({ groupId: null, address: '九组 5号' })
    expect(codes(found.warnings)).toEqual(['2 groupUnknown'])
  })
  test('a hidden sheet is left alone', () => {
    const rows = [
      ['户主姓名', '组别'],
      ['柳大山', '一组'],
    ]
    expect(read([makeSheet('新春村', rows, { isHidden: true })]).read.households).toEqual([])
  })
})

describe('cells', () => {
  const row = (labels: string[], cells: readonly (string | number | null | { date: string })[]) =>
    read([
      makeSheet('新春村', [
        ['户主姓名', ...labels],
        ['柳　大　山', ...cells],
      ]),
    ]).read
  test('numbers as text, text as numbers, full-width digits, signs within', () => {
    expect(row(['电话'], [16900000001]).households[0]?.phone).toBe('16900000001')
    expect(row(['电话'], ['１６９００００００１２']).households[0]?.phone).toBe('16900000012')
    expect(row(['电话'], ['169-0000-0012 ']).households[0]?.phone).toBe('16900000012')
    expect(row(['电话'], ['0722-3312345']).households[0]?.phone).toBe('0722-3312345')
    expect(row(['电话', '手机号'], ['0722 3312345', 16900000012]).households[0]?.phone).toBe(
      '0722-3312345、16900000012',
    )
  })
  test('a name with spaces in it is one name', () => {
    expect(row(['电话'], [null]).households[0]?.name).toBe('柳大山')
  })
  test('what is no number is left out with a warning, and the household is taken', () => {
    const found = row(['电话'], ['1.69E+10'])
    expect(found.households[0]?.phone).toBe('')
    expect(found.warnings).toMatchObject([{ row: 2, column: '电话', code: 'badPhone', value: '1.69E+10' }])
  })
  test('无 and / are nothing', () => {
    expect(row(['电话', '住址', '备注'], ['无', '/', '——']).households[0]).toMatchObject({
      phone: '',
      address: '',
      notes: '',
    })
  })
  test('identity numbers are dropped wherever they stand, and counted', () => {
    const found = row(
      ['身份证号', '备注', '住址'],
      ['11010519491231002X', '证号11010519491231002X，在外务工', '一组5号'],
    )
    expect(found.dropped.identityNumbers).toBe(2)
    expect(JSON.stringify(found)).not.toContain('11010519491231002')
    expect(found.households[0]?.notes).toBe('证号，在外务工')
  })
  test('a column of identity numbers is known by what stands in it, and shows no sample', () => {
    const sheet = makeSheet('新春村', [
      ['户主姓名', '编码'],
      ['柳大山', '11010519491231002X'],
    ])
    const { views, read: found } = read([sheet])
    expect(views[0]?.views[1]).toMatchObject({ field: 'identityNumber', samples: [] })
    expect(found.dropped.identityNumbers).toBe(1)
  })
  test('a remark beside a member is dropped: the village would read it', () => {
    const sheet = makeSheet('新春村', [
      ['姓名', '与户主关系', '备注'],
      ['柳大山', '户主', '白天在地里'],
      ['蒋小玉', '妻', '常年吃药'],
    ])
    const { read: found } = read([sheet])
    expect(found.households[0]?.notes).toBe('白天在地里')
    expect(found.dropped.memberNotes).toBe(1)
  })
})

describe('a mapping that was confirmed', () => {
  const sheet = makeSheet('新春村', [
    ['户主姓名', '代号'],
    ['柳大山', '16900000001'],
  ])
  test('is used for the next file with these headings', () => {
    const signature = read([sheet]).views[0]?.signature ?? ''
    const remembered = new Map([[signature, ['headName', 'notes'] as const]])
    const { views, read: found } = read([sheet], { remembered })
    expect(views[0]).toMatchObject({ isRemembered: true, columns: ['headName', 'notes'] })
    expect(found.households[0]).toMatchObject({ notes: '16900000001', phone: '' })
  })
  test('never makes identity numbers into anything else', () => {
    const withNumbers = makeSheet('新春村', [
      ['户主姓名', '身份证号'],
      ['柳大山', '11010519491231002X'],
    ])
    const signature = read([withNumbers]).views[0]?.signature ?? ''
    const remembered = new Map([[signature, ['headName', 'notes'] as const]])
    expect(read([withNumbers], { remembered }).views[0]?.columns).toEqual(['headName', 'identityNumber'])
  })
  test('its mark tells headings apart and says nothing of them', () => {
    const marks = [
      ['户主姓名', '电话'],
      ['户主姓名', '手机'],
      ['姓名', '电话'],
    ].map((labels) => read([makeSheet('x', [labels, ['甲乙', '1']])]).views[0]?.signature)
    expect(new Set(marks).size).toBe(3)
    expect(marks.every((mark) => /^[0-9a-f]{16}$/.test(mark ?? ''))).toBe(true)
  })
})
