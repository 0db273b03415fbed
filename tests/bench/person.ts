/**
 * Another device of the bench, in this very process: the client's real transport and keys without a browser. It stands
 * for the colleagues whose work comes in, and readies the zone.
 */
import { createHttp } from '../../src/app/client/browser/http'
import { signIn } from '../../src/app/client/browser/signIn'
import { createHttpTransport } from '../../src/app/client/browser/transport'
import type { Clock, Transport } from '../../src/app/client/ports'
import type { KeyStore } from '../../src/app/client/vault/keyStore'
import { commandDefinitions, type CommandRequest } from '../../src/domain/command/registry'
import { uuidV7 } from '../../src/domain/ids'
import { DEMO_PASSWORD } from '../../src/server/seed/people'
import type { BlockRef, Page } from '../../src/sync/down'
import { protocolVersion } from '../../src/sync/protocolVersion'

export interface Person {
  personId: string
  /** All of it must be applied. */
  act(requests: readonly CommandRequest[]): Promise<void>
  /** Everything this person holds, as a first sync gives it: lines of blocks and pages. */
  pullAll(): Promise<{ pages: Page[]; lines: string[] }>
}

const clock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

export const newId = (): string => uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))

export async function signInAs(origin: string, login: string): Promise<Person> {
  const http = createHttp({ baseUrl: origin, clock })
  const signedIn = await signIn(
    { login, password: DEMO_PASSWORD, deviceLabel: 'bench' },
    { http, clock, keyStore: keyStoreInMemory() },
  )
  if (!signedIn.ok) throw new Error(`${login} could not sign in: ${JSON.stringify(signedIn)}`)
  const transport = createHttpTransport({ http, session: signedIn.session })
  let seq = 0

  return {
    personId: signedIn.keys.personId,
    async act(requests) {
      for (let start = 0; start < requests.length; start += 100) {
        const batch = requests.slice(start, start + 100)
        const answer = await sync(transport, {
          pushOnly: true,
          envelopes: batch.map(({ name, args }) => ({
            id: newId(),
            seq: ++seq,
            name,
            version: commandDefinitions[name].version,
            args,
            occurredAt: Date.now(),
            clockOffsetMs: 0,
            base: {},
            after: [],
          })),
        })
        const failed = answer.outcomes.find(({ result }) => result !== 'applied')
        if (failed || answer.outcomes.length !== batch.length)
          throw new Error(`not applied: ${JSON.stringify(failed)}`)
      }
    },
    async pullAll() {
      const pages: Page[] = []
      const lines: string[] = []
      let held: { scope: string; cursor: string | null }[] = []
      for (let more = true; more; ) {
        const answer = await sync(transport, { holds: held })
        for (const page of answer.pages) {
          pages.push(page)
          for (const pack of packsOf(page.blocks)) {
            await transport.blocks(pack, (_, bytes) => {
              lines.push(...new TextDecoder().decode(bytes).split('\n'))
              return Promise.resolve()
            })
          }
          if (page.lines !== '') lines.push(...page.lines.split('\n'))
        }
        const cursors = new Map(answer.pages.map(({ scope, cursor }) => [scope, cursor]))
        const before = new Map(held.map(({ scope, cursor }) => [scope, cursor]))
        held = answer.grants.map((scope) => ({
          scope,
          cursor: cursors.get(scope) ?? before.get(scope) ?? null,
        }))
        more = answer.more
      }
      return { pages, lines }
    },
  }
}

const packsOf = (blocks: readonly BlockRef[]): BlockRef[][] =>
  [...new Set(blocks.map(({ packId }) => packId))].map((id) => blocks.filter(({ packId }) => packId === id))

async function sync(transport: Transport, request: Partial<Parameters<Transport['sync']>[0]>) {
  const answer = await transport.sync({
    protocol: protocolVersion,
    epoch: null,
    clockMs: Date.now(),
    holds: [],
    envelopes: [],
    ask: [],
    ...request,
  })
  if (!answer.ok) throw new Error(`no answer: ${JSON.stringify(answer)}`)
  return answer.value
}

function keyStoreInMemory(): KeyStore {
  return {
    get: () => Promise.resolve(undefined),
    list: () => Promise.resolve([]),
    put: (record) => Promise.resolve(record),
    remove: () => Promise.resolve(),
    close: () => undefined,
  }
}
