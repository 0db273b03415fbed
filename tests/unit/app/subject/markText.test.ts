import { describe, expect, test } from 'vitest'
import { markedByBits, markedByWords } from '../../../../src/app/components/subject/markText'

const shown = (pieces: ReturnType<typeof markedByWords>): string | undefined =>
  pieces?.map(({ text, isMarked }) => (isMarked ? `[${text}]` : text)).join('')

describe('marked by characters', () => {
  test.each([
    ['张三丰', [0b011, 0], '[张三]丰'],
    ['张三丰', [0b101, 0], '[张]三[丰]'],
    ['张三丰', [0, 0], undefined],
    ['𠮷三', [0b01, 0], '[𠮷]三'],
  ] as const)('%s %j', (text, marks, expected) => {
    expect(shown(markedByBits(text, marks))).toBe(expected)
  })

  test('beyond the 64th nothing is marked', () => {
    const text = '字'.repeat(70)
    expect(shown(markedByBits(text, [-1, -1]))).toBe(`[${'字'.repeat(64)}]${'字'.repeat(6)}`)
  })
})

describe('marked by words', () => {
  test.each([
    ['3栋２单元202', ['2单元'], '3栋[２单元]202'],
    ['A座12号', ['a座'], '[A座]12号'],
    ['112112', ['12'], '1[12]1[12]'],
    ['桥头52号', ['桥', '52'], '[桥]头[52]号'],
    ['桥头', [], undefined],
    ['桥头', ['村'], undefined],
    ['㈱桥头', ['桥'], undefined],
  ])('%s %j', (text, words, expected) => {
    expect(shown(markedByWords(text, words))).toBe(expected)
  })
})
