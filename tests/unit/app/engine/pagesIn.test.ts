import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Client } from '../../../../src/app/client/engine/client'
import type { MemoryDiskOptions } from '../../../../src/app/db/memoryStore'
import type { ScopeState } from '../../../../src/app/client/engine/state'
import { addLine, emptySum, formatSum, parseSum } from '../../../../src/sync/checksum'
import type { SyncResponse } from '../../../../src/sync/down'
import { createSyncService } from '../../../../src/server/sync/createSyncService'
import { audienceOf, widened } from '../../../../src/domain/access/audience'
import { scopesOf } from '../../../../src/domain/access/scopes'
import { rowKinds, type AnyRow } from '../../../../src/domain/rows'
import { mayHold } from '../../../../src/app/client/rows/scopeKinds'
import { id } from '../../../fixtures/ids'
import { makeActivity, makeCase, makePlan } from '../../../fixtures/planZone'
import { makeIssue, makePairing, makeSubject, makeVisit, makeZoneRows, row } from '../../../fixtures/rows'
import { makeSyncServer, type SyncServer } from '../../../fixtures/syncServer'
import { lost, makePhone, refused, shownBy, type Phone } from '../../../fixtures/syncPhone'
import { createRng } from '../../../sim/random'
import { simSigner } from '../../../sim/vault'

let server: SyncServer

beforeEach(async () => {
  server = await makeSyncServer()
})
afterEach(() => server.store.close())

const start = async (
  person = server.people.cadre,
  disk: MemoryDiskOptions = {},
): Promise<{ phone: Phone; client: Client }> => {
  const phone = await makePhone(server, person, { disk })
  const client = await phone.open()
  return { phone, client }
}
const subjectsIn = (client: Client): string[] =>
  [...client.rows('subject')].sort((a, b) => (a.data.name < b.data.name ? -1 : 1)).map(({ id }) => id)
const stateOf = async (phone: Phone, scope: string): Promise<ScopeState | undefined> =>
  (await phone.store().get('meta', `scope:${scope}`))?.value as ScopeState | undefined
const bend = (phone: Phone, change: (response: SyncResponse) => SyncResponse) => {
  phone.line.sync = async (carry, request) => {
    const answer = await carry(request)
    return answer.ok ? { ok: true, value: change(answer.value) } : answer
  }
}
const straight = (phone: Phone) => (phone.line.sync = (carry, request) => carry(request))
/** The view of a phone that pulled everything at once, just now. */
const freshView = async (person = server.people.cadre) => {
  const { client } = await start(person)
  await client.sync()
  return shownBy(client)
}

