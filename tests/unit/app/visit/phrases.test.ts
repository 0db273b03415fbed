import { expect, test } from 'vitest'
import { withoutBarePrompts, withPhrase } from '../../../../src/app/components/visit/phrases'
import { stored } from '../../../../src/app/locales/zh-CN/stored'

test('a phrase begins the text, or a line of its own behind it, and stands there once', () => {
  expect(withPhrase('', '家里情况：')).toBe('家里情况：')
  expect(withPhrase('门口的灯不亮。\n ', '家里情况：')).toBe('门口的灯不亮。\n家里情况：')
  expect(withPhrase('家里情况：都在外打工', '家里情况：')).toBe('家里情况：都在外打工')
})

test('a beginning with nothing behind it is no content; what stands behind or between stays', () => {
  expect(withoutBarePrompts('家里情况：')).toBe('')
  expect(withoutBarePrompts('家里情况：\n老人身体： \n门口的灯不亮。')).toBe('门口的灯不亮。')
  expect(withoutBarePrompts('家里情况：都好\n\n老人身体：')).toBe('家里情况：都好')
  const said = '家里情况：都好\n  老人身体：还行\n'
  expect(withoutBarePrompts(said)).toBe(said)
})

test('phrases are beginnings or what the visitor did, never findings that would stand alike in a hundred visits', () => {
  const own = /^(提醒|讲了|发了)/
  const findings = Object.values(stored.phrase).filter((text) => !text.endsWith('：') && !own.test(text))
  expect(findings).toEqual([])
})
