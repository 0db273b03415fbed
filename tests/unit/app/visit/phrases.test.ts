import { expect, test } from 'vitest'
import { withPhrase } from '../../../../src/app/components/visit/phrases'
import { visit } from '../../../../src/app/locales/zh-CN/visit'

test('a phrase begins the text, or a line of its own behind it, and stands there once', () => {
  expect(withPhrase('', '家里情况：')).toBe('家里情况：')
  expect(withPhrase('门口的灯不亮。\n ', '家里情况：')).toBe('门口的灯不亮。\n家里情况：')
  expect(withPhrase('家里情况：都在外打工', '家里情况：')).toBe('家里情况：都在外打工')
})

test('phrases are beginnings or what the visitor did, never findings that would stand alike in a hundred visits', () => {
  const own = /^(提醒|讲了|发了)/
  const findings = Object.values(visit.phrase).filter((text) => !text.endsWith('：') && !own.test(text))
  expect(findings).toEqual([])
})
