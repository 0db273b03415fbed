import { beforeEach, describe, expect, test } from 'vitest'
import { parse } from '../../../../src/domain/schema'
import {
  frameImport,
  importLineSchema,
  importPreviewAnswerSchema,
  type ImportLine,
  type ImportPreviewAnswer,
} from '../../../../src/sync/registerImport'
import { makeXlsx, type XlsxCell } from '../../../fixtures/register/makeXlsx'
import { makeEdge, tenantId, type Edge, type Login } from './makeEdge'

let edge: Edge
let village: string

beforeEach(async () => {
  edge = await makeEdge()
  const areas = await edge.store.read(tenantId, (tx) => tx.rowsOfKind('area'))
  const names = areas.map(({ json }) => JSON.parse(json) as { name: string; level: string })
  village = names.find(({ level }) => level === 'village')?.name ?? ''
})

const file = (count = 2): Uint8Array =>
  makeXlsx([
    {
      name: village,
      rows: [
        ['户主姓名', '电话', '住址'],
        ...Array.from({ length: count }, (_, index): XlsxCell[] => [
          `柳${'甲乙丙丁戊己庚辛壬癸'[index % 10]}`,
          16900000000 + index,
          `${index}号`,
        ]),
      ],
    },
  ])

interface Asked {
  login?: Login
  path?: 'preview' | 'apply'
  head?: object
  bytes?: Uint8Array
  headers?: Record<string, string>
}

async function ask({
  login = 'admin1',
  path = 'preview',
  head,
  bytes = file(),
  headers = {},
}: Asked): Promise<Response> {
  const { token } = await edge.signIn(login)
  const packed = new TextEncoder().encode(JSON.stringify({ fileName: 'a.xlsx', mappings: [], ...head }))
  return edge.app.request(`/api/import/${path}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/octet-stream', ...headers },
    body: frameImport(packed, bytes),
  })
}
async function previewed(asked: Asked = {}): Promise<ImportPreviewAnswer> {
  const response = await ask(asked)
  const parsed = parse(importPreviewAnswerSchema, await response.json())
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  return parsed.value
}
async function lines(response: Response): Promise<ImportLine[]> {
  const text = await response.text()
  return text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const parsed = parse(importLineSchema, JSON.parse(line))
      if (!parsed.ok) throw new Error(`${line} ${JSON.stringify(parsed.issues)}`)
      return parsed.value
    })
}
async function shownHash(asked: Asked = {}): Promise<string> {
  const answer = await previewed(asked)
  if (answer.result !== 'preview') throw new Error(answer.result)
  return answer.preview.hash
}
const subjects = async (): Promise<number> => edge.store.read(tenantId, (tx) => tx.countRows('subject'))

describe('POST /api/import/preview', () => {
  test('tells what would be done, and does nothing', async () => {
    const before = await subjects()
    expect(await previewed()).toMatchObject({
      result: 'preview',
      preview: { format: 'xlsx', counts: { create: 2, edit: 0, same: 0, rejectedRows: 0 } },
    })
    expect(await subjects()).toBe(before)
  })
  test('a file that cannot be read is refused with its reason', async () => {
    expect(await previewed({ bytes: Buffer.from('%PDF-1.7') })).toEqual({
      result: 'fileRefused',
      code: 'notASpreadsheet',
      what: '',
    })
  })
  test.each(['cadre1'] as const)('%s may not', async (login) => {
    expect(await previewed({ login })).toEqual({ result: 'notPermitted' })
  })
  test('the office may', async () => {
    expect(await previewed({ login: 'office1' })).toMatchObject({ result: 'preview' })
  })
})

describe('POST /api/import/apply', () => {
  test('does what was shown, telling how far it is', async () => {
    const before = await subjects()
    const bytes = file(10)
    const response = await ask({ path: 'apply', bytes, head: { shown: await shownHash({ bytes }) } })
    expect(response.headers.get('content-type')).toBe('application/x-ndjson')
    const told = await lines(response)
    expect(told.at(0)).toEqual({ result: 'progress', done: 10, total: 10 })
    expect(told.at(-1)).toMatchObject({ result: 'applied', applied: 10, preview: { counts: { create: 10 } } })
    expect(await subjects()).toBe(before + 10)
  })
  test('what was not shown is not done', async () => {
    const before = await subjects()
    const told = await lines(
      await ask({ path: 'apply', bytes: file(3), head: { shown: await shownHash({ bytes: file(2) }) } }),
    )
    expect(told).toMatchObject([{ result: 'changedMeanwhile', preview: { counts: { create: 3 } } }])
    expect(await subjects()).toBe(before)
  })
  test('whoever goes away in the middle leaves nothing behind', async () => {
    const before = await subjects()
    const rows = Array.from({ length: 400 }, (_, index): XlsxCell[] => [
      `柳${'甲乙丙丁戊己庚辛壬癸'[index % 10]}${'一二三四五六七八九十'[Math.floor(index / 10) % 10]}${'山水田园'[Math.floor(index / 100)]}`,
      null,
      `${index}号`,
    ])
    const bytes = makeXlsx([{ name: village, rows: [['户主姓名', '电话', '住址'], ...rows] }])
    const response = await ask({ path: 'apply', bytes, head: { shown: await shownHash({ bytes }) } })
    const reader = response.body?.getReader()
    const first = await reader?.read()
    expect(new TextDecoder().decode(first?.value)).toContain('progress')
    await reader?.cancel()
    // The next write waits for the one that is being undone.
    await edge.store.write(tenantId, (tx) => tx.head())
    expect(await subjects()).toBe(before)
  })
  test('a full disk is said before anything is read', async () => {
    edge = await makeEdge({ freeBytes: () => Promise.resolve(1) })
    expect((await ask({ path: 'apply', head: { shown: 'x' } })).status).toBe(507)
  })
})

describe('what is no such request', () => {
  test.each([
    ['JSON', { headers: { 'Content-Type': 'application/json' } }, 415],
    ['a packed body', { headers: { 'Content-Encoding': 'gzip' } }, 415],
    ['a head that is none', { head: { fileName: 7 } }, 400],
    ['nothing shown', { path: 'apply' }, 400],
    ['a body above the limit', { bytes: new Uint8Array(20_300_000) }, 413],
  ] as [string, Asked, number][])('%s', async (_name, asked, status) => {
    expect((await ask(asked)).status).toBe(status)
  })
  test('a body shorter than it says', async () => {
    const { token } = await edge.signIn('admin1')
    for (const bytes of [[], [0, 0], [0, 0, 0, 9, 1], [255, 255, 255, 255]]) {
      const response = await edge.app.request('/api/import/preview', {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/octet-stream' },
        body: Uint8Array.from(bytes),
      })
      expect(response.status).toBe(400)
    }
  })
  test('nobody signed in', async () => {
    const response = await edge.app.request('/api/import/preview', { method: 'POST', body: 'x' })
    expect(response.status).toBe(401)
  })
})
