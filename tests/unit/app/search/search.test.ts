import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Client } from '../../../../src/app/client/engine/client'
import { createMemoryDisk, openMemoryStore } from '../../../../src/app/db/memoryStore'
import { createDirectory, type Directory } from '../../../../src/app/search/directory'
import type { SearchHosts } from '../../../../src/app/search/hosts'
import { openInPlace } from '../../../../src/app/search/inPlace'
import { createSearch, type Search } from '../../../../src/app/search/search'
import { makePhone, type Phone } from '../../../fixtures/syncPhone'
import { makeSyncServer, type SyncServer } from '../../../fixtures/syncServer'
import { hostsInPlace, noDirectory, searchInPlace } from './searchInPlace'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let server: SyncServer
let phone: Phone
let client: Client
const open: Search[] = []

beforeEach(async () => {
  server = await makeSyncServer()
  const [first, second] = await server.subjectsOf(0)
  const { office, bothCadre } = server.people
  await server.act(office, [
    server.commands.rename(first!.id, '仇小明'),
    server.commands.rename(second!.id, '单大海'),
  ])
  phone = await makePhone(server, bothCadre)
  client = await phone.open()
  await client.sync()
})
afterEach(() => {
  for (const search of open.splice(0)) search.close()
})

function start(options: { directory?: Directory; hosts?: SearchHosts } = {}): Search {
  const search = createSearch({
    client,
    directory: options.directory ?? noDirectory,
    hosts: options.hosts ?? hostsInPlace,
    now: () => performance.now(),
    rest: () => Promise.resolve(),
  })
  open.push(search)
  search.start()
  return search
}

async function ready(search: Search): Promise<Search> {
  await vi.waitFor(() => expect(search.status()).toMatchObject({ isComplete: true, pinyin: 'ready' }))
  return search
}

async function names(search: Search, query: string): Promise<string[]> {
  const { slots } = await search.find(query, {})
  return [...slots].map((slot) => client.row('subject', search.idOf(slot) ?? '')?.data.name ?? '?')
}
const idOf = (name: string): string =>
  [...client.rows('subject')].find(({ data }) => data.name === name)?.id ?? ''

describe('what can be found', () => {
  test('is everything held, by characters and by pinyin', async () => {
    const search = await ready(start())
    expect(await names(search, 'qxm')).toEqual(['仇小明'])
    expect(await names(search, '单')).toEqual(['单大海'])
    expect(await names(search, '户1')).toEqual(['户10', '户11', '户12'])
  })

  test('is right for what is known while names are still being read, and the status says so', async () => {
    const reading = { go: (): void => undefined }
    const hosts: SearchHosts = {
      ...hostsInPlace,
      openReader() {
        const reader = hostsInPlace.openReader()
        const gate = new Promise<void>((resolve) => (reading.go = resolve))
        return { ...reader, read: (keys) => gate.then(() => reader.read(keys)) }
      },
    }
    const search = start({ hosts })
    await vi.waitFor(() => expect(search.status()).toMatchObject({ isComplete: true, pinyin: 'reading' }))
    expect(await names(search, '仇')).toEqual(['仇小明'])
    expect(await names(search, 'qxm')).toEqual([])
    await vi.waitFor(() => {
      reading.go()
      expect(search.status().pinyin).toBe('ready')
    })
    expect(await names(search, 'qxm')).toEqual(['仇小明'])
  })

  test('grows with own unsent work, and tells that it did', async () => {
    const search = await ready(start())
    const told = vi.fn()
    search.onStatus(told)
    await client.dispatch(server.commands.create(0, '万俟春'))
    await vi.waitFor(async () => expect(await names(search, 'moqichun')).toEqual(['万俟春']))
    expect(told).toHaveBeenCalled()
  })

  test('follows an edit of a name, a phone and a family', async () => {
    const search = await ready(start())
    const subjectId = idOf('仇小明')
    const { campaignId } = server.zone
    await client.dispatch([
      server.commands.rename(subjectId, '解小明'),
      { name: 'subject.edit', args: { subjectId, campaignId, contact: { phone: '139 0000 7788' } } },
    ])
    await vi.waitFor(async () => expect(await names(search, 'xxm 7788')).toEqual(['解小明']))
    expect(await names(search, '仇')).toEqual([])
  })

  test('follows a move to another village', async () => {
    const search = await ready(start())
    const { slots } = await search.find('仇', { areaId: 'V2' })
    expect([...slots]).toEqual([])
    await server.act(server.people.office, [server.commands.move(idOf('仇小明'), 1)])
    await client.sync()
    await vi.waitFor(async () => {
      const moved = await search.find('仇', { areaId: 'V2' })
      expect(moved.slots).toHaveLength(1)
    })
  })

  test('follows visits and issues, so that filters are true', async () => {
    const search = await ready(start())
    const subjectId = idOf('单大海')
    const me = server.people.bothCadre.id
    expect((await search.find('', { hasOpenIssues: true })).slots).toHaveLength(0)
    await client.dispatch([
      server.commands.visit(me, subjectId, { happenedOn: '2026-06-30' }),
      server.commands.issue(subjectId, 0),
    ])
    await vi.waitFor(async () => {
      expect((await search.find('', { hasOpenIssues: true })).slots).toHaveLength(1)
    })
    expect((await search.find('', { notVisitedSince: '2026-06-30' })).slots).toHaveLength(5)
    expect((await search.find('', { notVisitedSince: '2026-07-01' })).slots).toHaveLength(6)
  })

  test('ends where access ends', async () => {
    const search = await ready(start())
    const { admin, bothCadre } = server.people
    const pairing = [...client.rows('pairing')].find(
      ({ data }) => data.personId === bothCadre.id && data.areaId === 'V1',
    )
    await server.act(admin, [server.commands.endPairing(pairing?.id ?? '')])
    await client.sync()
    await vi.waitFor(async () => expect(await names(search, '小明')).toEqual([]))
    expect(await names(search, '户')).toEqual(['户10', '户11', '户12'])
  })
})