describe('pages and cursors', () => {
  test.each(['quota', 'lostBeforeCommit', 'lostAfterCommit'] as const)(
    'PL2 when the commit fails (%s) page and cursor are both there or both not',
    async (fault) => {
      const { phone, client } = await start()
      await client.sync()
      const subject = subjectsIn(client)[0] ?? ''
      const before = await stateOf(phone, 'area:V1')
      await server.act(server.people.bothCadre, [server.commands.note(subject, '新写的')])
      phone.disk.failNext(fault)
      await expect(client.sync()).rejects.toThrow()
      const again = await phone.open()
      const isThere = fault === 'lostAfterCommit'
      expect(again.row('subject', subject)?.data.notes).toBe(isThere ? '新写的' : '')
      if (isThere) expect(await stateOf(phone, 'area:V1')).not.toEqual(before)
      else expect(await stateOf(phone, 'area:V1')).toEqual(before)
      await again.sync()
      expect(shownBy(again)).toEqual(await freshView())
    },
  )

  test('PL2 a page whose answer came after a crash is not half there', async () => {
    const { phone, client } = await start()
    phone.line.sync = async (carry, request) => {
      const answer = await carry(request)
      phone.disk.crash()
      return answer
    }
    await expect(client.sync()).rejects.toThrow()
    straight(phone)
    const again = await phone.open()
    expect(shownBy(again).size).toBe(0)
    await again.sync()
    expect(shownBy(again)).toEqual(await freshView())
  })

  test.each([1, 2, 3, 5, 8, 13, 50])(
    'PL3 pulling in pieces of %i rows, with interruptions everywhere, ends in the same rows as pulling at once',
    async (maxRows) => {
      const rng = createRng(maxRows)
      const { phone } = await start()
      let client = await phone.open()
      const subjects = (await server.subjectsOf(0)).map(({ id }) => id)
      phone.line.sync = async (carry, request) => {
        if (rng.chance(0.15)) return lost
        const answer = await carry({ ...request, maxRows })
        if (rng.chance(0.15)) return lost
        if (rng.chance(0.1))
          phone.disk.failNext(rng.pick(['quota', 'lostBeforeCommit', 'lostAfterCommit'] as const) ?? 'quota')
        return answer
      }
      for (let attempt = 0; attempt < 60; attempt++) {
        if (attempt % 7 === 3)
          await server.act(server.people.bothCadre, [
            server.commands.note(subjects[attempt % 3] ?? '', `第${attempt}次`),
          ])
        if (attempt === 10)
          await server.act(server.people.office, [server.commands.move(subjects[0] ?? '', 1)])
        if (attempt === 30)
          await server.act(server.people.office, [server.commands.move(subjects[0] ?? '', 0)])
        try {
          await client.sync()
        } catch {
          phone.disk.crash()
          client = await phone.open()
        }
      }
      phone.line.sync = (carry, request) => carry({ ...request, maxRows })
      await client.sync()
      await client.sync()
      expect(shownBy(client)).toEqual(await freshView())
      expect(shownBy(await phone.open())).toEqual(await freshView())
      expect(client.status()).toMatchObject({ isComplete: true, healed: 0 })
    },
  )

  test('PL12 until every scope was there once the phone does not pretend to know what there is not', async () => {
    const { phone, client } = await start(server.people.bothCadre)
    const foreign = (await server.subjectsOf(1))[0]?.id ?? ''
    let left = 2
    phone.line.sync = async (carry, request) => (left-- > 0 ? carry({ ...request, maxRows: 10 }) : lost)
    expect(await client.sync()).toEqual({ result: 'offline' })
    // Who this is has come, and the own pairings; the villages not all.
    expect(client.actor()).toBeDefined()
    expect(client.status()).toMatchObject({ isComplete: false })
    expect(client.status().scopesHeld).toBeLessThan(client.status().scopesGranted)
    const result = await client.dispatch(server.commands.visit(phone.identity.personId, foreign))
    expect(result).toMatchObject({ saved: true, unknown: true })
    straight(phone)
    await client.sync()
    expect(client.commands()[0]?.state).toBe('applied')
    expect(client.status()).toMatchObject({ isComplete: true })
    expect(client.status().scopesHeld).toBe(client.status().scopesGranted)
  })

  test('PL4 an answer that comes late and out of order brings no older row back', async () => {
    const { phone, client } = await start()
    await client.sync()
    const subject = subjectsIn(client)[0] ?? ''
    await server.act(server.people.bothCadre, [server.commands.note(subject, '一')])
    const second = await phone.open()
    let release = (): void => undefined
    phone.line.sync = async (carry, request) => {
      const answer = await carry(request)
      await new Promise<void>((resolve) => (release = resolve))
      return answer
    }
    const frozen = second.sync()
    while (phone.line.sent.sync.length < 1) await Promise.resolve()
    await new Promise((resolve) => setTimeout(resolve, 0))
    const freeze = release
    straight(phone)
    await server.act(server.people.bothCadre, [server.commands.note(subject, '二')])
    await client.sync()
    freeze()
    await frozen
    for (const of of [client, second]) {
      await of.catchUp()
      expect(of.row('subject', subject)?.data.notes).toBe('二')
    }
    expect(shownBy(await phone.open())).toEqual(shownBy(client))
  })
})

