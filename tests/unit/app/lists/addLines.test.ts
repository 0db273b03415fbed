// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { defineComponent, h } from 'vue'
import { useAddLines } from '../../../../src/app/components/lists/useAddLines'
import type { Client } from '../../../../src/app/client/engine/client'
import type { SaveResult } from '../../../../src/app/client/engine/dispatch'
import { id } from '../../../fixtures/ids'
import { makePhone } from '../../../fixtures/syncPhone'
import { makeSyncServer } from '../../../fixtures/syncServer'
import { mountPage } from '../mountPage'

enableAutoUnmount(afterEach)

const refs = Array.from({ length: 1_200 }, (_, index) => ({
  list: 'issues' as const,
  refId: id(1_000 + index),
}))
let client: Client
beforeEach(async () => {
  const server = await makeSyncServer()
  client = await (await makePhone(server, server.people.office)).open()
})

/** Each chunk waits until the test lets it be saved. */
async function mountAdding() {
  const chunks: { size: number; save: (result: SaveResult) => void }[] = []
  const dispatch = ((request: { args: { items: unknown[] } }) =>
    new Promise<SaveResult>((save) => {
      chunks.push({ size: request.args.items.length, save })
    })) as unknown as Client['dispatch']
  let adding!: ReturnType<typeof useAddLines>
  const component = defineComponent(() => {
    adding = useAddLines()
    return () => h('p')
  })
  const { wrapper } = await mountPage({ client: { ...client, dispatch }, component })
  return { chunks, adding, wrapper }
}
const saved = { saved: true, ids: [] } as unknown as SaveResult

test('lines come in chunks of what one command may hold, and tell how far they are', async () => {
  const { chunks, adding } = await mountAdding()
  const done = adding.add(id(70), refs, 500)
  expect(adding.progress.value).toEqual({ done: 500, total: 1_700 })
  for (const expected of [500, 500, 200]) {
    expect(chunks.at(-1)?.size).toBe(expected)
    chunks.at(-1)?.save(saved)
    await flushPromises()
  }
  expect(await done).toEqual({ added: 1_200 })
  expect(adding.progress.value).toBeNull()
})

test('what was saved before somebody stops stays, and no more is sent', async () => {
  const { chunks, adding } = await mountAdding()
  const done = adding.add(id(70), refs)
  adding.stop()
  chunks[0]?.save(saved)
  expect(await done).toEqual({ added: 500 })
  expect(chunks).toHaveLength(1)
})

test('leaving the page stops it', async () => {
  const { chunks, adding, wrapper } = await mountAdding()
  const done = adding.add(id(70), refs)
  wrapper.unmount()
  chunks[0]?.save(saved)
  expect(await done).toEqual({ added: 500 })
})

test('a refusal ends it and is handed on', async () => {
  const { chunks, adding } = await mountAdding()
  const done = adding.add(id(70), refs)
  chunks[0]?.save(saved)
  await flushPromises()
  const rejection = { code: 'editionFrozen', params: {} }
  chunks[1]?.save({ saved: false, index: 0, rejection } as unknown as SaveResult)
  expect(await done).toEqual({ added: 500, refused: rejection })
})