describe('a new subject', () => {
  const typed = { kind: 'household', areaId: 'V1', groupId: null, name: '', phone: '', address: '' } as const

  test('is compared by name, by sound and by phone', async () => {
    await client.dispatch({
      name: 'subject.edit',
      args: {
        subjectId: idOf('单大海'),
        campaignId: server.zone.campaignId,
        contact: { phone: '0722-331 2018 / 139 0000 7788' },
      },
    })
    const search = await ready(start())
    const likes = async (fields: Partial<typeof typed | Record<string, string>>) =>
      (await search.like({ ...typed, ...fields })).map(({ id, by }) => [
        client.row('subject', id)?.data.name,
        ...by,
      ])
    expect(await likes({ name: '仇小明' })).toEqual([['仇小明', 'name']])
    expect(await likes({ name: '仇晓明' })).toEqual([])
    expect(await likes({ name: '单大海', phone: '13900007788' })).toEqual([['单大海', 'phone', 'name']])
    expect(await likes({ phone: '07223312018' })).toEqual([['单大海', 'phone']])
    expect(await likes({ phone: '139000' })).toEqual([])
    expect(await likes({ name: '仇' })).toEqual([])
  })
})

describe('when a worker dies', () => {
  test('what was asked is answered all the same, and so is everything after', async () => {
    let fail = (): void => undefined
    const hosts: SearchHosts = {
      ...hostsInPlace,
      open: () => ({
        post: () => undefined,
        onMessage: () => undefined,
        onFailure: (listener) => void (fail = listener),
        close: () => undefined,
      }),
      openInPlace,
    }
    const search = start({ hosts })
    const asked = names(search, '仇')
    fail()
    await asked
    await ready(search)
    expect(await names(search, 'qxm')).toEqual(['仇小明'])
  })

  test('that read names, they are found by characters', async () => {
    const hosts: SearchHosts = {
      ...hostsInPlace,
      openReader: () => ({ read: () => Promise.reject(new Error('gone')), close: () => undefined }),
    }
    const search = start({ hosts })
    await vi.waitFor(() => expect(search.status().isComplete).toBe(true))
    expect(await names(search, '仇')).toEqual(['仇小明'])
    expect(search.status().pinyin).toBe('missing')
  })
})

