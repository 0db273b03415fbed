// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest'
import type { MissingFeature } from '../../../../src/app/client/vault/deviceSupport'
import { adviceFor } from '../../../../src/app/session/advice'
import { deviceLabel } from '../../../../src/app/session/deviceLabel'
import {
  applyDisplay,
  defaultDisplay,
  keepDisplaySettings,
  readDisplaySettings,
} from '../../../../src/app/session/displaySettings'
import { createLossNote } from '../../../../src/app/session/lossNote'
import { mayUpdateByItself, type Moment } from '../../../../src/app/session/mayUpdate'

beforeEach(() => localStorage.clear())

describe('a newer build is put to use by itself', () => {
  const minute = 60_000
  const moment = (fields: Partial<Moment>): Moment => ({
    ...{ formOpen: false, busy: false, hidden: false, openForMs: 30 * minute, idleForMs: minute },
    ...fields,
  })
  test.each<[claim: string, Partial<Moment>, boolean]>([
    ['not while someone is at it', {}, false],
    ['when nobody looks', { hidden: true }, true],
    ['after a long stillness', { idleForMs: 10 * minute }, true],
    ['right after the start, before anything was touched', { openForMs: 2_000, idleForMs: 2_000 }, true],
    ['not right after the start once something was touched', { openForMs: 3_000, idleForMs: 500 }, false],
    ['never under an open form, though nobody looks', { hidden: true, formOpen: true }, false],
    ['never while something is saved or sent', { hidden: true, busy: true }, false],
    ['not at the start of a form either', { openForMs: 1_000, idleForMs: 1_000, formOpen: true }, false],
  ])('%s', (_claim, fields, expected) => {
    expect(mayUpdateByItself(moment(fields))).toBe(expected)
  })
})

describe('display settings', () => {
  test('come back as they were left', () => {
    keepDisplaySettings({ locale: 'en', textSize: 'xlarge', theme: 'dark' })
    expect(readDisplaySettings()).toEqual({ locale: 'en', textSize: 'xlarge', theme: 'dark' })
  })

  test.each(['{', '[]', 'null', '{"theme":"blue","textSize":7}'])(
    'damaged ones (%s) are the defaults',
    (kept) => {
      localStorage.setItem('minqing-display', kept)
      expect(readDisplaySettings()).toEqual(defaultDisplay)
    },
  )

  test('a browser that refuses storage still shows the page', () => {
    const refused = () => {
      throw new DOMException('denied', 'SecurityError')
    }
    expect(readDisplaySettings(refused)).toEqual(defaultDisplay)
    expect(() => keepDisplaySettings(defaultDisplay, refused)).not.toThrow()
  })

  test('are attributes of the page, none for the defaults', () => {
    const root = document.createElement('html')
    applyDisplay({ textSize: 'large', theme: 'light' }, root)
    expect({ ...root.dataset }).toEqual({ textSize: 'large', theme: 'light' })
    applyDisplay(defaultDisplay, root)
    expect({ ...root.dataset }).toEqual({})
  })
})

describe('a wiped database', () => {
  const note = () => createLossNote('loss')

  test('is told until it was read, also after the page was closed', () => {
    expect(note().current({ saved: 57, unsent: 4 })).toEqual({ saved: 57, unsent: 4 })
    expect(note().current(null)).toEqual({ saved: 57, unsent: 4 })
    note().acknowledge()
    expect(note().current(null)).toBeNull()
  })

  test('keeps the number that the first report knew: the witness forgets it after a round', () => {
    note().current({ saved: 57, unsent: 4 })
    expect(note().current({ saved: 57, unsent: 0 })).toEqual({ saved: 57, unsent: 4 })
    note().acknowledge()
    expect(note().current({ saved: 57, unsent: 0 })).toBeNull()
  })

  test('a second one is told again', () => {
    note().current({ saved: 57, unsent: 4 })
    note().acknowledge()
    expect(note().current({ saved: 60, unsent: 1 })).toEqual({ saved: 60, unsent: 1 })
  })

  test('nothing was lost: nothing is told', () => {
    expect(note().current(null)).toBeNull()
  })
})

describe('what to do about a browser that can not run the app', () => {
  const lacks = (...codes: MissingFeature['code'][]): MissingFeature[] =>
    codes.map((code) => ({ code, needed: true }))
  const wechat = 'Mozilla/5.0 (Linux; Android 10) AppleWebKit Chrome/86 Mobile MicroMessenger/8.0'

  test('an insecure address is the whole answer: the rest is missing because of it', () => {
    expect(adviceFor(lacks('secureContext'), wechat)).toEqual(['insecure'])
  })
  test('inside WeChat the first thing to try is the browser outside', () => {
    expect(adviceFor(lacks('compression'), wechat)[0]).toBe('wechat')
  })
  test('a storage that refuses smells of a private window', () => {
    expect(adviceFor(lacks('indexedDb'), 'Firefox/130')).toContain('privateWindow')
    expect(adviceFor(lacks('keyStorage'), 'Firefox/130')).toContain('privateWindow')
    expect(adviceFor(lacks('compression'), 'Firefox/90')).not.toContain('privateWindow')
  })
})

test.each([
  [
    'Mozilla/5.0 (Linux; Android 13; 2201123C) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36',
    'Android · Chrome',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile/15E148 Safari/604.1',
    'iPhone · Safari',
  ],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120.0 Safari/537.36 Edg/120.0', 'Windows · Edge'],
  ['Mozilla/5.0 (Linux; Android 10) Chrome/86 Mobile MicroMessenger/8.0', 'Android · WeChat'],
  ['', 'unknown'],
])('a device is recognised by system and browser: %s', (userAgent, label) => {
  expect(deviceLabel(userAgent)).toBe(label)
})
