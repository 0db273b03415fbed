// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { h } from 'vue'
import { makeFormat, useFormat } from '../../../src/app/composables/useFormat'
import { createAppI18n, setLocale, translateWith } from '../../../src/app/i18n'

/** 2026-11-22 20:00 in Shanghai, a Sunday. */
const nowMs = Date.UTC(2026, 10, 22, 12, 0)
const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

const i18n = createAppI18n()
const zh = makeFormat('zh-CN', translateWith(i18n), () => nowMs)

async function english() {
  const other = createAppI18n()
  await setLocale(other, 'en')
  return makeFormat('en', translateWith(other), () => nowMs)
}

describe('dates', () => {
  test('leave out this year and name any other', () => {
    expect(zh.date('2026-11-22')).toBe('11月22日 周日')
    expect(zh.date('2025-03-01')).toBe('2025年3月1日 周六')
    expect(zh.fullDate('2026-11-22')).toBe('2026年11月22日 周日')
  })

  test('near today are said in words', () => {
    expect(zh.day('2026-11-22')).toBe('今天')
    expect(zh.day('2026-11-21')).toBe('昨天')
    expect(zh.day('2026-11-23')).toBe('明天')
    expect(zh.day('2026-11-20')).toBe('11月20日 周五')
  })

  test('that are none are shown as they came, not as "Invalid Date"', () => {
    expect(zh.date('2026-02-30')).toBe('2026-02-30')
    expect(zh.day('')).toBe('')
  })

  test('in English', async () => {
    const en = await english()
    expect(en.date('2026-11-22')).toBe('Sun, 22 Nov')
    expect(en.day('2026-11-21')).toBe('Yesterday')
    expect(en.fullDate('2025-03-01')).toBe('Sat, 1 Mar 2025')
  })
})

describe('moments are those of Shanghai, wherever the device stands', () => {
  test.each([
    [Date.UTC(2026, 10, 22, 6, 5), '今天 14:05'],
    [Date.UTC(2026, 10, 21, 15, 59), '昨天 23:59'],
    [Date.UTC(2026, 10, 21, 16, 0), '今天 00:00'],
    [Date.UTC(2026, 10, 20, 6, 5), '11月20日 14:05'],
    [Date.UTC(2025, 10, 20, 6, 5), '2025年11月20日 14:05'],
  ])('%i is %s', (atMs, expected) => {
    expect(zh.moment(atMs)).toBe(expected)
  })

  test('times are on the 24-hour clock', () => {
    expect(zh.time(Date.UTC(2026, 10, 22, 16, 5))).toBe('00:05')
    expect(zh.time('14:05')).toBe('14:05')
  })
})

describe('how long ago', () => {
  test.each([
    [20_000, '刚刚'],
    [5 * minuteMs, '5分钟前'],
    [3 * hourMs, '3小时前'],
    [26 * hourMs, '昨天'],
    [3 * dayMs, '3天前'],
    [30 * dayMs, '30天前'],
    [31 * dayMs, '10月22日'],
  ])('%i ms is %s', (passedMs, expected) => {
    expect(zh.ago(nowMs - passedMs)).toBe(expected)
  })

  test('follows calendar days: late last night is yesterday, not 21 hours ago', () => {
    expect(zh.ago(nowMs - 21 * hourMs)).toBe('昨天')
  })

  test('takes a clock that is a little ahead for now, and writes a far one out', () => {
    expect(zh.ago(nowMs + 90_000)).toBe('刚刚')
    expect(zh.ago(nowMs + 3 * dayMs)).toBe('11月25日 20:00')
  })

  test('as an age has no "ago" and never is negative', async () => {
    expect(zh.age(nowMs - 3 * dayMs)).toBe('3天')
    expect(zh.age(nowMs - 5 * hourMs)).toBe('5小时')
    expect(zh.age(nowMs - 60_000)).toBe('1分钟')
    expect(zh.age(nowMs - 59_000)).toBe('不到 1 分钟')
    expect(zh.age(nowMs + dayMs)).toBe('不到 1 分钟')
    expect((await english()).age(nowMs)).toBe('under a minute')
    expect((await english()).age(nowMs - hourMs)).toBe('1 hour')
  })
})

test('amounts are grouped, shares are percent, sizes go by 1024', () => {
  expect(zh.count(12_691)).toBe('12,691')
  expect(zh.percent(0.864)).toBe('86%')
  expect(zh.size(0)).toBe('0 B')
  expect(zh.size(190_464)).toBe('186 KB')
  expect(zh.size(1_258_291)).toBe('1.2 MB')
  expect(zh.size(1023.6 * 1024)).toBe('1 MB')
})

describe('inside a page', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: nowMs })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  test('words of time renew each minute, and the timer ends with the last of them', async () => {
    const Ago = {
      setup() {
        const format = useFormat()
        return () => h('p', format.value.ago(nowMs - 50_000))
      },
    }
    const wrapper = mount(Ago, { global: { plugins: [createAppI18n()] } })
    const second = mount(Ago, { global: { plugins: [createAppI18n()] } })
    expect(wrapper.text()).toBe('刚刚')
    vi.advanceTimersByTime(minuteMs)
    await wrapper.vm.$nextTick()
    expect(wrapper.text()).toBe('1分钟前')
    second.unmount()
    expect(vi.getTimerCount()).toBe(1)
    wrapper.unmount()
    expect(vi.getTimerCount()).toBe(0)
  })
})
