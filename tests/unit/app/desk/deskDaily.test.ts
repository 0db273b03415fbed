// @vitest-environment happy-dom
import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import { effectScope } from 'vue'
import { maxAtOnce, planBulk, runBulk, type BulkStep } from '../../../../src/app/components/desk/bulk'
import { deskKeyOf, useDeskKeys } from '../../../../src/app/components/desk/deskKeys'
import {
  maxSavedFilters,
  readDeskSettings,
  startingSettings,
} from '../../../../src/app/components/desk/deskSettings'
import { confidentialOf, csvOf, issueSheet, xlsxFile } from '../../../../src/app/components/desk/exportIssues'
import {
  issueCell,
  issueColumnKeys,
  nextSort,
  sortIssues,
  startingColumns,
  type IssueColumnKey,
  type IssueWords,
} from '../../../../src/app/components/desk/issueColumns'
import type { SaveResult } from '../../../../src/app/client/engine/dispatch'
import type { CommandRequest } from '../../../../src/domain/command/registry'
import type { Issue } from '../../../../src/domain/issue/rows'
import type { Row } from '../../../../src/domain/rows'
import { readXlsx } from '../../../../src/server/import/xlsx'
import { id } from '../../../fixtures/ids'
import { makeActor, makeIssue, row } from '../../../fixtures/rows'

let made = 300
const issue = (fields: Partial<Issue> = {}): Row<'issue'> => row('issue', id(++made), makeIssue(fields))
const words: IssueWords = {
  number: ({ data }) => data.number ?? '待编号',
  state: ({ data }) => data.state,
  urgent: '紧急',
  kind: ({ data }) => data.kind,
  category: (found) => `类 ${found}`,
  area: (found) => `村 ${found}`,
  subject: (found) => (found === null ? '全村' : '周承勤'),
  person: () => '柳明芳',
  outcome: ({ data }) => data.outcome ?? '',
  today: '2026-07-20',
}
const labels = Object.fromEntries(issueColumnKeys.map((key) => [key, `列 ${key}`])) as Record<
  IssueColumnKey,
  string
>

describe('several issues at once', () => {
  test('what the state does not allow is told before, and not tried', () => {
    const reported = issue()
    const returned = issue({ state: 'needsDetail' })
    const listed = issue({ state: 'listed' })
    const actor = makeActor({ roles: ['office'] })
    const plan = planBulk(actor, 'accept', [reported, returned, listed])
    expect(plan.able).toEqual([reported])
    expect(plan.unable).toEqual([
      { issue: returned, why: 'needsDetail' },
      { issue: listed, why: 'notAccept' },
    ])
    expect(planBulk(makeActor({ roles: ['assessor'] }), 'accept', [reported]).able).toEqual([])
    expect(planBulk(undefined, 'accept', [reported]).unable).toEqual([{ issue: reported, why: 'filling' }])
  })

  const step = (issueId: string): BulkStep => ({
    issueId,
    request: { name: 'issue.accept', args: { issueId, remark: '' } },
  })
  const steps = (count: number): BulkStep[] => Array.from({ length: count }, (_, at) => step(`i${at}`))
  /** Saves a stroke whole or not at all, as the engine does. */
  function engine(refused: readonly string[]) {
    const saved: string[] = []
    const strokes: number[] = []
    const dispatch = (requests: readonly CommandRequest[]): Promise<SaveResult> => {
      strokes.push(requests.length)
      const ids = requests.map(({ args }) => (args as { issueId: string }).issueId)
      const index = ids.findIndex((found) => refused.includes(found))
      if (index >= 0)
        return Promise.resolve({
          saved: false,
          index,
          rejection: { code: 'wrongState', params: { state: 'listed' } },
        })
      saved.push(...ids)
      return Promise.resolve({ saved: true, commandIds: ids.map((found) => `c-${found}`), unknown: false })
    }
    return { saved, strokes, dispatch }
  }

  test('a refusal of one never holds the others up, and is told with its issue', async () => {
    const { saved, dispatch } = engine(['i1', 'i30'])
    const seen: number[] = []
    const results = await runBulk(steps(45), dispatch, (done) => seen.push(done))
    expect(results.map(({ issueId }) => issueId)).toEqual(steps(45).map(({ issueId }) => issueId))
    expect(saved).toHaveLength(43)
    expect(results.filter((result) => !('commandId' in result))).toEqual([
      { issueId: 'i1', refusal: { code: 'wrongState', params: { state: 'listed' } } },
      { issueId: 'i30', refusal: { code: 'wrongState', params: { state: 'listed' } } },
    ])
    expect(results[44]).toEqual({ issueId: 'i44', commandId: 'c-i44' })
    expect(seen.at(-1)).toBe(45)
  })

  test('a stroke is small, so that the page stays alive', async () => {
    const { strokes, dispatch } = engine([])
    await runBulk(steps(maxAtOnce), dispatch)
    expect(Math.max(...strokes)).toBeLessThanOrEqual(20)
    expect(strokes.reduce((sum, size) => sum + size, 0)).toBe(maxAtOnce)
  })

  test('when the store gives out, what was written stays written and the rest is told as not saved', async () => {
    const good = engine([])
    let calls = 0
    const results = await runBulk(steps(45), (requests) =>
      ++calls > 1 ? Promise.reject(new Error('no room')) : good.dispatch(requests),
    )
    expect(results.filter((result) => 'commandId' in result)).toHaveLength(20)
    expect(results.filter((result) => 'refusal' in result && result.refusal === null)).toHaveLength(25)
    expect(calls).toBe(2)
  })
})

