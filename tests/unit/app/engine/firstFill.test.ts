import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Client } from '../../../../src/app/client/engine/client'
import { makeSyncServer, type SyncServer } from '../../../fixtures/syncServer'
import { lost, makePhone, shownBy, type Phone } from '../../../fixtures/syncPhone'

let server: SyncServer
let phone: Phone
let client: Client

beforeEach(async () => {
  server = await makeSyncServer({ blockSizes: { rows: 6, packRows: 20, smallestScope: 14 } })
  await server.act(
    server.people.bothCadre,
    Array.from({ length: 20 }, (_, index) => server.commands.create(0, `新户${index}`)),
  )
  phone = await makePhone(server, server.people.cadre)
  client = await phone.open()
})
afterEach(() => server.store.close())

const segmentsOf = async (scope: string) =>
  (await phone.store().all('segments')).filter((segment) => segment.scope === scope)
const cursorOf = async (scope: string) =>
  ((await phone.store().get('meta', `scope:${scope}`))?.value as { cursor: string | null } | undefined)
    ?.cursor
const asked = () => phone.line.sent.blocks.flat()
const freshView = async () => {
  const other = await makePhone(server, server.people.cadre)
  const fresh = await other.open()
  await fresh.sync()
  return shownBy(fresh)
}
/** Lets so many blocks through, then the line is dead. */
const cutAfter = (count: number) => {
  let left = count
  phone.line.blocks = (carry, request, onBlock) =>
    carry(request, async (id, text) => {
      if (left-- <= 0) throw new CutLine()
      await onBlock(id, text)
    }).catch((error: unknown) => {
      if (error instanceof CutLine) return lost
      throw error
    })
}
class CutLine extends Error {}
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const utf8 = (text: string) => new TextEncoder().encode(text)
const straight = () => (phone.line.blocks = (carry, request, onBlock) => carry(request, onBlock))
const mend = (change: (text: string, id: string) => string) =>
  (phone.line.blocks = (carry, request, onBlock) =>
    carry(request, (block, bytes) => onBlock(block, utf8(change(textOf(bytes), block.id)))))

