import { executionAsyncResource } from 'node:async_hooks'
import { expect, test } from 'vitest'
import { NestingGuard } from '../../../../src/server/store/transaction'

const nothing = async (): Promise<undefined> => undefined

/** What Node has to carry from one promise to the next. */
async function carried(): Promise<number> {
  await Promise.resolve()
  return Object.getOwnPropertySymbols(executionAsyncResource()).length
}

test('stores that were opened one after the other make no later promise dearer', async () => {
  await new NestingGuard().run(nothing)
  const before = await carried()
  for (let opened = 0; opened < 20; opened++) await new NestingGuard().run(nothing)
  expect(await carried()).toBe(before)
})

test('a transaction inside another is refused through one of another store as well, and allowed after it', async () => {
  const [one, other] = [new NestingGuard(), new NestingGuard()]
  await one.run(() => other.run(nothing))
  await expect(one.run(() => other.run(() => one.run(nothing)))).rejects.toThrow('inside another')
  let later: Promise<undefined> | undefined
  const ended = one.run(async () => {
    later = Promise.resolve().then(async () => {
      await new Promise((resolve) => setTimeout(resolve, 0))
      return one.run(nothing)
    })
    return undefined
  })
  await ended
  await expect(later).resolves.toBeUndefined()
})
