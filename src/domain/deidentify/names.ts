/** 姓某某: names that the register knows, wherever they stand in a text. */
import type { SubjectKind } from '../subject/rows'
import type { Found } from './stream'

/** Names as the register has them. */
export interface KnownNames {
  /** Residents, contact persons, and people with accounts. */
  people: Iterable<string>
  enterprises: Iterable<string>
}

const doubleSurnames = new Set(
  (
    '欧阳 上官 司马 皇甫 诸葛 夏侯 东方 尉迟 公孙 令狐 宇文 长孙 慕容 司徒 司空 端木 独孤 南宫 东郭 西门 ' +
    '呼延 轩辕 闻人 公羊 澹台 濮阳 淳于 单于 太叔 申屠 仲孙 钟离 鲜于 闾丘 亓官 赫连 拓跋 百里 第五'
  ).split(' '),
)
const han = /^\p{Script=Han}/u

/** 王某某, 欧阳某某; a name that begins with no character of Chinese writing gives nothing away. */
export function maskedPerson(name: string): string {
  const plain = name.normalize('NFKC').replace(/\s/gu, '')
  const two = plain.slice(0, 2)
  if (plain.length > 2 && doubleSurnames.has(two)) return `${two}某某`
  const [first = ''] = plain
  return han.test(first) ? `${first}某某` : '某某'
}

/** How somebody appears; an organisation (学校, 村委会) is no private matter. */
export function maskedSubject(name: string, kind: SubjectKind | undefined): string {
  if (kind === 'organization') return name
  return kind === 'enterprise' ? '某企业' : maskedPerson(name)
}

/** Looked up by their first two characters, so that a text is read once, however many names there are. */
export type NameIndex = ReadonlyMap<string, readonly { name: string; instead: string }[]>

/** Too short, and it would be found in every second word. */
const shortest = 2
/** The core of an enterprise's name must say something by itself. */
const shortestCore = 4
const region = /^(?:\p{Script=Han}{2,3}省)?(?:\p{Script=Han}{2,3}市)?(?:\p{Script=Han}{2,3}[区县])?/u
const legalForm =
  /(?:集团)?(?:有限责任公司|股份有限公司|有限公司|总公司|分公司|公司|农民专业合作社|专业合作社|合作社)$/u

export function indexNames({ people, enterprises }: KnownNames): NameIndex {
  const index = new Map<string, Map<string, string>>()
  const add = (name: string, instead: string): void => {
    if (name.length < shortest) return
    const bucket = index.get(name.slice(0, 2)) ?? new Map<string, string>()
    if (!bucket.has(name)) bucket.set(name, instead)
    index.set(name.slice(0, 2), bucket)
  }
  for (const each of enterprises) {
    const name = compactName(each)
    const core = name.replace(legalForm, '')
    add(name, '某企业')
    // Without 有限公司 and the like a name can't be told from a trade: 某市快递服务站.
    for (const part of core === name ? [] : [core, core.replace(region, '')])
      if (part.length >= shortestCore) add(part, '某企业')
  }
  // 王建国（已故）, 王建国户 is 王建国 in a text; 王建国、李秀英 are two.
  for (const each of [...people].flatMap(severalNames)) {
    const name = compactName(each).replace(/[^\p{L}·].*$/u, '')
    add(name, maskedPerson(name))
    if (name.length > 3 && /[户家]$/u.test(name)) add(name.slice(0, -1), maskedPerson(name))
  }
  return new Map(
    [...index].map(([key, bucket]) => [
      key,
      // The longest counts: 王建国强 is not 王建国.
      [...bucket].map(([name, instead]) => ({ name, instead })).sort((a, b) => b.name.length - a.name.length),
    ]),
  )
}

/** Some registers keep a couple, or father and son, in one field. */
const severalNames = (names: string): string[] =>
  names
    .normalize('NFKC')
    .replace(/\([^)]*\)?/gu, '')
    .split(/[、,;/\n]/u)

const compactName = (name: string): string =>
  name
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s·•.]/gu, '')

export function findNames(plain: string, index: NameIndex): Found[] {
  if (index.size === 0) return []
  // 王 明, 买买提·吐尔逊: what stands between the characters of a name is no part of it; a new line parts people.
  const places: number[] = []
  const parts: string[] = []
  for (let place = 0; place < plain.length; place++) {
    const char = plain[place] ?? ''
    if (char !== '\n' && /[\s·•.]/u.test(char)) continue
    places.push(place)
    const upper = char.toUpperCase()
    parts.push(upper.length === 1 ? upper : char)
  }
  const compact = parts.join('')
  const found: Found[] = []
  for (let at = 0; at < compact.length; ) {
    const match = index.get(compact.slice(at, at + 2))?.find(({ name }) => compact.startsWith(name, at))
    const [from, last] = [places[at], places[at + (match?.name.length ?? 1) - 1]]
    if (match && from !== undefined && last !== undefined)
      found.push({ kind: 'name', from, to: last + 1, instead: match.instead })
    at += match?.name.length ?? 1
  }
  return found
}