describe('several scopes', () => {
  test('PL5 a visit kept by its author stays when its village goes, until the own scope lets go as well', async () => {
    const { phone, client } = await start()
    await client.sync()
    const request = server.commands.visit(phone.identity.personId, subjectsIn(client)[0] ?? '')
    await client.dispatch(request)
    await client.sync()
    const { id } = [...client.rows('pairing')][0] ?? { id: '' }
    await server.act(server.people.admin, [server.commands.endPairing(id)])
    await client.sync()
    expect([...client.rows('subject')]).toEqual([])
    expect(client.row('visit', request.args.visitId)).toBeDefined()
    expect(shownBy(await phone.open())).toEqual(shownBy(client))
    await server.act(server.people.admin, [server.commands.setActive(phone.identity.personId, false)])
    await client.sync()
    expect(shownBy(client).size).toBe(0)
    expect(await phone.store().count('delta')).toBe(0)
  })

  test('PL6 a scope that is no longer granted stays until nothing is waiting, and goes then', async () => {
    const { phone, client } = await start()
    await client.sync()
    const subject = subjectsIn(client)[0] ?? ''
    await client.dispatch(server.commands.visit(phone.identity.personId, subject))
    const [pairing] = [...client.rows('pairing')]
    await server.act(server.people.admin, [server.commands.endPairing(pairing?.id ?? '')])
    phone.line.sync = (carry, request) =>
      request.envelopes.length > 0 ? Promise.resolve(refused('malformed')) : carry(request)
    await client.sync()
    expect(client.row('subject', subject)).toBeDefined()
    expect(await phone.store().count('commands')).toBe(1)
    straight(phone)
    await client.sync()
    expect(client.row('subject', subject)).toBeUndefined()
    expect(client.commands()[0]).toMatchObject({ state: 'rejected' })
    expect((await phone.store().all('delta')).filter(({ scope }) => scope.endsWith(':V1'))).toEqual([])
  })

  test('PL6 what waits and does not open any more counts as waiting', async () => {
    const { phone, client } = await start()
    await client.sync()
    const result = await client.dispatch(
      server.commands.visit(phone.identity.personId, subjectsIn(client)[0] ?? ''),
    )
    const id = result.saved ? (result.commandIds[0] ?? '') : ''
    phone.disk.tamper('commands', id, ({ sealed }) => void (sealed[20] = (sealed[20] ?? 0) ^ 1))
    const again = await phone.open()
    await server.act(server.people.admin, [
      server.commands.endPairing([...client.rows('pairing')][0]?.id ?? ''),
    ])
    phone.line.deliver = () => Promise.resolve(lost)
    await again.sync()
    expect([...again.rows('subject')]).toHaveLength(3)
    phone.line.deliver = (carry, request) => carry(request)
    await again.sync()
    expect([...again.rows('subject')]).toEqual([])
  })

  test('PL6 a village given back before the phone noticed is simply kept', async () => {
    const { client } = await start()
    await client.sync()
    const before = shownBy(client)
    const [pairing] = [...client.rows('pairing')]
    const { cadre, admin } = server.people
    await server.act(admin, [
      server.commands.endPairing(pairing?.id ?? ''),
      server.commands.pair(cadre.id, 0),
    ])
    await client.sync()
    expect(subjectsIn(client)).toHaveLength(3)
    expect(
      [...before.keys()].filter((key) => key.startsWith('subject:')).every((key) => shownBy(client).has(key)),
    ).toBe(true)
  })
})

describe('a cursor in the wrong hands', () => {
  const swap = (phone: Phone, from: string, change: (state: ScopeState) => void) =>
    phone.disk.tamper('meta', `scope:${from}`, (record) => change(record.value as ScopeState))

  test.each([
    [
      'of another device',
      async (phone: Phone) => {
        const other = await start()
        await other.client.sync()
        const cursor = (await stateOf(other.phone, 'area:V1'))?.cursor ?? null
        swap(phone, 'area:V1', (state) => (state.cursor = cursor))
      },
    ],
    [
      'of another scope',
      async (phone: Phone) => {
        const cursor = (await stateOf(phone, 'tenant'))?.cursor ?? null
        swap(phone, 'area:V1', (state) => (state.cursor = cursor))
      },
    ],
    [
      'of no history',
      (phone: Phone) => {
        for (const scope of ['tenant', 'area:V1', 'care:V1'])
          swap(phone, scope, (state) => (state.cursor = 'c1.none.5'))
        return Promise.resolve()
      },
    ],
  ])('PL7 a cursor %s costs a refill and loses nothing unsent', async (_, spoil) => {
    const { phone, client } = await start()
    await client.sync()
    const request = server.commands.visit(phone.identity.personId, subjectsIn(client)[0] ?? '')
    await client.dispatch(request)
    await spoil(phone)
    const again = await phone.open()
    let resets = 0
    bend(phone, (response) => {
      resets += response.pages.filter(({ reset }) => reset).length
      return response
    })
    await again.sync()
    expect(resets).toBeGreaterThan(0)
    expect(again.commands()).toMatchObject([{ state: 'applied' }])
    expect(shownBy(again)).toEqual(await freshView())
    expect(shownBy(await phone.open())).toEqual(await freshView())
  })

  test("PL7 another person's database opens nothing on the server", async () => {
    const { phone, client } = await start()
    await client.sync()
    const thief = await makePhone(server, server.people.otherCadre)
    thief.line.sync = (carry, request) =>
      carry({ ...request, holds: phone.line.sent.sync.at(-1)?.holds ?? [] })
    const theirs = await thief.open()
    await theirs.sync()
    expect([...theirs.rows('subject')].map(({ data }) => data.areaId)).not.toContain('V1')
  })
})

