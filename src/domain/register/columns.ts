/** The headings under which offices write what a column of a register can mean. */
import type { RegisterField } from './fields'
import { toHalfWidth } from './sheet'

/** How sure the guess is: by the heading word for word, by a part of it or by what stands below it, not at all. */
export type Confidence = 'sure' | 'likely' | 'none'
export interface FieldGuess {
  field: RegisterField
  confidence: Confidence
}

const exact: Partial<Record<RegisterField, string>> = {
  village:
    '村 村名 村别 村庄 村社区 社区 社区名 社区名称 村社区名称 村名称 行政村 行政村名 行政村名称 所属村 所属村社区 所在村 所在村社区 村居 村居名称 村居委会 村委会 居委会 村民委员会 居民委员会 所属社区 所在社区',
  group:
    '组 组别 组名 组号 组名称 小组 小组名称 村民小组 村民组 村小组 所属组 所在组 所属小组 所在小组 所属村民小组 所在村民小组 居民小组 自然村 自然湾 湾 湾名 湾子 湾组 塆 塆名 屋场 自然村组 村民小组名称 生产队 队别 小区 小区名称',
  place: '村组 村组别 所属村组 所在村组 村组名称 村名组别 村社区组 村湾 村湾组',
  headName:
    '户主 户主姓名 户主名 户主名字 户主名称 户主名单 家庭户主 家庭户主姓名 户代表 户代表姓名 户名 戶主 戶主姓名 住户姓名 农户姓名 农户 农户名称 居民户主 业主姓名',
  memberName:
    '姓名 名字 人员姓名 家庭成员 家庭成员姓名 成员姓名 成员 家庭人员 家庭人员姓名 家庭人口姓名 居民姓名 村民姓名 人口姓名 家庭成员名单 人员 家庭成员情况姓名 家庭成员信息姓名',
  relation:
    '关系 与户主关系 与户主的关系 与户主之关系 户主关系 家庭关系 和户主关系 与户主关系称谓 称谓 家庭成员关系 家庭成员与户主关系 家庭成员与户主的关系 成员关系 与戶主关系 是户主的 与本人关系',
  householdNo:
    '户号 户编号 户编码 户序号 户口编号 户口号 户口本编号 户口本号 户籍号 家庭编号 家庭编码 户籍编号 门户编号',
  birth:
    '出生日期 出生年月 出生年月日 出生时间 出生 生日 出生年份 出生年 出生年月日期 家庭成员出生日期 家庭成员出生年月',
  phone:
    '电话 联系电话 手机 手机号 手机号码 电话号码 联系方式 联系号码 联系手机 移动电话 固定电话 座机 电话手机 户主电话 户主联系电话 户主手机 户主手机号 户主手机号码 联系电话手机 家庭电话 联系人电话 本人电话 联系电话号码 户主联系方式 联系方式电话',
  contactName: '联系人 联系人姓名 常用联系人 家庭联系人',
  address:
    '地址 住址 家庭住址 家庭地址 详细地址 详细住址 现住址 现住地址 居住地址 居住地 常住地址 住房地址 房屋地址 房屋坐落 门牌 门牌号 门牌号码 楼栋 楼栋号 房号 楼号 单元 户籍地址 户籍地 家庭详细地址 家庭住址门牌号 住所 家庭详细住址',
  notes: '备注 备考 说明 备注说明 情况说明 其他说明 其他情况 附注',
  tag: '标签 户标签 类别标签',
  identityNumber:
    '身份证 身份证号 身份证号码 身份证件号 身份证件号码 公民身份号码 公民身份证号码 证件号 证件号码 身份号码 户主身份证号 户主身份证号码 户主身份证',
  ignore:
    '序号 序 编号 号 性别 民族 年龄 周岁 人口 家庭人口 人口数 人数 家庭人数 家庭人口数 户籍人口 户籍人数 总人口 在册人口 常住人口 户数 文化程度 学历 政治面貌 婚姻状况 婚姻 职业 工作单位 户别 户口性质 户口类型 籍贯 登记日期 填表日期 签字 签名 照片 血型 曾用名 宗教信仰 兵役状况 外出务工地点 务工地点 就业情况 学校 耕地面积 房屋面积 面积 宅基地面积 车牌号 门前三包 页码',
}
const exactFields = new Map(
  Object.entries(exact).flatMap(([field, words]) =>
    words.split(' ').map((word) => [word, field as RegisterField] as const),
  ),
)

/** In this order: the first that fits a heading says what it is. */
const patterns: readonly (readonly [RegExp, RegisterField])[] = [
  [/身份证|身份号|公民身份|证件号/, 'identityNumber'],
  [
    /银行|账号|帐号|账户|帐户|卡号|一卡通|社保|医保|新农合|存折|残疾|低保|五保|特困|监测|贫困|困难|病|健康|救助|补贴|补助|收入|优抚|精神|孤儿|留守|独居|信仰|前科|矫正|刑|吸毒/,
    'sensitive',
  ],
  // People who look after the household are not of it.
  [
    /干部|责任人|帮扶|包保|包联|包户|结对|网格|医生|负责人|经办|填表|审核|调查|登记人|采集|房东|父亲|母亲|配偶|监护/,
    'ignore',
  ],
  [/关系|称谓/, 'relation'],
  [/电话|手机|联系方式|联系号码|座机/, 'phone'],
  [/出生|生日/, 'birth'],
  [
    /年龄|周岁|性别|民族|人口|人数|口数|面积|日期|时间|学历|文化|面貌|婚|职业|单位|户数|类型|类别|性质|是否|照片|签/,
    'ignore',
  ],
  [/户.{0,2}(编?号|编码|序号)$/, 'householdNo'],
  [/联系人/, 'contactName'],
  [/户主|户代表/, 'headName'],
  [/姓名|名字|家庭成员|人员名/, 'memberName'],
  [/住址|地址|门牌|房号|楼栋|居住地|住所|坐落/, 'address'],
  [/村.?组/, 'place'],
  [/小组|组别|组号|组名|村民组|自然[村湾塆]|湾|塆|屋场|生产队/, 'group'],
  [/行政村|社区|村名|居委会|村委会|村民委员会|所[属在]村/, 'village'],
  [/备注|说明|备考/, 'notes'],
  [/序号|编号/, 'ignore'],
]

/** A heading without spaces, signs and what stands in brackets as an aside: 联 系 电 话（手机）* → 联系电话. */
export function normaliseHeading(text: string): string {
  const plain = toHalfWidth(text).replace(/\s+/g, '').toLowerCase()
  const short = plain.replace(/[(（【[][^)）】\]]*[)）】\]]/g, '')
  return (short === '' ? plain : short).replace(
    /[*:：.。、,，;；/\\|"'“”_\-—()（）【】[\]<>《》?？!！·0-9]/g,
    '',
  )
}

export function guessField(heading: string): FieldGuess {
  const plain = normaliseHeading(heading)
  if (plain === '') return { field: 'ignore', confidence: 'none' }
  const whole = toHalfWidth(heading).replace(/\s+/g, '')
  // The aside counts where it says whose name it is: 姓名（户主）.
  if (/^(姓名|名字|人员)[(（]户主/.test(whole)) return { field: 'headName', confidence: 'sure' }
  const known = exactFields.get(plain)
  if (known) return { field: known, confidence: 'sure' }
  if (plain.length > 20) return { field: 'ignore', confidence: 'none' }
  const found = patterns.find(([pattern]) => pattern.test(plain))
  return found ? { field: found[1], confidence: 'likely' } : { field: 'ignore', confidence: 'none' }
}
