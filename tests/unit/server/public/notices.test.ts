import { Writable } from 'node:stream'
import { gunzipSync, gzipSync } from 'node:zlib'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { audienceOf } from '../../../../src/domain/access/audience'
import { scopesOf } from '../../../../src/domain/access/scopes'
import type { Issue } from '../../../../src/domain/issue/rows'
import { noticeStates, type Notice, type NoticeLine } from '../../../../src/domain/notice/rows'
import { referencesOf, type Row, type RowKind, type RowTypes } from '../../../../src/domain/rows'
import { canonicalJson } from '../../../../src/sync/canonical'
import { linesPerPage } from '../../../../src/server/public/noticePage'
import { stylePath, styleText } from '../../../../src/server/public/style'
import { makeTask } from '../../../fixtures/edition'
import { makeIssue } from '../../../fixtures/rows'
import { makeEdge, startMs, tenantId, testId, type Edge } from '../http/makeEdge'

const noticeId = testId(700)
const editionId = testId(701)
const path = `/public/notices/${noticeId}`
/** The clock of the edge stands on 2026-06-14. */
const dayMs = 86_400_000

const makeLine = (overrides: Partial<NoticeLine> = {}): NoticeLine => ({
  list: 'issues',
  refId: testId(710),
  serial: 1,
  number: '2026-0137',
  who: '王某某',
  area: '第一村',
  category: '环境保护',
  problem: '村口路灯不亮',
  unit: '党政办',
  measures: '换灯泡，查线路',
  dueOn: '2026-07-20',
  state: 'struckOff',
  result: '灯亮了',
  outcome: 'solved',
  satisfaction: 'satisfied',
  doneOn: '2026-06-10',
  masks: [{ field: 'result', kind: 'name', count: 1 }],
  ...overrides,
})
const makeNotice = (overrides: Partial<Notice> = {}): Notice => ({
  editionId,
  editionNumber: '2026-05',
  editionHash: 'f'.repeat(64),
  zone: '试验区',
  month: '2026-05',
  title: '五月办理情况公示',
  intro: '现予公示。',
  closing: '欢迎监督。',
  contact: '0722-3310000',
  campaignId: null,
  state: 'posted',
  lists: ['issues', 'effects'],
  lines: [makeLine(), makeLine({ list: 'effects', problem: '水渠已清淤' })],
  omitted: [],
  expiresOn: '2026-07-31',
  revision: 1,
  composedBy: testId(3),
  editors: [testId(3)],
  submittedOn: '2026-06-12',
  refused: null,
  approvedBy: testId(4),
  approvedOn: '2026-06-13',
  withdrawn: null,
  dropped: null,
  recordedAt: startMs,
  clockOffsetMs: 0,
  receivedAt: startMs,
  ...overrides,
})

let edge: Edge
let logged = ''
beforeEach(async () => {
  logged = ''
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      logged += chunk.toString()
      done()
    },
  })
  edge = await makeEdge({ log: pino({ level: 'debug' }, stream) })
})
afterEach(() => edge.realStore.close())

let version = 1_000_000
async function store<K extends RowKind>(
  kind: K,
  id: string,
  data: RowTypes[K],
  tenant = tenantId,
): Promise<void> {
  version += 1
  const references = referencesOf(kind, data).map(([field, target]) => ({ field, target }))
  const row = { kind, id, version, json: canonicalJson(data), scopes: scopesOf(kind, data), references }
  await edge.realStore.write(tenant, (tx) => tx.putRows([{ ...row, leftScopes: [] }]))
}
const post = (overrides: Partial<Notice> = {}) => store('notice', noticeId, makeNotice(overrides))
const get = (at = path, init: RequestInit = {}) => edge.app.request(at, init)
const textOf = (body: string): string => body.replace(/<[^>]*>/gu, '')
const bodyOf = async (at = path) => (await get(at)).text()