describe('rot', () => {
  const flip = (bytes: Uint8Array) => void (bytes[20] = (bytes[20] ?? 0) ^ 1)

  test('PL8 a row that no longer opens brings its scope anew, is counted, and what is unsent stays', async () => {
    const { phone, client } = await start()
    await client.sync()
    await client.dispatch(server.commands.visit(phone.identity.personId, subjectsIn(client)[0] ?? ''))
    const [row] = (await phone.store().all('delta')).filter(({ scope }) => scope === 'area:V1')
    phone.disk.tamper('delta', row?.key ?? '', ({ sealed }) => flip(sealed))
    const again = await phone.open()
    await again.sync()
    expect(again.status()).toMatchObject({ healed: 1, waiting: 0 })
    expect(shownBy(again)).toEqual(await freshView())
    expect(shownBy(await phone.open())).toEqual(await freshView())
  })

  test('PL8 a row that was thrown away behind everyone is noticed by the checksum, without any change', async () => {
    const { phone, client } = await start()
    await client.sync()
    const [row] = (await phone.store().all('delta')).filter(({ scope }) => scope === 'contact:V1')
    // As a browser does that lost a part of its database: the scope's mark is there, the row is not.
    const store = phone.store()
    await store.commit({
      expectRevision: await store.revision(),
      writes: [{ op: 'delete', table: 'delta', key: row?.key ?? '' }],
    })
    const again = await phone.open()
    expect(shownBy(again)).not.toEqual(await freshView())
    for (let round = 0; round < 8; round++) await again.sync()
    expect(again.status().healed).toBe(1)
    expect(shownBy(again)).toEqual(await freshView())
  })

  test('PL8 the sum is computed from what is held, never copied: a server that claims another one is not believed', async () => {
    const { phone, client } = await start()
    await client.sync()
    const subject = subjectsIn(client)[0] ?? ''
    await server.act(server.people.bothCadre, [server.commands.note(subject, '改')])
    bend(phone, (response) => ({
      ...response,
      pages: response.pages.map((page) =>
        page.scope === 'area:V1' && page.sum !== null ? { ...page, sum: '3:0000000000000001' } : page,
      ),
    }))
    const before = phone.line.sent.sync.length
    for (let sync = 0; sync < 20; sync++) await client.sync()
    // Fetched again some times, then left alone: it is told, not fetched for ever.
    expect(client.status().healed).toBe(5)
    expect(phone.line.sent.sync.length - before).toBeLessThan(30)
    straight(phone)
    for (let round = 0; round < 8; round++) await client.sync()
    expect(shownBy(client)).toEqual(await freshView())
  })

  test('PL8 a scope can be healed in each session anew, however often it was before', async () => {
    const { phone, client } = await start()
    await client.sync()
    for (let year = 1; year <= 8; year++) {
      const [row] = (await phone.store().all('delta')).filter(({ scope }) => scope === 'area:V1')
      const store = phone.store()
      await store.commit({
        expectRevision: await store.revision(),
        writes: [{ op: 'delete', table: 'delta', key: row?.key ?? '' }],
      })
      const again = await phone.open()
      for (let round = 0; round < 8; round++) await again.sync()
      expect(again.status().healed).toBe(year)
    }
    expect(shownBy(await phone.open())).toEqual(await freshView())
  })

  test('PL11 a page with a line that is none is left out whole, outcomes are taken, and it comes with the next answer', async () => {
    const { phone, client } = await start()
    await client.sync()
    await client.dispatch(server.commands.visit(phone.identity.personId, subjectsIn(client)[0] ?? ''))
    bend(phone, (response) => ({
      ...response,
      pages: response.pages.map((page) =>
        page.scope === 'area:V1' ? { ...page, lines: `${page.lines}\nvisit x 99 {` } : page,
      ),
    }))
    const before = phone.line.sent.sync.length
    await client.sync()
    expect(phone.line.sent.sync.length - before).toBeLessThan(8)
    expect(client.commands()[0]?.state).toBe('applied')
    straight(phone)
    await client.sync()
    expect(shownBy(client)).toEqual(await freshView())
    expect(shownBy(await phone.open())).toEqual(await freshView())
  })

  test('PL11 rows of a kind that a newer server has are kept and counted, and nothing else is disturbed', async () => {
    const { phone, client } = await start()
    const line = 'dossier 019f 1 {"a":1}'
    bend(phone, (response) => ({
      ...response,
      pages: response.pages.map((page) => {
        if (page.scope !== 'area:V1' || page.sum === null) return page
        const lines = page.lines === '' ? '' : `${line}\n${page.lines}`
        return { ...page, lines, sum: formatSum(addLine(parseSum(page.sum) ?? emptySum, line)) }
      }),
    }))
    await client.sync()
    await client.sync()
    const again = await phone.open()
    for (let round = 0; round < 8; round++) await again.sync()
    expect(again.status()).toMatchObject({ healed: 0, isComplete: true, lastResult: 'done' })
    expect(shownBy(again)).toEqual(await freshView())
  })

  test('a broken scope that is not granted any more does not keep the phone asking', async () => {
    const { phone, client } = await start()
    await client.sync()
    const [row] = (await phone.store().all('delta')).filter(({ scope }) => scope === 'area:V1')
    phone.disk.tamper('delta', row?.key ?? '', ({ sealed }) => flip(sealed))
    const again = await phone.open()
    bend(phone, (response) => ({
      ...response,
      pullServed: false,
      grants: [],
      pages: [],
      dropped: [],
      more: false,
    }))
    const before = phone.line.sent.sync.length
    await again.sync()
    expect(phone.line.sent.sync.length - before).toBe(1)
  })
})

