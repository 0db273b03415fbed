import { PassThrough } from 'node:stream'
import { pino } from 'pino'
import { beforeEach, describe, expect, test } from 'vitest'
import type { CommandRequest } from '../../../../src/domain/command/registry'
import { showSlipCode, slipAlphabet, slipCodeOf } from '../../../../src/domain/issue/slip'
import { runCommands } from '../../../../src/server/sync/runner'
import {
  makeEdge,
  makeEnvelope,
  people,
  problemOf,
  startMs,
  tenantId,
  testId,
  villages,
  type Edge,
  type EdgeOptions,
  type Login,
} from '../http/makeEdge'

const issueId = testId(500)
const masterId = testId(501)
const secret = '农大山家门口的水渠塌了'
let edge: Edge

const register = (id: string, overrides: { confidential?: boolean } = {}): CommandRequest => ({
  name: 'issue.register',
  args: {
    issueId: id,
    visitId: null,
    subjectId: testId(30),
    areaId: villages[0],
    kind: 'demand',
    categoryId: 'cat-other',
    title: secret,
    words: secret,
    raisedOn: '2026-06-10',
    urgent: false,
    confidential: false,
    ...overrides,
  },
})
const give = (id = issueId): CommandRequest => ({ name: 'issue.giveSlip', args: { issueId: id } })

async function act(login: Login, ...requests: CommandRequest[]): Promise<void> {
  const { outcomes } = await edge.realStore.write(tenantId, (tx) =>
    runCommands(
      tx,
      requests.map((request) => ({
        identity: { tenantId, personId: people[login].id, deviceId: testId(98) },
        envelope: makeEnvelope(request),
        receivedAt: startMs,
        trusted: 'person',
      })),
      { signer: edge.signer, random: edge.random, onBug: (error) => edge.bugs.push(error) },
    ),
  )
  expect(outcomes.map((outcome) => outcome?.result)).toEqual(requests.map(() => 'applied'))
}

async function begin(options: EdgeOptions = {}): Promise<void> {
  edge = await makeEdge(options)
  await act('cadre1', register(issueId))
}
beforeEach(() => begin())

const ask = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
  edge.app.request('/public/slip', {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(fields).toString(),
  })
const said = async (fields: Record<string, string>): Promise<string> => (await ask(fields)).text()
const code = showSlipCode(slipCodeOf(issueId))

describe('the page for slips', () => {
  test('is a form that needs no script, sets no cookie and lets nothing be kept or loaded', async () => {
    for (const response of [await edge.app.request('/public/slip'), await ask({ code })]) {
      expect(response.status).toBe(200)
      const { headers } = response
      expect(headers.get('set-cookie')).toBeNull()
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('x-robots-tag')).toContain('noindex')
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy).toMatch(
        /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'$/,
      )
      expect(headers.get('x-frame-options')).toBe('DENY')
      const html = await response.text()
      expect(html).not.toMatch(/<script|<img|<link|javascript:|https?:/)
      expect(Buffer.byteLength(html)).toBeLessThan(6_000)
    }
    expect(await (await edge.app.request('/public/slip')).text()).toContain('method="post"')
  })
  test('takes a code from nowhere but the body of the form', async () => {
    await act('cadre1', give())
    const inAddress = await edge.app.request(`/public/slip?code=${code}`)
    expect(await inAddress.text()).toBe(await (await edge.app.request('/public/slip')).text())
    const other = await edge.app.request(`/public/slip/${code}`)
    expect(other.status).toBe(404)
  })
  test('speaks English to a browser that asks for it', async () => {
    const response = await edge.app.request('/public/slip', {
      headers: { 'Accept-Language': 'en-GB,zh;q=0.5' },
    })
    expect(await response.text()).toContain('<html lang="en">')
    expect(response.headers.get('vary')).toContain('Accept-Language')
  })
  test.each(['PUT', 'DELETE', 'PATCH'])('refuses %s', async (method) => {
    const response = await edge.app.request('/public/slip', { method })
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('GET, HEAD, POST')
  })
  test('refuses a form on somebody else’s page', async () => {
    for (const headers of [{ 'Sec-Fetch-Site': 'cross-site' }, { Origin: 'https://elsewhere.test' }]) {
      const response = await ask({ code }, headers)
      expect(await problemOf(response)).toEqual({ code: 'foreignOrigin' })
    }
  })
  test.each([
    ['nothing', '', 'application/x-www-form-urlencoded'],
    ['JSON', '{"code":"A"}', 'application/json'],
    ['a long body', `code=${'A'.repeat(5_000)}`, 'application/x-www-form-urlencoded'],
    ['a body of many parts', 'code=A', 'multipart/form-data'],
    ['wrong encoding', 'code=%FF%FE%', 'text/plain'],
  ])('asks again when it got %s', async (_, body, type) => {
    const response = await edge.app.request('/public/slip', {
      method: 'POST',
      headers: { 'Content-Type': type },
      body,
    })
    expect(response.status).toBe(400)
    expect(await response.text()).toContain('name="code"')
  })
})