describe('GET /public/notices/:id', () => {
  test('shows a posted notice without sign-in, script and cookie', async () => {
    await post()
    const response = await get()
    const body = await response.text()
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('set-cookie')).toBeNull()
    expect(response.headers.get('x-robots-tag')).toMatch(/noindex/)
    for (const text of [
      '试验区',
      '五月办理情况公示',
      '2026年5月',
      '公示日期 2026年6月13日',
      '公示至 2026年7月31日',
      '现予公示。',
      '问题清单',
      '效果清单',
      '1. 村口路灯不亮',
      '2026-0137 · 第一村 · 王某某 · 环境保护',
      '党政办',
      '换灯泡，查线路',
      '灯亮了',
      '已销号 · 已解决',
      '满意',
      '0722-3310000',
      '第 2026-05 期',
    ])
      expect(textOf(body)).toContain(text)
    expect(body).not.toMatch(/<script|javascript:|\son\w+=|style=|<img|<iframe/i)
    expect(body).toContain('<html lang="zh-CN">')
    expect(body).toContain('name="robots" content="noindex,nofollow"')
  })

  test('shows no line of what turned confidential after it was posted', async () => {
    const [open, secret, task] = [testId(711), testId(712), testId(713)]
    const issue = (data: Partial<Issue>) => makeIssue({ number: '2026-0137', ...data })
    await store('issue', open, issue({ number: '2026-0001' }))
    await store('issue', secret, issue({ confidential: true, audience: audienceOf('V1', [testId(3)], true) }))
    await store('task', task, makeTask(task, { issueIds: [open] }).data)
    await post({
      lists: ['issues', 'tasks'],
      lines: [
        makeLine({ refId: secret }),
        makeLine({ refId: open, number: '2026-0001', problem: '水渠已清淤' }),
        makeLine({ list: 'tasks', refId: task, number: '2026-0001、2026-0137', problem: '一并修好' }),
      ],
    })
    const body = await bodyOf()
    expect(body).toContain('水渠已清淤')
    expect(body).toContain('共 1 条')
    for (const told of ['村口路灯不亮', '一并修好', '2026-0137']) expect(body).not.toContain(told)
  })

  test('says nothing of the row beyond the allow-list', async () => {
    const secret = (name: string) => `SECRET-${name}`
    const line = {
      ...makeLine({ refId: secret('refId') }),
      serial: secret('serial'),
      masks: [{ field: secret('mask'), kind: secret('kind'), count: 1 }],
      edited: secret('edited'),
      leader: secret('leader'),
      description: secret('description'),
    } as unknown as NoticeLine
    await post({
      lines: [line],
      editionId: secret('editionId'),
      editionHash: secret('hash'),
      campaignId: secret('campaign'),
      composedBy: secret('composedBy'),
      editors: [secret('editor')],
      approvedBy: secret('approvedBy'),
      submittedOn: secret('submittedOn'),
      omitted: [{ list: 'issues', refId: secret('omittedId'), reason: secret('reason') }],
      refused: { by: secret('refusedBy'), on: '2026-06-12', remark: secret('remark') },
      ...({ later: secret('later') } as object),
    })
    const body = await bodyOf()
    expect(body).toContain('村口路灯不亮')
    expect(body).not.toContain('SECRET')
  })

  test('escapes whatever stands in a field', async () => {
    const evil = `<script>x</script>"'\`&lt;<img src=x onerror=a=1>`
    const texts = ['number', 'who', 'area', 'category', 'problem', 'unit', 'measures', 'result'] as const
    const heads = ['zone', 'title', 'intro', 'closing', 'contact', 'editionNumber'] as const
    await post({
      ...Object.fromEntries(heads.map((field) => [field, `${evil}${field}`])),
      lines: [
        makeLine({
          ...Object.fromEntries(texts.map((field) => [field, `${evil}${field}`])),
          state: evil as 'listed',
          outcome: evil as 'solved',
          satisfaction: '__proto__' as 'satisfied',
          dueOn: evil,
          doneOn: evil,
        }),
      ],
      month: evil,
      expiresOn: '9999-12-31">',
      approvedOn: evil,
    })
    const body = await bodyOf()
    for (const field of [...texts, ...heads]) expect(body).toContain(`a&#61;1&#62;${field}`)
    expect(body.match(/<[a-z]+/giu)?.filter((tag) => /script|img/i.test(tag))).toEqual([])
    expect(body.replace(/<[^<>]*>/gu, '')).not.toMatch(/[<>"'`]/u)
    expect(body).toContain('&#38;lt;')
  })

  test.each(noticeStates)('%s: public, gone, or as if there were none', async (state) => {
    await post({ state })
    const response = await get()
    const statuses = { draft: 404, submitted: 404, posted: 200, withdrawn: 410, dropped: 404 }
    expect(response.status).toBe(statuses[state])
    const body = await response.text()
    expect(body.includes('路灯')).toBe(state === 'posted')
    if (state !== 'posted') expect(response.headers.get('cache-control')).toBe('no-store')
  })

  test('is gone the day after its last one, in Shanghai', async () => {
    await post({ expiresOn: '2026-06-14' })
    // 23:59 of that day.
    edge.clock.at = Date.UTC(2026, 5, 14, 15, 59)
    expect((await get()).status).toBe(200)
    edge.clock.at += 60_000
    const response = await get()
    expect(response.status).toBe(410)
    expect(await response.text()).not.toContain('路灯')
  })

  test.each([
    testId(799),
    '1',
    'x',
    noticeId.toUpperCase(),
    `${noticeId}%00`,
    '%zz',
    "'%20or%201=1",
    '..%2f..%2fetc',
    '%E7%8E%8B',
    'a'.repeat(5_000),
  ])('%s is not found, as a page', async (id) => {
    await post()
    const response = await get(`/public/notices/${id}`)
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toMatch(/^text\/html/)
    expect(await response.text()).not.toContain('路灯')
  })
  test.each(['/public/', '/public/notices', '/public/notices/', `${path}/more`, '/public/style.css'])(
    '%s is not found',
    async (at) => {
      expect((await get(at)).status).toBe(404)
    },
  )

  test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('%s is refused', async (method) => {
    await post()
    const response = await get(path, { method })
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('GET, HEAD')
  })
  test('HEAD answers like GET, without a body', async () => {
    await post()
    const response = await get(path, { method: 'HEAD' })
    expect(response.status).toBe(200)
    expect(response.headers.get('etag')).toBe((await get()).headers.get('etag'))
    expect(await response.text()).toBe('')
  })

  test('is not sent again while it is the same, and is asked for again within a minute', async () => {
    await post()
    const first = await get()
    expect(first.headers.get('cache-control')).toBe('public, max-age=60')
    const again = await get(path, { headers: { 'If-None-Match': `W/${first.headers.get('etag') ?? ''}` } })
    expect(again.status).toBe(304)
    await post({ state: 'withdrawn' })
    const gone = await get(path, { headers: { 'If-None-Match': first.headers.get('etag') ?? '' } })
    expect(gone.status).toBe(410)
  })

  test('comes in two requests of less than 15 KB for sixty lines', async () => {
    // Chinese text that does not repeat, so that packing has as much to do as in real life.
    const words = Array.from({ length: 3_000 }, (_, index) =>
      String.fromCharCode(0x4e00 + ((index * 7_919) % 20_000)),
    )
    const text = (at: number, length: number) => words.slice(at, at + length).join('')
    const lines = Array.from({ length: 60 }, (_, index) =>
      makeLine({
        number: `2026-${String(index).padStart(4, '0')}`,
        problem: text(index * 11, 14),
        measures: text(index * 17, 36),
        result: text(index * 23, 30),
      }),
    )
    await post({ lines })
    const response = await get(path, { headers: { 'Accept-Encoding': 'gzip' } })
    const bytes = Buffer.from(await response.arrayBuffer())
    const css = gzipSync(styleText).byteLength
    expect(gunzipSync(bytes).toString()).toContain('60. ')
    expect(bytes.byteLength + css).toBeLessThan(15_000)
    // The page names one file beside itself.
    expect(
      gunzipSync(bytes)
        .toString()
        .match(/(?:src|href)="\/[^"]*"/gu),
    ).toEqual([`href="${stylePath}"`])
  })

  test('is parted into pages where it is long, counted on', async () => {
    const lines = Array.from({ length: linesPerPage + 1 }, (_, index) =>
      makeLine({ problem: `第${index + 1}件` }),
    )
    await post({ lines })
    expect(await bodyOf()).toContain('href="?p=2"')
    const second = await bodyOf(`${path}?p=2`)
    expect(second).toContain(`${linesPerPage + 1}. 第${linesPerPage + 1}件`)
    expect(second).not.toContain('第1件')
    for (const wrong of ['0', '3', '-1', 'x', '1e9', '01'])
      expect((await get(`${path}?p=${wrong}`)).status).toBe(404)
  })

  test('of a corrected edition it stays, and says where the new one is', async () => {
    const edition = (state: 'frozen', correctsId: string | null): Row<'edition'>['data'] =>
      ({ month: '2026-05', state, correctsId, title: '' }) as Row<'edition'>['data']
    await post()
    await store('edition', editionId, edition('frozen', null))
    expect(await bodyOf()).not.toContain('更正')
    const newId = testId(702)
    await store('edition', newId, edition('frozen', editionId))
    const corrected = await bodyOf()
    expect(corrected).toContain('更正')
    expect(corrected).toContain('村口路灯不亮')
    expect(corrected).not.toContain('href="/public/notices')
    await store('notice', testId(703), makeNotice({ editionId: newId }))
    expect(await bodyOf()).toContain(`href="/public/notices/${testId(703)}"`)
    expect(await bodyOf(`/public/notices/${testId(703)}`)).not.toContain('更正')
  })

  test('is found in whatever zone it lies', async () => {
    await edge.realStore.createTenant({
      tenantId: '990000002',
      name: '邻区',
      epoch: 'e',
      version: 0,
      chainHash: '',
    })
    await store('notice', noticeId, makeNotice({ zone: '邻区', state: 'draft' }))
    await store('notice', noticeId, makeNotice({ zone: '邻区' }), '990000002')
    expect(await bodyOf()).toContain('邻区')
  })

  test('the log holds neither address nor which notice it was', async () => {
    await post()
    await get(path, { headers: { 'X-Forwarded-For': '203.0.113.7', 'User-Agent': 'phone' } })
    expect(logged).toContain('/public/notices/:id')
    for (const trace of [noticeId, '203.0.113.7', 'phone', tenantId]) expect(logged).not.toContain(trace)
  })

  test('a flood from one address is told to wait', async () => {
    const narrow = await makeEdge({ config: { openCalls: { burst: 2, perSecond: 1 } } })
    const statuses = []
    for (let look = 0; look < 3; look++) statuses.push((await narrow.app.request(path)).status)
    expect(statuses).toEqual([404, 404, 429])
    narrow.clock.at += dayMs
    expect((await narrow.app.request(path)).status).toBe(404)
    await narrow.realStore.close()
  })

  test('a store that does not answer gives a plain page, and the operator hears of it', async () => {
    const broken = await makeEdge({
      spoil: (real) => ({ ...real, tenantsWith: () => Promise.reject(new Error('disk gone')) }),
    })
    const response = await broken.app.request(path)
    expect(response.status).toBe(503)
    expect(await response.text()).not.toContain('disk gone')
    await broken.realStore.close()
  })
})

describe('the style', () => {
  test('lies beside under a name with its hash, for ever', async () => {
    const response = await get(stylePath)
    expect(response.headers.get('content-type')).toBe('text/css; charset=utf-8')
    expect(response.headers.get('cache-control')).toMatch(/immutable/)
    expect(await response.text()).toBe(styleText)
    // Nothing is fetched from elsewhere.
    expect(styleText).not.toMatch(/url\(|@import|expression/i)
  })
  test('the policy of the page allows it and no script of its own', async () => {
    await post()
    const policy = (await get()).headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("style-src 'self'")
    expect(policy).not.toContain('unsafe')
  })
})
