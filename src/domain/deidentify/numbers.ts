/** Phones, numbers of identity and bank cards: runs of digits, with what people write between them. */
import { isProvince } from '../identityNumber'
import type { MaskKind } from '../notice/rows'
import type { Found } from './stream'

interface Group {
  from: number
  to: number
  digits: string
}

export const insteadOf: Record<
  Extract<MaskKind, 'phone' | 'idCard' | 'bankCard' | 'plate' | 'email'>,
  string
> = {
  phone: '（号码略）',
  idCard: '（证件号略）',
  bankCard: '（卡号略）',
  plate: '（车牌略）',
  email: '（邮箱略）',
}
type NumberKind = 'phone' | 'idCard' | 'bankCard'

/** Between the digits of one number: spaces, dashes, dots, brackets, strokes; not `:` and `,`, which part times and sums. */
const isBetween = (char: string): boolean => /[\s\-‐‑‒–—―−_.·•/()]/u.test(char)
const mostBetween = 3
/** 4 + 15 places, the longest card number. */
const longest = 19

export function findNumbers(plain: string): Found[] {
  const strict: Found[] = []
  for (const run of runsOf(plain))
    strict.push(...matchRun(run, { plain, judge: isPersonal, previous: strict.at(-1) }))
  // 一三九…, l39…: only where nothing else than a number of this very shape comes out.
  const readable = [...plain].map((char) => lookAlikes.get(char) ?? char).join('')
  const loose = runsOf(readable).flatMap((run) =>
    matchRun(run, { plain, judge: isSurelyPersonal, previous: undefined }),
  )
  return [...strict, ...loose]
}

const lookAlikes = new Map<string, string>(
  ['〇零Oo', '一幺壹lI|', '二贰两', '三叁', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖'].flatMap(
    (chars, digit) => [...chars].map((char) => [char, String(digit)] as const),
  ),
)

/** Runs of groups of digits with little between them. */
function runsOf(plain: string): Group[][] {
  const runs: Group[][] = []
  let end = -Infinity
  for (const { index, 0: digits } of plain.matchAll(/\d+/gu)) {
    const group = { from: index, to: index + digits.length, digits }
    const gap = index - end
    const belongs = gap <= mostBetween && [...plain.slice(end, index)].every(isBetween)
    const run = belongs ? runs.at(-1) : undefined
    if (run) run.push(group)
    else runs.push([group])
    end = group.to
  }
  return runs
}

interface Candidate {
  /** All digits of the groups together, and how they were parted. */
  digits: string
  groups: readonly Group[]
  /** An `X` follows. */
  hasX: boolean
  /** Follows upon 电话 or another number. */
  isAfterPhone: boolean
}
type Judge = (candidate: Candidate) => NumberKind | undefined

function matchRun(run: readonly Group[], at: At): Found[] {
  const found: Found[] = []
  for (let first = 0; first < run.length; ) {
    const match = matchAt(run, first, { ...at, previous: found.at(-1) ?? at.previous })
    if (match) found.push(match.found)
    first += match?.groups ?? 1
  }
  return found
}

interface At {
  plain: string
  judge: Judge
  /** The number found before. */
  previous: Found | undefined
}

/** The longest number that begins with this group and ends with a whole one. */
function matchAt(
  run: readonly Group[],
  first: number,
  { plain, judge, previous }: At,
): { found: Found; groups: number } | undefined {
  const start = run[first]
  if (!start) return undefined
  const isAfterPhone = followsPhone(plain, start.from, previous)
  let best: { found: Found; groups: number } | undefined
  let digits = ''
  for (let last = first; last < run.length; last++) {
    const group = run[last]
    if (!group || (last > first && digits.length + group.digits.length > longest)) break
    digits += group.digits
    const [x = ''] = /^[\s\-‐‑‒–—―−_.·]{0,3}[Xx]/u.exec(plain.slice(group.to, group.to + 5)) ?? []
    const kind = judge({ digits, groups: run.slice(first, last + 1), hasX: x !== '', isAfterPhone })
    if (!kind || (isAfterPhone && countsSomething(plain, group.to) && digits.length < 9)) continue
    const to = group.to + (kind === 'idCard' ? x.length : 0)
    const from = opened(plain, start.from, to)
    best = { found: { kind, from, to, instead: insteadOf[kind] }, groups: last - first + 1 }
  }
  return best
}