describe('columns', () => {
  test('hold nothing of care groups, family members or phones, whose export would have to be logged', () => {
    expect(issueColumnKeys.filter((key) => /care|member|phone|contact/iu.test(key))).toEqual([])
    expect(startingColumns.every((key) => issueColumnKeys.includes(key))).toBe(true)
  })

  test('sort by what they show, numbers as numbers, empty ones last both ways', () => {
    const some = [2, 10, 1].map((sentBackCount) => issue({ sentBackCount }))
    const by = (column: IssueColumnKey, descending: boolean, issues: readonly Row<'issue'>[]) =>
      sortIssues(issues, { column, descending }, words).map((found) => issueCell(column, found, words))
    expect(by('sentBackCount', false, some)).toEqual([1, 2, 10])
    expect(by('sentBackCount', true, some)).toEqual([10, 2, 1])
    const remarks = [issue(), issue({ officeRemark: '乙' }), issue({ officeRemark: '甲' })]
    expect(by('officeRemark', false, remarks).at(-1)).toBe('')
    expect(by('officeRemark', true, remarks).at(-1)).toBe('')
    expect(sortIssues(some, null, words)).toBe(some)
  })

  test('a third press brings the order of the inbox back', () => {
    const up = nextSort(null, 'title')
    expect(up).toEqual({ column: 'title', descending: false })
    const down = nextSort(up, 'title')
    expect(down).toEqual({ column: 'title', descending: true })
    expect(nextSort(down, 'title')).toBeNull()
    expect(nextSort(down, 'state')).toEqual({ column: 'state', descending: false })
  })

  test('days of waiting are counted from when the office could first know', () => {
    const received = issue({ receivedAt: Date.UTC(2026, 6, 17, 3) })
    expect(issueCell('waitingDays', received, words)).toBe(3)
  })
})

describe('settings of the desk', () => {
  test('what an older or newer build kept is read as far as it can be used', () => {
    expect(readDeskSettings(undefined)).toEqual(startingSettings)
    expect(readDeskSettings({ view: 'map', columns: ['later'], sort: { column: 'x' }, saved: 3 })).toEqual(
      startingSettings,
    )
    const kept = {
      view: 'table',
      columns: ['words', 'title', 'later'],
      sort: { column: 'title', descending: true },
      saved: [{ id: 'f', name: '急', query: { urgent: '1', odd: 4 } }, { name: 'no id' }],
    }
    expect(readDeskSettings(kept)).toEqual({
      view: 'table',
      columns: ['title', 'words'],
      sort: { column: 'title', descending: true },
      saved: [{ id: 'f', name: '急', query: { urgent: '1' } }],
    })
  })

  test('more saved filters than can be shown are cut', () => {
    const saved = Array.from({ length: 50 }, (_, at) => ({ id: `${at}`, name: `${at}`, query: {} }))
    expect(readDeskSettings({ saved }).saved).toHaveLength(maxSavedFilters)
  })
})

