/**
 * House numbers: 幸福路88号, 3栋2单元501, 3-2-501, 门牌12. The same 号 stands in dates, documents and works (5号, 〔2026〕12号
 * 文件, 一号工程), which stay.
 */
import type { Found } from './stream'

const number = String.raw`(?:\d{1,4}|[一二三四五六七八九十百零〇]{1,5})`
/** 12-3号, 12之3号, 12附3号. */
const compound = String.raw`${number}(?:[-之附]\d{1,4}){0,3}`

/** 号楼, 号院 are only ever of a house. */
const block = new RegExp(String.raw`(${compound})号[楼院门]|(${number})(?:单元|幢)`, 'gu')
const building = new RegExp(String.raw`(${number})栋`, 'gu')
/** 新建3栋宿舍 counts them. */
const countsBuildings = /^(?:楼房|房|宿舍|厂房|大棚|住宅|危房|民房|猪舍|鸡舍|别墅|校舍|教学楼)/u
const builds = /[建修拆盖共约有]$/u
const room = new RegExp(
  String.raw`(\d{3,4})室|(?<=(?:栋|幢|单元|号楼|楼|号))\s?(${compound})室|(?<=(?:栋|幢|单元|号楼))\s?(\d{2,4})(?![\d年月日元人户米个])`,
  'gu',
)
const short = /(?<![\d-])(\d{1,3}-\d{1,2}-(?!(?:19|20)\d\d)\d{3,4})(?![\d-])/gu
const lived = /(?:小区|苑|园|府|庭|家住|住在|住)\s?(\d{1,3}-\d{3,4})(?![\d-])/gu
const plate = new RegExp(String.raw`门牌(?:号码?)?\s?[为是:]?\s?(${compound})`, 'gu')

const numbered = new RegExp(String.raw`(${compound})\s?号`, 'gu')
const afterPlace =
  /(?:[组路街巷弄里道湾园区村塆冲岗垸屯庄队坊]|胡同|家住|住在|居住|门牌)\s?[第甲乙丙丁A-Za-z]?$/u
const isOfHouse = /^(?:住户|人家|户|家|门|院|楼|房)/u
/** What else has a number. */
const isOfOther =
  /^(?:文|令|公告|通知|通报|工程|项目|线|井|泵|站|机|库|坝|渠|闸|桥|隧|桩|杆|灯|变|台区|公路|国道|省道|地块|标段|标|车|煤|柴油|汽油|提案|议案|建议|工单|档案|合同|卡|床|窗口|店|柜|码)/u
const isOfDocument = /(?:编号|文件|[第字〕\])】发函办]|工单|发票|档案|合同|单|批|号)\s?$/u
const isOfDay = /^(?:之?前|以前|之后|以后|上午|下午|中午|晚上?|早上|当天|当日|那天|左右|开始|[、,，到至和])/u
const lastDayOfMonth = 31

export function findHouses(plain: string): Found[] {
  const all = [block, room, short, lived, plate].flatMap((pattern) => [...plain.matchAll(pattern)])
  const buildings = [...plain.matchAll(building)].filter(
    ({ index, 0: whole }) =>
      !countsBuildings.test(after(plain, index + whole.length)) && !builds.test(before(plain, index)),
  )
  const numbers = [...plain.matchAll(numbered)].filter((match) => isHouseNumber(plain, match))
  return [...all, ...buildings, ...numbers].flatMap(toFound)
}

function isHouseNumber(plain: string, { index, 0: whole, 1: value = '' }: RegExpMatchArray): boolean {
  if (index === undefined) return false
  const ahead = after(plain, index + whole.length)
  const behind = before(plain, index)
  if (isOfOther.test(ahead) || isOfDocument.test(behind)) return false
  if (isOfHouse.test(ahead)) return true
  const isDay = Number(value) >= 1 && Number(value) <= lastDayOfMonth
  if (afterPlace.test(behind)) return !isDay || !isOfDay.test(ahead)
  return /^\d+$/u.test(value) ? !isDay : /\d/u.test(value)
}

/** Only the number goes: 幸福路某号. */
function toFound({ index = 0, 0: whole, ...parts }: RegExpMatchArray): Found[] {
  const value = [parts[1], parts[2], parts[3]].find(Boolean)
  if (value === undefined) return []
  const from = index + whole.lastIndexOf(value)
  const instead = whole === value ? '某室' : '某'
  return [{ kind: 'house', from, to: from + value.length, instead }]
}

const before = (plain: string, at: number): string => plain.slice(Math.max(0, at - 4), at)
const after = (plain: string, at: number): string => plain.slice(at, at + 4)