/** With the `+` before it, and the bracket around its area code. */
function opened(plain: string, from: number, to: number): number {
  const ahead = plain[from - 1] ?? ''
  return ahead === '+' || (ahead === '(' && plain.slice(from, to).includes(')')) ? from - 1 : from
}

function isPersonal(candidate: Candidate): NumberKind | undefined {
  const { digits, groups, hasX, isAfterPhone } = candidate
  const surely = isSurelyPersonal(candidate)
  if (surely) return surely
  if (isOldIdentity(digits) && !hasX) return 'idCard'
  if (isLandline(candidate)) return 'phone'
  if (groups.length > 1) {
    if (isAfterPhone && digits.length >= 7 && digits.length <= 8) return 'phone'
    return isBankCard(candidate) ? 'bankCard' : undefined
  }
  // So long a number in one piece is somebody's, and never a quantity.
  if (digits.length >= 11) {
    if (digits.length === 15 || digits.length === 18 || (digits.length === 17 && hasX)) return 'idCard'
    return digits.length >= 16 ? 'bankCard' : 'phone'
  }
  return isAfterPhone && digits.length >= 5 && !isHotline(digits) ? 'phone' : undefined
}

/** By its own shape, whatever stands around it. */
function isSurelyPersonal({ digits, hasX }: Candidate): NumberKind | undefined {
  if (/^(?:0086|86|0)?1[3-9]\d{9}$/u.test(digits)) return 'phone'
  const isWhole = digits.length === 18 || (digits.length === 17 && hasX)
  return isWhole && isProvince(digits) && isDate(digits.slice(6, 14)) ? 'idCard' : undefined
}

const isDate = (date: string): boolean =>
  /^(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/u.test(date)
const isOldIdentity = (digits: string): boolean =>
  digits.length === 15 && isProvince(digits) && isDate(`19${digits.slice(6, 12)}`)

/** With its area code, and numbers of companies (400, 800). */
function isLandline({ digits, groups: [first, ...rest] }: Candidate): boolean {
  const head = first?.digits ?? ''
  const isWhole = rest.length === 0
  if (/^[48]00\d{7}$/u.test(digits)) return isWhole || head === '400' || head === '800'
  const isArea = isWhole || /^0\d{2,3}$/u.test(head)
  return isArea && /^0[1-9]\d{8,10}$/u.test(digits)
}

/** In groups as they are printed on the card: all of the same length but the last. */
function isBankCard({ digits, groups }: Candidate): boolean {
  if (digits.length < 16 || !/^[3-69]/u.test(digits)) return false
  const size = groups[0]?.digits.length ?? 0
  if (groups.length === 2) return size === 6
  return size !== 2 && groups.slice(0, -1).every((group) => group.digits.length === size)
}

/** 12345, 12348, 95598: everybody's. */
const isHotline = (digits: string): boolean => digits.length === 5 && /^[19]/u.test(digits)

/** What a number of a phone is announced with; the few characters after it are 是, 号, brackets and the like. */
const announced =
  /(?:电话|座机|手机|短号|热线|联系方式|联系|拨打|致电|微信|扣扣|QQ|tel|phone)[^\d。；;!?\n]{0,4}$/iu

function followsPhone(plain: string, from: number, previous: Found | undefined): boolean {
  if (announced.test(plain.slice(Math.max(0, from - 10), from))) return true
  return previous?.kind === 'phone' && from - previous.to <= mostBetween
}

const countsSomething = (plain: string, to: number): boolean =>
  /^\s?[元万千百户人次个米亩斤吨台部年月日%]/u.test(plain.slice(to, to + 2))