describe('what it answers', () => {
  test('state and dates, and nothing of what the matter is', async () => {
    await act('cadre1', give())
    await act('office1', { name: 'issue.accept', args: { issueId, remark: '' } })
    const html = await said({ code })
    expect(html).toContain('已受理')
    expect(html).toContain('2026-0001')
    expect(html).toContain('2026年6月10日')
    for (const kept of ['水渠', '农大山', '第1村', '其他', '办公室', '纪春和', issueId, '一组', code])
      expect(html, kept).not.toContain(kept)
  })
  test('wrong codes, none, unknown ones, not given and taken back ones alike, to the byte', async () => {
    const unknown = await said({ code: 'AAAA-AAAA' })
    expect(unknown).toContain('没有查到')
    const answers = [await said({ code }), await said({ code: 'x' }), await said({ code: '<b>' })]
    await act('cadre1', give())
    expect(await said({ code })).not.toBe(unknown)
    await act('cadre1', { name: 'issue.takeBackSlip', args: { issueId } })
    answers.push(await said({ code }))
    expect(new Set([...answers, unknown]).size).toBe(1)
  })
  test('a number is not needed; a wrong one is a wrong slip, however it is written the right one is right', async () => {
    await act('cadre1', give())
    await act('office1', { name: 'issue.accept', args: { issueId, remark: '' } })
    for (const number of ['', '2026-0001', '2026-1', '2026 0001', '２０２６-０００１'])
      expect(await said({ code, number }), number).toContain('已受理')
    for (const number of ['2026-0002', '1', '2025-0001'])
      expect(await said({ code, number }), number).toContain('没有查到')
  })
  test('a merged matter goes as the one it was merged into', async () => {
    await act('cadre1', give(), register(masterId))
    await act(
      'office1',
      { name: 'issue.accept', args: { issueId: masterId, remark: '' } },
      { name: 'issue.merge', args: { masterId, issueIds: [issueId], remark: '' } },
      {
        name: 'issue.decline',
        args: { issueId: masterId, reason: '不归', toldResident: secret, handedTo: '' },
      },
    )
    expect(await said({ code })).toContain('已答复')
  })
  test('of a confidential matter one coarse word, no number and no date', async () => {
    await act('cadre1', register(masterId, { confidential: true }), give(masterId))
    await act('office1', { name: 'issue.accept', args: { issueId: masterId, remark: '' } })
    const html = await said({ code: slipCodeOf(masterId) })
    expect(html).toContain('已受理')
    expect(html).not.toMatch(/\d{4}-\d{4}|<dt>|\d年/)
  })
  test('slips of every zone are found', async () => {
    const epoch = 'b'.repeat(32)
    await edge.realStore.createTenant({
      tenantId: '980000001',
      name: '别区',
      epoch,
      version: 0,
      chainHash: '',
    })
    await act('cadre1', give())
    expect(await said({ code })).toContain('已登记')
  })
})

test('a store that does not answer gives a page in plain words, and is held against nobody', async () => {
  await begin({ spoil: (real) => ({ ...real, tenants: () => Promise.reject(new Error('disk gone')) }) })
  for (let tried = 0; tried < 30; tried++) {
    edge.clock.at += 500
    const response = await ask({ code })
    expect(response.status).toBe(503)
    const text = await response.text()
    expect(text).toContain('请过几分钟再查')
    expect(text).not.toContain('disk gone')
  }
})

describe('guessing', () => {
  const guess = (at: number): string =>
    Array.from({ length: 8 }, (_, place) => slipAlphabet[(at >> place) % slipAlphabet.length] ?? '').join('')

  test('ends after twenty wrong ones from an address, with the time to come back', async () => {
    await act('cadre1', give())
    for (let tried = 0; tried < 20; tried++) expect((await ask({ code: guess(tried) })).status).toBe(200)
    const refused = await ask({ code })
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe('30')
    expect(await refused.text()).toContain('请过 1 分钟再试')
    edge.clock.at += 30_000
    expect((await ask({ code })).status).toBe(200)
  })
  test('looking up the own slip again and again is no guessing', async () => {
    await act('cadre1', give())
    for (let tried = 0; tried < 40; tried++) {
      expect((await ask({ code })).status).toBe(200)
      edge.clock.at += 500
    }
  })
  test('from many addresses comes to an end as well', async () => {
    await begin({ config: { trustedProxies: 1 } })
    const statuses = new Set<number>()
    for (let at = 0; at < 70; at++) {
      const from = { 'X-Forwarded-For': `10.0.${at}.1` }
      statuses.add((await ask({ code: guess(at) }, from)).status)
    }
    expect([...statuses]).toEqual([200, 429])
  })
  test('leaves no code in the log', async () => {
    const lines: string[] = []
    const sink = new PassThrough()
    sink.on('data', (chunk: Buffer) => lines.push(chunk.toString('utf8')))
    await begin({ log: pino({ level: 'trace' }, sink) })
    await ask({ code, number: '2026-0001' })
    await edge.app.request(`/public/slip?code=${code}`)
    const log = lines.join('')
    expect(log).toContain('/public/slip')
    expect(log).not.toContain(code)
    expect(log).not.toContain(code.slice(0, 4))
    expect(log).not.toContain('2026-0001')
  })
})