describe('the list as a file', () => {
  const sheet = (issues: Row<'issue'>[], withConfidential = false) =>
    issueSheet(issues, {
      columns: ['number', 'title', 'sentBackCount'],
      labels,
      words,
      withConfidential,
      confidential: '保密',
    })

  test('has the columns chosen, in the order shown', () => {
    expect(sheet([issue({ title: '乙' }), issue({ title: '甲', number: '2026-0001' })])).toEqual({
      head: ['列 number', '列 title', '列 sentBackCount'],
      rows: [
        ['待编号', '乙', 0],
        ['2026-0001', '甲', 0],
      ],
    })
  })

  test('leaves confidential ones out unless they are asked for, and marks them then', () => {
    const open = issue({ title: '路灯' })
    const closed = issue({ title: '信访', confidential: true })
    expect(confidentialOf([open, closed])).toEqual([closed])
    expect(sheet([open, closed]).rows).toEqual([['待编号', '路灯', 0]])
    expect(sheet([open, closed], true)).toEqual({
      head: ['列 number', '列 title', '列 sentBackCount', '保密'],
      rows: [
        ['待编号', '路灯', 0, ''],
        ['待编号', '信访', 0, '保密'],
      ],
    })
  })

  test.each([
    '=HYPERLINK("http://x")',
    '+1+1',
    '-2+3',
    '@SUM(A1)',
    '＝1+1',
    '＋86',
    '－1',
    '＠A',
    '\t=1',
    ' =1',
    '\n=1',
  ])('the csv file computes nothing of %j', (title) => {
    const text = csvOf(sheet([issue({ title })]))
    expect(text).toContain(`'${title.replaceAll('"', '""')}`)
  })

  test('the csv file begins with the mark of UTF-8, and reads back as it was written', () => {
    const text = csvOf(sheet([issue({ title: '他说："要修"，\n还没修' }), issue({ title: '不-是公式' })]))
    expect(text.charCodeAt(0)).toBe(0xfeff)
    expect(text.endsWith('\r\n')).toBe(true)
    expect(Papa.parse<string[]>(text.slice(1), { skipEmptyLines: true }).data).toEqual([
      ['列 number', '列 title', '列 sentBackCount'],
      ['待编号', '他说："要修"，\n还没修', '0'],
      ['待编号', '不-是公式', '0'],
    ])
  })

  test('the Excel file holds words as words and figures as figures', async () => {
    const file = await xlsxFile(sheet([issue({ title: '=1+1' })]), '问题清单', '2026-07-06')
    const [first] = await readXlsx(new Uint8Array(await file.arrayBuffer()))
    expect(first?.rows.map(({ cells }) => cells)).toEqual([
      ['列 number', '列 title', '列 sentBackCount'],
      ['待编号', '=1+1', 0],
    ])
  })

  test('a list of thousands is a file that can be read', async () => {
    const long = '很长的标题'.repeat(12)
    const many = Array.from({ length: 3_000 }, (_, at) => issue({ title: `${at} ${long}` }))
    const file = await xlsxFile(sheet(many), '问题清单', '2026-07-06')
    const [first] = await readXlsx(new Uint8Array(await file.arrayBuffer()))
    expect(first?.rows).toHaveLength(3_001)
  })
})

describe('keys', () => {
  const press = (key: string, target: EventTarget = document.body, more: KeyboardEventInit = {}) => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more })
    target.dispatchEvent(event)
    return event
  }
  const keyAt = (key: string, target: EventTarget, more: KeyboardEventInit = {}) => {
    let found: string | undefined
    const listen = (event: Event): void => void (found = deskKeyOf(event as KeyboardEvent))
    window.addEventListener('keydown', listen)
    press(key, target, more)
    window.removeEventListener('keydown', listen)
    return found
  }
  const element = (html: string): HTMLElement => {
    document.body.innerHTML = html
    return document.body.firstElementChild as HTMLElement
  }

  test.each(['<input type="search">', '<input>', '<textarea></textarea>', '<select></select>'])(
    'never fire in %s',
    (html) => {
      const field = element(html)
      for (const key of ['a', 's', 'd', 'x', 'j', '/', '?', 'Escape'])
        expect(keyAt(key, field)).toBeUndefined()
    },
  )

  test('fire on a box to tick, which takes no text', () => {
    expect(keyAt('x', element('<input type="checkbox">'))).toBe('select')
  })

  test('leave what the browser or the system does with them', () => {
    const body = element('<p></p>')
    expect(keyAt('a', body)).toBe('accept')
    expect(keyAt('A', body)).toBe('accept')
    expect(keyAt('a', body, { ctrlKey: true })).toBeUndefined()
    expect(keyAt('a', body, { metaKey: true })).toBeUndefined()
    expect(keyAt('a', body, { altKey: true })).toBeUndefined()
    expect(keyAt('q', body)).toBeUndefined()
    expect(keyAt('constructor', body)).toBeUndefined()
  })

  test('rest under an open dialog', () => {
    expect(keyAt('a', element('<dialog open></dialog>'))).toBeUndefined()
  })

  test('end with the page, and an unused one stays the browser’s', () => {
    document.body.innerHTML = ''
    const scope = effectScope()
    const done: string[] = []
    scope.run(() =>
      useDeskKeys({
        accept: () => done.push('accept') > 0,
        search: () => false,
      }),
    )
    expect(press('a').defaultPrevented).toBe(true)
    expect(press('/').defaultPrevented).toBe(false)
    scope.stop()
    press('a')
    expect(done).toEqual(['accept'])
  })
})