describe('blocks', () => {
  test('BL1 a block whose lines do not hash to what was announced is not stored, and is fetched again', async () => {
    let spoiled = ''
    mend((text, id) => {
      spoiled ||= id
      return id === spoiled ? text.replace('"', "'") : text
    })
    const before = phone.line.sent.sync.length
    await client.sync()
    expect(phone.line.sent.sync.length - before).toBeLessThan(8)
    expect((await phone.store().all('segments')).map(({ id }) => id)).not.toContain(
      expect.stringContaining(spoiled),
    )
    expect(client.status().isComplete).toBe(false)
    straight()
    await client.sync()
    expect(client.status().isComplete).toBe(true)
    expect(shownBy(client)).toEqual(await freshView())
    expect(asked().filter((id) => id === spoiled).length).toBeGreaterThan(1)
  })

  test('BL2 blocks are stored as they come, and the cursor only with the last: until then the scope counts as empty', async () => {
    cutAfter(7)
    await client.sync()
    const stored = await phone.store().all('segments')
    expect(stored).toHaveLength(7)
    // The first scope is whole, of the next one there is a part.
    const unfinished = 'area:V1'
    expect(stored.map(({ scope }) => scope)).toContain(unfinished)
    expect(await cursorOf(unfinished)).toBeNull()
    expect(client.status().isComplete).toBe(false)
    expect(
      phone.line.sent.sync.at(-1)?.holds.find(({ scope }) => scope === unfinished)?.cursor ?? null,
    ).toBeNull()
    // A restart in between makes no difference.
    straight()
    const again = await phone.open()
    await again.sync()
    expect(await cursorOf(unfinished)).not.toBeNull()
    expect(shownBy(again)).toEqual(await freshView())
  })

  test.each(['quota', 'lostBeforeCommit', 'lostAfterCommit'] as const)(
    'BL2 a disk that fails (%s) in the midst leaves a fill that goes on',
    async (fault) => {
      let blocks = 0
      mend((text) => {
        if (++blocks === 4) phone.disk.failNext(fault)
        return text
      })
      await expect(client.sync()).rejects.toThrow()
      const again = await phone.open()
      await again.sync()
      expect(again.status().isComplete).toBe(true)
      expect(shownBy(again)).toEqual(await freshView())
      expect(shownBy(await phone.open())).toEqual(await freshView())
    },
  )

  test('BL3 blocks already stored are not fetched again', async () => {
    cutAfter(5)
    await client.sync()
    const [first = []] = [asked()]
    const stored = (await phone.store().all('segments')).map(({ id }) => id.slice(id.indexOf('|') + 1))
    straight()
    const before = phone.line.sent.blocks.length
    const again = await phone.open()
    await again.sync()
    const later = phone.line.sent.blocks.slice(before).flat()
    expect(later.filter((id) => stored.includes(id))).toEqual([])
    expect(first.length).toBeGreaterThan(5)
  })

  test('BL3 when the server has cut anew the scope starts anew, and no row of the older cut stays', async () => {
    cutAfter(5)
    await client.sync()
    const subjects = await server.subjectsOf(0)
    for (const { id } of subjects)
      await server.act(server.people.bothCadre, [server.commands.note(id, '全都改过')])
    // Two leave for good: they stand in the old blocks only.
    await server.act(
      server.people.office,
      subjects.slice(0, 2).map(({ id }) => server.commands.move(id, 1)),
    )
    straight()
    const again = await phone.open()
    await again.sync()
    expect(again.status()).toMatchObject({ isComplete: true, healed: 0 })
    expect(shownBy(again)).toEqual(await freshView())
    expect(shownBy(await phone.open())).toEqual(await freshView())
  })

  test('BL3 a cut between the answer and the blocks costs another round, not the fill', async () => {
    let hasCut = false
    const subjects = await server.subjectsOf(0)
    phone.line.blocks = async (carry, request, onBlock) => {
      if (!hasCut) {
        hasCut = true
        for (const { id } of subjects)
          await server.act(server.people.bothCadre, [server.commands.note(id, '全都改过')])
        const other = await makePhone(server, server.people.bothCadre)
        await (await other.open()).sync()
      }
      return carry(request, onBlock)
    }
    await client.sync()
    expect(client.status().isComplete).toBe(true)
    expect(shownBy(client)).toEqual(await freshView())
  })

  test('BL3 blocks that never come do not keep the phone asking', async () => {
    phone.line.blocks = () => Promise.resolve({ ok: true, value: null })
    await client.sync()
    expect(phone.line.sent.sync.length).toBeLessThan(8)
    expect(client.status()).toMatchObject({ isComplete: false, lastResult: 'done' })
    straight()
    await client.sync()
    expect(client.status().isComplete).toBe(true)
  })

  test('BL2 what changes while the blocks come is there at the end', async () => {
    const subjects = await server.subjectsOf(0)
    let step = 0
    phone.line.blocks = (carry, request, onBlock) =>
      carry(request, async (id, text) => {
        const subject = subjects[step++ % subjects.length]?.id ?? ''
        if (step < 6)
          await server.act(server.people.bothCadre, [server.commands.note(subject, `第${step}步`)])
        if (step === 6) await server.act(server.people.office, [server.commands.move(subject, 1)])
        await onBlock(id, text)
      })
    await client.sync()
    await client.sync()
    expect(shownBy(client)).toEqual(await freshView())
  })
})

test.each([1, 2, 3, 4, 5, 6, 7])(
  'BL2 own work shows the same before and after a restart when the line is cut after %i blocks',
  async (count) => {
    await client.sync()
    await client.dispatch(server.commands.create(0, '自己建的'))
    phone.line.sync = async (carry, request) => {
      await carry(request)
      return lost
    }
    await client.sync()
    phone.line.sync = (carry, request) => carry(request)
    // So much has changed that the village is cut anew, with what is unconfirmed here in one of its blocks.
    for (const { id } of await server.subjectsOf(0)) {
      await server.act(server.people.bothCadre, [server.commands.note(id, '全都改过')])
    }
    for (const { id } of await segmentsOf('area:V1')) {
      phone.disk.tamper('segments', id, ({ sealed }) => void (sealed[20] = (sealed[20] ?? 0) ^ 1))
    }
    const again = await phone.open()
    cutAfter(count)
    await again.sync()
    expect(shownBy(again)).toEqual(shownBy(await phone.open()))
    straight()
    await again.sync()
    expect(shownBy(again)).toEqual(await freshView())
  },
)

