import { describe, expect, test } from 'vitest'
import { FileProblem } from '../../../../src/server/import/limits'
import { readInWorker } from '../../../../src/server/import/readInWorker'
import { hostileFiles } from '../../../fixtures/register/hostileFiles'
import { makeXlsx } from '../../../fixtures/register/makeXlsx'

// A thread takes up the TypeScript loader first, which a busy machine gives seconds of its own.
const patience = { timeMs: 60_000 }

describe('reading in a thread of its own', () => {
  test('answers what it read', async () => {
    const file = makeXlsx([{ name: '新春村', rows: [['户主姓名'], ['柳大山']] }])
    const { sheets } = await readInWorker(file, 'a.xlsx', patience)
    expect(sheets).toEqual([
      {
        name: '新春村',
        isHidden: false,
        merges: [],
        rows: [
          { number: 1, cells: ['户主姓名'] },
          { number: 2, cells: ['柳大山'] },
        ],
      },
    ])
  }, 90_000)

  test('tells why a file is refused', async () => {
    const laughs =
      hostileFiles.find(({ name }) => name.includes('billion laughs'))?.make() ?? new Uint8Array()
    const problem = await readInWorker(laughs, 'a.xlsx', patience).catch((error: unknown) => error)
    expect(problem).toMatchObject({ name: 'FileProblem', code: 'hostile', what: 'doctype' })
  }, 90_000)

  test('is ended when it takes too long', async () => {
    const file = Buffer.from('户主,电话\n')
    await expect(readInWorker(file, 'a.csv', { timeMs: 1 })).rejects.toMatchObject({ code: 'tooSlow' })
  }, 90_000)

  test('is ended when nobody wants it any more', async () => {
    const control = new AbortController()
    const reading = readInWorker(Buffer.from('户主,电话\n'), 'a.csv', { ...patience, signal: control.signal })
    control.abort(new Error('not wanted'))
    await expect(reading).rejects.toThrow('not wanted')
    await expect(readInWorker(Buffer.from('a'), 'a.csv', { signal: control.signal })).rejects.toThrow(
      'not wanted',
    )
  }, 90_000)

  test('a file above the limit starts none', async () => {
    await expect(readInWorker(new Uint8Array(20_000_001), 'a.csv')).rejects.toBeInstanceOf(FileProblem)
  })
})
