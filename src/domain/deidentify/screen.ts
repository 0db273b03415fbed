/**
 * 去标识: what of a text must not be public is taken out, and told. It errs on the safe side, and finds no name that the
 * register doesn't know: a person looks at every notice (docs/notices.md).
 */
import type { MaskKind } from '../notice/rows'
import { careWordsOf, findCareWords, type CareWords } from './careWords'
import { findHouses } from './house'
import { findNames, indexNames, type KnownNames, type NameIndex } from './names'
import { findNumbers, insteadOf } from './numbers'
import { replaced, streamOf, type Found } from './stream'

export interface Screened {
  text: string
  masks: { kind: MaskKind; count: number }[]
}
export type Screen = (text: string) => Screened

export interface ScreenOptions extends KnownNames {
  /** Names of the campaign's care groups. */
  careGroups: Iterable<string>
}

/** Made once for all texts of a notice: some ten thousand names are put in order first. */
export function makeScreen({ careGroups, ...names }: ScreenOptions): Screen {
  const index = indexNames(names)
  const careWords = careWordsOf(careGroups)
  return (text) => screenText(text, index, careWords)
}

/** What stands beside a mask may only then read as a name or a number. Each round takes some out, so there is an end. */
const mostRounds = 8

function screenText(original: string, index: NameIndex, careWords: CareWords): Screened {
  const counts = new Map<MaskKind, number>()
  let text = original
  for (let round = 0; round < mostRounds; round++) {
    const stream = streamOf(text)
    const { plain } = stream
    const found = [
      ...findEmails(plain),
      ...findNumbers(plain),
      ...findPlates(plain),
      ...findHandles(plain),
      ...findCareWords(plain, careWords),
      ...findNames(plain, index),
      ...findHouses(plain),
    ]
    if (found.length === 0) break
    const next = replaced(text, stream, found)
    for (const { kind } of next.kept) counts.set(kind, (counts.get(kind) ?? 0) + 1)
    text = next.text
  }
  return { text, masks: [...counts].map(([kind, count]) => ({ kind, count })) }
}

/** From the `@` outwards, so that a text of a thousand of them takes no longer. */
function findEmails(plain: string): Found[] {
  return [...plain.matchAll(/@/gu)].flatMap(({ index }) => {
    const [before = ''] = /[\w.%+-]{1,64}$/u.exec(plain.slice(Math.max(0, index - 64), index)) ?? []
    const [after = ''] =
      /^[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}/u.exec(plain.slice(index + 1, index + 256)) ?? []
    if (before === '' || after === '') return []
    const [from, to] = [index - before.length, index + 1 + after.length]
    return [{ kind: 'email', from, to, instead: insteadOf.email }]
  })
}

const provinces = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使'
/** 鄂S·12345, 鄂S D12345 (new energy), 鄂S 1234挂. */
const plates = new RegExp(
  String.raw`[${provinces}]\s?[A-HJ-Z][\s·•.\-]{0,3}((?:[A-Z0-9]\s?){4,5}[A-Z0-9挂学警港澳领])(?![A-Z0-9])`,
  'giu',
)

const findPlates = (plain: string): Found[] =>
  [...plain.matchAll(plates)].flatMap(({ index, 0: whole, 1: core = '' }) =>
    /\d/u.test(core)
      ? [{ kind: 'plate', from: index, to: index + whole.length, instead: insteadOf.plate }]
      : [],
  )

const handles = /(?:微信|wechat|QQ|抖音|快手)号?[是为:\s]{0,3}([a-z][\w-]{5,19})/giu

/** 微信号: another way to reach somebody. */
const findHandles = (plain: string): Found[] =>
  [...plain.matchAll(handles)].flatMap(({ index, 0: whole, 1: handle = '' }) => {
    const to = index + whole.length
    return [{ kind: 'phone', from: to - handle.length, to, instead: insteadOf.phone }]
  })
