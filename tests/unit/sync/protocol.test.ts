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
        "hash": "057a1bb6036aee03",
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
        "activity.amend@1": "05e201f8c5ba5823",
        "activity.record@1": "4c74cefd61540ee8",
        "activity.withdraw@1": "e6dc498167f9ef52",
        "area.create@1": "8d670ec8a7bf912d",
        "area.move@1": "4ea5ee5c7a9c554f",
        "area.rename@1": "6ef223e4cd1d22d2",
        "area.setActive@1": "ed5698b6d6c9527d",
        "calendar.setYear@1": "55ca0d4f9e22fecd",
        "campaign.close@1": "5f78bb4d3fc4104e",
        "campaign.create@1": "53f80b1c60dc9449",
        "campaign.edit@1": "f35e442c15774039",
        "category.create@1": "6a71b30ff077fa88",
        "category.edit@1": "82b4c50e85792700",
        "category.setActive@1": "abe2fdee0e964e47",
        "draw.make@1": "85aa6df071a25805",
        "draw.notReached@1": "c3fa6fd9f29b2488",
        "draw.recordVisit@1": "daf5ad3180d96424",
        "edition.addItems@1": "78198af208a6556a",
        "edition.arrange@1": "0c2b79f312242214",
        "edition.drop@1": "ca73a086319472b2",
        "edition.freeze@1": "5bbd8db1d69f03df",
        "edition.note@1": "8fbcd4a3129c5ab3",
        "edition.open@1": "1046e05591c1076a",
        "edition.removeItems@1": "744a2572e5419bff",
        "edition.setHead@1": "9aea2807c450a0a2",
        "issue.accept@1": "7fd79378ff321c42",
        "issue.assign@1": "b70411f51a4de0f8",
        "issue.claim@1": "59a038fb4536ca02",
        "issue.decline@1": "4a1ec00495ab61bc",
        "issue.explain@1": "9355ec37d1bd2ab3",
        "issue.giveSlip@1": "1fe3e897ffef3687",
        "issue.merge@1": "a4cf772b8997ad32",
        "issue.recordReturnVisit@1": "055f554402a128a1",
        "issue.refuseStrikeOff@1": "cc5424398ca1a5ea",
        "issue.register@1": "5448ea056afe4bf1",
        "issue.reopen@1": "254803eabf6a75d4",
        "issue.resolveOnSite@1": "b09a9228c9e8fbe1",
        "issue.resubmit@1": "a22ddb394550fa0d",
        "issue.resume@1": "cc5424398ca1a5ea",
        "issue.sendBack@1": "cc5424398ca1a5ea",
        "issue.setAside@1": "cb22206fbc3e8bab",
        "issue.setProminent@1": "8a7648a28198711f",
        "issue.split@1": "6e09428c56dde166",
        "issue.strikeOff@1": "bdc6b87dfb4b3e37",
        "issue.takeBackSlip@1": "1fe3e897ffef3687",
        "issue.tellResident@1": "ac7973227c55a4cb",
        "issue.unmerge@1": "cc5424398ca1a5ea",
        "issue.withdrawByResident@1": "ac7973227c55a4cb",
        "modelCase.publish@1": "bf5268d52f9e746d",
        "modelCase.return@1": "aef41fbbaf2812b3",
        "modelCase.submit@1": "f2c1efadc9ee30a3",
        "modelCase.withdraw@1": "5eecaf75c28af059",
        "modelCase.write@1": "17125d5d7eebeecf",
        "notice.approve@1": "3a0131700c82b419",
        "notice.compose@1": "d274bc247ee0cf8f",
        "notice.drop@1": "7b242fc304151592",
        "notice.edit@1": "54e3d8e102042ab8",
        "notice.editLine@1": "c000683328949b25",
        "notice.omitLine@1": "404ba0bb98954688",
        "notice.refuse@1": "770369dd44662b08",
        "notice.restoreLine@1": "e253351e00b49ba5",
        "notice.submit@1": "65eabf5de5845cf9",
        "notice.withdraw@1": "7b242fc304151592",
        "noticeTexts.edit@1": "34ad24eceb939eb1",
        "pairing.end@1": "fd20025ce75285fd",
        "pairing.start@1": "870868a10115ade3",
        "person.create@1": "29f97cff7a294b44",
        "person.edit@1": "b65d7020762db69d",
        "person.move@1": "73eaaed6466e0b33",
        "person.setActive@1": "25173278ea0dfa5b",
        "person.setRoles@1": "10814f9ef5505a48",
        "press.amend@1": "d447aabc90f1deb8",
        "press.record@1": "bba46253336c75d8",
        "press.withdraw@1": "8bd3c8e06d2d6874",
        "register.keepMapping@1": "02a2020fab77f798",
        "roster.change@1": "742e00f99fbbc47d",
        "rules.edit@1": "1ac19ca0b2ba181c",
        "subject.create@1": "66020937aa4e1912",
        "subject.edit@1": "6a726ace6fc75d37",
        "subject.move@1": "7f3a0edc59c83bd1",
        "task.cancel@1": "2645ddda15100802",
        "task.complete@1": "48d96c08962dfb22",
        "task.grantExtension@1": "e4be0ad16b3ff263",
        "task.handBack@1": "2645ddda15100802",
        "task.progress@1": "bc80524d0f0dddc1",
        "task.reassign@1": "c17ebccbfdcaec37",
        "task.refuseExtension@1": "3e8aa69e8ee5f395",
        "task.requestExtension@1": "102f46effa60e618",
        "task.setHandler@1": "89e3c61ae6a2f3f0",
        "task.sign@1": "f831d664ef252158",
        "unit.create@1": "9a88614c72cad26e",
        "unit.dissolve@1": "4e5fdcf6529f78aa",
        "unit.edit@1": "2afd17f148af012a",
        "unit.setActive@1": "aa78611f44d3ee89",
        "unitPlan.approve@1": "a8da621211bf677a",
        "unitPlan.return@1": "a8da621211bf677a",
        "unitPlan.submit@1": "f7b49cc1add7deda",
        "unitPlan.write@1": "324dd94ca17bc217",
        "urge.order@1": "a9594691d9d57465",
        "urge.reply@1": "3b1b11bf0ab8a47c",
        "visit.amend@1": "f48e42f602ceedb0",
        "visit.record@1": "9679ce0aa2906607",
        "visit.withdraw@1": "a61caf9091227afd",
        "zone.install@1": "22fa5c863864a70b",
      }
    `)
  })

  test('the hash sees a changed limit, key and choice', () => {
    const { syncRequestSchema } = up
    const changed = { ...syncRequestSchema, entries: { ...syncRequestSchema.entries, extra: 1 } }
    expect(hashOfSchemas({ a: changed })).not.toBe(hashOfSchemas({ a: syncRequestSchema }))
  })
})