describe('two tabs', () => {
  test('BL2 that fill at the same time end in the same rows', async () => {
    const second = await phone.open()
    await Promise.all([client.sync(), second.sync()])
    await Promise.all([client.sync(), second.sync()])
    for (const tab of [client, second]) {
      await tab.catchUp()
      expect(tab.status().isComplete).toBe(true)
      expect(shownBy(tab)).toEqual(await freshView())
    }
    expect(shownBy(await phone.open())).toEqual(await freshView())
  })

  test('BL2 a tab that was frozen in its fill brings back nothing that has left since', async () => {
    const second = await phone.open()
    let release = (): void => undefined
    const frozen = new Promise<void>((resolve) => (release = resolve))
    let isFirst = true
    phone.line.blocks = (carry, request, onBlock) => {
      const waits = isFirst
      isFirst = false
      return carry(request, async (id, text) => {
        if (waits) await frozen
        await onBlock(id, text)
      })
    }
    const filling = client.sync()
    while (isFirst) await new Promise((resolve) => setTimeout(resolve, 0))
    await second.sync()
    const moved = (await server.subjectsOf(0))[0]?.id ?? ''
    await server.act(server.people.office, [server.commands.move(moved, 1)])
    await second.sync()
    expect(second.row('subject', moved)).toBeUndefined()
    release()
    await filling
    await client.catchUp()
    expect(client.row('subject', moved)).toBeUndefined()
    expect(shownBy(await phone.open())).toEqual(await freshView())
  })
})

describe('while the fill runs', () => {
  test('saving goes on, shows at once, and arrives', async () => {
    let isSaved = false
    phone.line.blocks = (carry, request, onBlock) =>
      carry(request, async (id, text) => {
        await onBlock(id, text)
        // A slow line: each block takes a second.
        phone.clock.at += 1_000
        const [subject] = [...client.rows('subject')]
        if (isSaved || !subject || !client.actor()) return
        isSaved = true
        const request = server.commands.visit(phone.identity.personId, subject.id)
        expect(await client.dispatch(request)).toMatchObject({ saved: true, unknown: false })
        expect(client.row('visit', request.args.visitId)).toBeDefined()
      })
    await client.sync()
    expect(isSaved).toBe(true)
    expect(client.commands()[0]?.state).toBe('applied')
    expect(shownBy(client)).toEqual(await freshView())
  })

  test('another tab catches up with each block without opening it twice', async () => {
    const second = await phone.open()
    phone.line.blocks = (carry, request, onBlock) =>
      carry(request, async (id, text) => {
        await onBlock(id, text)
        await second.catchUp()
      })
    await client.sync()
    await second.catchUp()
    expect(shownBy(second)).toEqual(shownBy(client))
  })
})

test('BL3 a village that was fetched in blocks is folded, kept and told the same before and after', async () => {
  await client.sync()
  const before = shownBy(client)
  expect((await segmentsOf('area:V1')).length).toBeGreaterThan(3)
  while (await client.tidy());
  expect(shownBy(await phone.open())).toEqual(before)
})

test('BL4 blocks named in an answer but not granted any more leave the scope unfilled and everything else alone', async () => {
  const [pairing] = (await server.rowsOfKind('pairing')).filter(({ json }) =>
    json.includes(phone.identity.personId),
  )
  let isEnded = false
  phone.line.blocks = async (carry, request, onBlock) => {
    if (!isEnded) {
      isEnded = true
      await server.act(server.people.admin, [server.commands.endPairing(pairing?.id ?? '')])
    }
    return carry(request, onBlock)
  }
  await client.sync()
  expect([...client.rows('subject')]).toEqual([])
  expect(client.status()).toMatchObject({ isComplete: true, lastResult: 'done' })
})