test('PL9 an unchanged scope counts as held up to the version of the answer', async () => {
  const { phone, client } = await start()
  await client.sync()
  const request = server.commands.visit(phone.identity.personId, subjectsIn(client)[0] ?? '')
  await client.dispatch(request)
  expect(client.isUnconfirmed('visit', request.args.visitId)).toBe(true)
  await client.sync()
  expect(client.isUnconfirmed('visit', request.args.visitId)).toBe(false)
  expect((await phone.store().get('meta', 'caughtUp'))?.value).toBe((await server.head()).version)
})

describe('while a new village comes in and does not get through', () => {
  /** A second village is granted; its rows do not come. */
  async function grantMore(phone: Phone, client: Client) {
    await server.act(server.people.admin, [server.commands.pair(phone.identity.personId, 1)])
    bend(phone, (response) => ({
      ...response,
      more: false,
      pages: response.pages.filter(({ scope }) => !scope.endsWith(':V2')),
    }))
    await client.sync()
    expect(client.status().isComplete).toBe(false)
  }

  test('an old edit of one’s own is not shown again over what others wrote since', async () => {
    const { phone, client } = await start()
    await client.sync()
    const { cadre, bothCadre } = server.people
    const request = server.commands.visit(cadre.id, subjectsIn(client)[0] ?? '')
    const { visitId } = request.args
    await client.dispatch({ ...request, args: { ...request.args, visitorIds: [cadre.id, bothCadre.id] } })
    await client.dispatch(server.commands.amend(visitId, '我写的'))
    await client.sync()
    await server.act(bothCadre, [server.commands.amend(visitId, '后来同伴写的')])
    await client.sync()
    expect(client.row('visit', visitId)?.data.narrative).toBe('后来同伴写的')
    await grantMore(phone, client)
    expect(client.row('visit', visitId)?.data.narrative).toBe('后来同伴写的')
    expect(client.isUnconfirmed('visit', visitId)).toBe(false)
  })

  test('PL12 own work that waits stays to be seen, and more can be judged here', async () => {
    const { phone, client } = await start()
    await client.sync()
    const [first = '', second = ''] = subjectsIn(client)
    const waiting = server.commands.visit(phone.identity.personId, first)
    phone.line.sync = () => Promise.resolve(lost)
    await client.dispatch(waiting)
    await server.act(server.people.admin, [server.commands.pair(phone.identity.personId, 1)])
    phone.line.sync = async (carry, request) => {
      const answer = await carry({ ...request, envelopes: [] })
      if (!answer.ok) return answer
      const pages = answer.value.pages.filter(({ scope }) => !scope.endsWith(':V2'))
      return { ok: true, value: { ...answer.value, more: false, pages } }
    }
    await client.sync()
    expect(client.status()).toMatchObject({ isComplete: false, waiting: 1 })
    expect(client.row('visit', waiting.args.visitId)).toBeDefined()
    const more = server.commands.visit(phone.identity.personId, second)
    expect(await client.dispatch(more)).toMatchObject({ saved: true, unknown: false })
    expect(client.row('visit', more.args.visitId)).toBeDefined()
    expect((await phone.open()).row('visit', more.args.visitId)).toBeDefined()
  })
})