describe('the directory', () => {
  const counted = () => {
    const read: string[] = []
    const hosts: SearchHosts = {
      ...hostsInPlace,
      openReader() {
        const reader = hostsInPlace.openReader()
        return {
          ...reader,
          read: (keys) => {
            read.push(...keys)
            return reader.read(keys)
          },
        }
      },
    }
    return { read, hosts }
  }
  const directory = (): Directory => createDirectory(phone.store(), phone.vault)
  const kept = async (): Promise<string> => (await directory().read()).join('\n')

  test('spares the next start from reading the names again', async () => {
    const first = counted()
    await ready(start({ directory: directory(), hosts: first.hosts }))
    expect(first.read).toContain('p仇小明')
    await vi.waitFor(async () => expect(await kept()).toContain('p仇小明\tqiu/'))
    const second = counted()
    const search = await ready(start({ directory: directory(), hosts: second.hosts }))
    expect(second.read).toEqual([])
    expect(await names(search, 'qxm')).toEqual(['仇小明'])
  })

  test('is waited for when a change comes before it is read, so that no name is read a second time', async () => {
    await ready(start({ directory: directory() }))
    await vi.waitFor(async () => expect(await kept()).toContain('仇小明'))
    const slow = directory()
    let pass = (): void => undefined
    const gate = new Promise<void>((resolve) => (pass = resolve))
    const { read, hosts } = counted()
    const search = start({ hosts, directory: { ...slow, read: () => gate.then(() => slow.read()) } })
    await client.dispatch(server.commands.rename(idOf('单大海'), '仇小明'))
    await new Promise((resolve) => setTimeout(resolve, 20))
    pass()
    await ready(search)
    expect(read).toEqual([])
  })

  test('takes a new name along, and lets go of one that is gone', async () => {
    await ready(start({ directory: directory() }))
    await client.dispatch(server.commands.rename(idOf('仇小明'), '查小明'))
    await vi.waitFor(async () => expect(await kept()).toContain('p查小明\tzha/'))
    expect(await kept()).not.toContain('仇小明')
  })

  test('goes with its village, in the very commit that drops it', async () => {
    await ready(start({ directory: directory() }))
    await vi.waitFor(async () => expect(await kept()).toContain('仇小明'))
    open.splice(0).forEach((search) => search.close())
    const { admin, bothCadre } = server.people
    const pairing = [...client.rows('pairing')].find(
      ({ data }) => data.personId === bothCadre.id && data.areaId === 'V1',
    )
    await server.act(admin, [server.commands.endPairing(pairing?.id ?? '')])
    await client.sync()
    expect((await phone.store().all('directory')).map(({ scope }) => scope)).toEqual(['area:V2'])
  })

  test('that was swapped, spoilt or made by older rules is left out, and the names are read anew', async () => {
    await ready(start({ directory: directory() }))
    await vi.waitFor(async () => expect(await kept()).toContain('仇小明'))
    open.splice(0).forEach((search) => search.close())
    phone.disk.tamper('directory', 'area:V1', (record) => (record.sealed[20] = (record.sealed[20] ?? 0) ^ 1))
    const old = 'rules 0\np户10\tdui - -'
    const sealed = await phone.vault.seal(old, 'directory|area:V2')
    await phone
      .store()
      .commit({ writes: [{ op: 'put', table: 'directory', record: { scope: 'area:V2', sealed } }] })
    expect(await kept()).toBe('')
    const again = counted()
    const search = await ready(start({ directory: directory(), hosts: again.hosts }))
    expect(again.read).toEqual(expect.arrayContaining(['p仇小明', 'p户10']))
    expect(await names(search, 'qxm')).toEqual(['仇小明'])
    await vi.waitFor(async () => expect(await kept()).toContain('仇小明'))
  })

  test('costs nothing but the shortcut when the disk is full or gone', async () => {
    const disk = createMemoryDisk()
    const store = openMemoryStore(disk)
    disk.failNext('quota')
    const search = await ready(start({ directory: createDirectory(store, phone.vault) }))
    expect(await names(search, 'qxm')).toEqual(['仇小明'])
    disk.crash()
    const other = await ready(start({ directory: createDirectory(store, phone.vault) }))
    expect(await names(other, 'qxm')).toEqual(['仇小明'])
  })
})

test('a search that nobody started does nothing until it is asked', async () => {
  const search = searchInPlace(client)
  open.push(search)
  expect(search.status()).toMatchObject({ isComplete: false, revision: 0 })
  await names(search, '仇')
  await ready(search)
  expect(await names(search, '仇')).toEqual(['仇小明'])
})
