import { describe, expect, test } from 'vitest'
import { exportPublicKey, makeDataKey, makeSignKey } from '../../../../src/app/client/vault/deviceKeys'
import { createWebCryptoVault } from '../../../../src/app/client/vault/webCryptoVault'
import { createMemoryDisk, openMemoryStore } from '../../../../src/app/db/memoryStore'
import { createDirectory } from '../../../../src/app/search/directory'

async function makeVault() {
  const signKey = await makeSignKey()
  const publicKey = await exportPublicKey(signKey.publicKey)
  return createWebCryptoVault({
    tenantId: 'T1',
    personId: 'P1',
    login: 'cadre1',
    deviceId: 'D1',
    dataKey: await makeDataKey(),
    signKey,
    tenantKey: { keyId: 'seal-1', publicKey },
    serverKey: { keyId: 'outcome-1', publicKey },
    tenantName: '',
    personName: '',
    roles: ['cadre'],
    unitId: 'unit-1',
    signedInAt: 0,
  })
}

const lines = 'p仇小明\tqiu/chou xiao ming\np万俟春\tmo qi chun'

describe('the directory on the disk', () => {
  test('shows neither a name nor its pinyin, and opens with this device’s key alone', async () => {
    const store = openMemoryStore(createMemoryDisk())
    const vault = await makeVault()
    await createDirectory(store, vault).write([{ areaId: 'V1', lines }])
    const [record] = await store.all('directory')
    const stored = new TextDecoder().decode(record?.sealed)
    for (const secret of ['仇', '小明', '万俟', 'qiu', 'chun', 'xiao']) expect(stored).not.toContain(secret)
    expect(await createDirectory(store, vault).read()).toEqual([lines])
    expect(await createDirectory(store, await makeVault()).read()).toEqual([])
  })

  test('one village’s record does not pass for another’s', async () => {
    const store = openMemoryStore(createMemoryDisk())
    const vault = await makeVault()
    await createDirectory(store, vault).write([{ areaId: 'V1', lines }])
    const [record] = await store.all('directory')
    await store.commit({
      writes: [
        { op: 'delete', table: 'directory', key: 'area:V1' },
        { op: 'put', table: 'directory', record: { ...record!, scope: 'area:V2' } },
      ],
    })
    expect(await createDirectory(store, vault).read()).toEqual([])
  })

  test('is written where something changed and nowhere else', async () => {
    const store = openMemoryStore(createMemoryDisk())
    const vault = await makeVault()
    const directory = createDirectory(store, vault)
    await directory.write([
      { areaId: 'V1', lines },
      { areaId: 'V2', lines: 'p丁一\tding yi' },
    ])
    const sealed = async (scope: string) => (await store.get('directory', scope))?.sealed
    const before = [await sealed('area:V1'), await sealed('area:V2')]
    await directory.write([
      { areaId: 'V1', lines },
      { areaId: 'V2', lines: 'p丁二\tding er' },
    ])
    expect(await sealed('area:V1')).toEqual(before[0])
    expect(await sealed('area:V2')).not.toEqual(before[1])
    await directory.write([{ areaId: 'V2', lines: 'p丁二\tding er' }])
    expect((await store.all('directory')).map(({ scope }) => scope)).toEqual(['area:V2'])
  })
})