test('PL12 a kind of row lies in no other scopes than the phone looks at before it says that there is none', () => {
  const shared = { subjectId: id(20), areaId: 'V1', pairedWith: [id(1)] }
  const samples: AnyRow[] = [
    ...makeZoneRows(),
    row('unit', 'u', { name: '', kind: 'department', areaId: null }),
    row('pairing', id(11), makePairing({ areaId: null, subjectId: id(20) })),
    row('subject', id(21), makeSubject({ pairedWith: [id(1)] })),
    row('subjectContact', id(22), { ...shared, contactName: '', phone: '' }),
    row('subjectMember', id(27), { ...shared } as never),
    row('subjectCare', id(28), { ...shared, groups: [], note: '' }),
    row('visit', id(23), makeVisit()),
    row('registerMapping', id(29), {} as never),
    row('edition', id(32), { month: '2026-07', correctsId: null } as never),
    row('editionItem', id(33), { editionId: id(32) } as never),
    row('notice', id(39), { editionId: id(32) } as never),
    row('draw', id(40), { drawnBy: id(1) } as never),
    row('drawContact', id(41), { personId: id(1) } as never),
    row('rules', 'rules', {} as never),
    row('calendarYear', '2027', {} as never),
    row('noticeTexts', 'noticeTexts', {} as never),
    row('event', id(42), { aboutId: 'u', audience: { ...audienceOf('', []), settings: true } } as never),
    row('visit', id(34), makeVisit({ kind: 'talk', subjectId: null })),
    ...[false, true].flatMap((everyone): AnyRow[] => {
      const groups = ['office', 'assessor', 'publicity', 'discipline'] as const
      const audience = { ...audienceOf('V1', [id(1)]), units: ['u'], groups: [...groups] }
      const ofUnit = { areaId: '', people: [], confidential: false, units: ['u'] }
      const plan = makePlan({ audience: { ...ofUnit, groups: ['office', 'assessor', 'discipline'] } })
      return [
        row('unitPlan', 'campaign-1.u', plan),
        row('activity', id(35), makeActivity({ audience })),
        row('modelCase', id(36), makeCase({ audience: { ...audience, areaId: '', everyone } })),
        row('pressItem', id(37), { audience: { ...ofUnit, groups: [...groups] } } as never),
        row('event', id(38), { aboutId: id(36), audience } as never),
      ]
    }),
    ...[true, false].flatMap((confidential): AnyRow[] => {
      const audience = widened(audienceOf('V1', [id(1)], confidential), { units: ['u'] })
      const about = { issueId: id(24), audience } as never
      return [
        row('issue', id(24), makeIssue({ audience })),
        row('effect', id(25), about),
        row('event', id(26), { aboutId: id(24), audience } as never),
        row('task', id(30), { issueIds: [id(24)], audience } as never),
        row('urge', id(31), about),
      ]
    }),
  ]
  expect(new Set(samples.map(({ kind }) => kind))).toEqual(new Set(rowKinds))
  for (const { kind, data } of samples) {
    for (const scope of scopesOf(kind, data as never))
      expect(mayHold(scope, kind), `${kind} in ${scope}`).toBe(true)
  }
  expect(mayHold('care:V1', 'visit')).toBe(false)
})

test('the phone holds what its scopes hold, also when the server gives one row at a time', async () => {
  const { store, clock, random } = server
  const drop = createSyncService({
    store,
    signer: simSigner,
    clock,
    random,
    onBug: () => undefined,
    maxRows: 1,
  })
  const phone = await makePhone(server, server.people.bothCadre, { service: () => drop })
  const client = await phone.open()
  await client.sync()
  expect(client.status().isComplete).toBe(true)
  expect(shownBy(client)).toEqual(await freshView(server.people.bothCadre))
})
