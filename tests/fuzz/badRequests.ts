/**
 * Seeded generator of bad requests, built from the messages and commands themselves. Each says what must come of it,
 * so that a refusal with the wrong reason is found as well as a crash.
 */
import type { Random } from '../../src/server/seed/random'
import { brokenJson, flippedBytes, wrongPacking } from './badBodies'
import { junkHeaders, notSignedIn, wrongHeaders, wrongMethod, wrongPath } from './badCalls'
import {
  badBundle,
  sameIdOtherContent,
  spoiledArgs,
  waitsForNothing,
  wrongCommand,
  wrongPerson,
} from './badCommands'
import { falseClaims, outOfRange, spoiledMessage } from './badMessages'
import type { BadRequest, Kind, World } from './badRequestShape'

/** Each kind of fault with its share. */
const kinds: readonly (readonly [name: string, share: number, kind: Kind])[] = [
  ['spoiledArgs', 40, spoiledArgs],
  ['wrongCommand', 4, wrongCommand],
  ['wrongPerson', 4, wrongPerson],
  ['sameIdOtherContent', 2, sameIdOtherContent],
  ['waitsForNothing', 2, waitsForNothing],
  ['spoiledMessage', 14, spoiledMessage],
  ['outOfRange', 4, outOfRange],
  ['falseClaims', 3, falseClaims],
  ['brokenJson', 8, brokenJson],
  ['flippedBytes', 3, flippedBytes],
  ['wrongPacking', 4, wrongPacking],
  ['wrongHeaders', 3, wrongHeaders],
  ['notSignedIn', 3, notSignedIn],
  ['wrongPath', 3, wrongPath],
  ['wrongMethod', 2, wrongMethod],
  ['junkHeaders', 1, junkHeaders],
  ['badBundle', 4, badBundle],
]

export const kindNames = kinds.map(([name]) => name)

export function makeBadRequest(random: Random, world: World): BadRequest {
  const index = random.weighted(kinds.map(([, share], position) => [position, share] as const))
  const [kind, , make] = kinds[index] as (typeof kinds)[number]
  return { kind, ...make(random, world) }
}
