import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDataFolder, writeMarker } from '../../../../src/server/process/dataFolder'

let base: string
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'minqing-folder-'))
})
afterEach(() => rmSync(base, { recursive: true }))

describe('the data folder', () => {
  test('is made, marked and recognised', async () => {
    const dataDir = join(base, 'a/b/data')
    expect(await openDataFolder(dataDir)).toEqual({ program: 'minqing', format: 1 })
    expect(readdirSync(dataDir)).toEqual(['minqing.json'])
    writeFileSync(join(dataDir, 'minqing.sqlite'), '')
    expect(await openDataFolder(dataDir)).toEqual({ program: 'minqing', format: 1 })
  })

  test('remembers what was put into it', async () => {
    await openDataFolder(base)
    await writeMarker(base, { program: 'minqing', format: 1, demo: { today: '2026-11-22', done: true } })
    expect(await openDataFolder(base)).toMatchObject({ demo: { today: '2026-11-22', done: true } })
  })

  test.each(['photos', 'minqing.sqlite', '.bashrc'])(
    'with a file %s of somebody else is left as it is',
    async (name) => {
      writeFileSync(join(base, name), 'theirs')
      await expect(openDataFolder(base)).rejects.toMatchObject({ code: 'dataDirForeign' })
      expect(readdirSync(base)).toEqual([name])
      expect(readFileSync(join(base, name), 'utf8')).toBe('theirs')
    },
  )

  test.each(['{}', 'null', 'text', '{"program":"other","format":1}', '{"program":"minqing","format":2}'])(
    'with a marker %j is not ours',
    async (content) => {
      writeFileSync(join(base, 'minqing.json'), content)
      await expect(openDataFolder(base)).rejects.toMatchObject({ code: 'dataDirForeign' })
    },
  )

  test('may be the root of a fresh disk, or hold what a killed first start left', async () => {
    mkdirSync(join(base, 'lost+found'))
    writeFileSync(join(base, 'minqing.json.4711.new'), '{')
    writeFileSync(join(base, '.write-check'), 'x')
    await openDataFolder(base)
    expect(existsSync(join(base, 'minqing.json'))).toBe(true)
  })

  test('is not a file, nor inside one', async () => {
    const file = join(base, 'file')
    writeFileSync(file, 'x')
    await expect(openDataFolder(file)).rejects.toMatchObject({ code: 'dataDirIsFile' })
    await expect(openDataFolder(join(file, 'data'))).rejects.toMatchObject({ code: 'dataDirIsFile' })
  })
})
