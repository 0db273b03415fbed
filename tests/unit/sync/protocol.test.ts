import { describe, expect, test } from 'vitest'
import * as down from '../../../src/sync/down'
import * as envelope from '../../../src/sync/envelope'
import * as outcome from '../../../src/sync/outcome'
import * as up from '../../../src/sync/up'
import { commandDefinitions } from '../../../src/domain/command/registry'
import { protocolVersion } from '../../../src/sync/protocolVersion'
import { hashOfSchemas } from '../../support/protocolHash'

const schemasOf = (module: object) =>
  Object.fromEntries(Object.entries(module).filter(([name]) => name.endsWith('Schema')))

describe('what travels changes only on purpose', () => {
  test('the messages of this protocol version', () => {
    const messages = { ...schemasOf(up), ...schemasOf(down), ...schemasOf(envelope), ...schemasOf(outcome) }
    expect({ protocolVersion, hash: hashOfSchemas(messages) }).toMatchInlineSnapshot(`
      {
        "hash": "dd511f1ed6f54909",
        "protocolVersion": 1,
      }
    `)
  })

  test('the arguments of each released command version', () => {
    const args = Object.fromEntries(
      Object.values(commandDefinitions).map((definition) => [
        `${definition.name}@${definition.version}`,
        hashOfSchemas({ args: definition.args }),
      ]),
    )
    expect(args).toMatchInlineSnapshot(`
      {
        "issue.accept@1": "83d033f9b1e07b63",
        "issue.decline@1": "cb021d6777808fd7",
        "issue.register@1": "3cdbbdfe8266672a",
        "issue.resolveOnSite@1": "9190c8b1ea27dda9",
        "issue.resubmit@1": "8cf150dbaee7fa1c",
        "issue.sendBack@1": "30fe2f9806cdcae6",
        "pairing.end@1": "fd20025ce75285fd",
        "pairing.start@1": "870868a10115ade3",
        "person.setActive@1": "25173278ea0dfa5b",
        "subject.create@1": "e8b7aca2acf3632b",
        "subject.edit@1": "f3e637436d1104d0",
        "subject.move@1": "7f3a0edc59c83bd1",
        "visit.amend@1": "1ee244a3e93637ac",
        "visit.record@1": "14e62070158683fc",
        "visit.withdraw@1": "7016a293e1b5e7ad",
        "zone.install@1": "642c44aa3dca4c49",
      }
    `)
  })

  test('the hash sees a changed limit, key and choice', () => {
    const { syncRequestSchema } = up
    const changed = { ...syncRequestSchema, entries: { ...syncRequestSchema.entries, extra: 1 } }
    expect(hashOfSchemas({ a: changed })).not.toBe(hashOfSchemas({ a: syncRequestSchema }))
  })
})
