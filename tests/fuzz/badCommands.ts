/** Well-formed messages with a command in them that must be refused. */
import { makeBundle, makeDevice } from '../unit/server/http/makeDevice'
import { clocks, envelopeOf, newIdFrom, post, pushOf, type Expected, type Kind } from './badRequestShape'
import { spoilers } from './spoilArgs'
import { makeTemplates, serverOnly } from './templates'

export const spoiledArgs: Kind = (random, world) => {
  for (;;) {
    const template = random.pick(makeTemplates(newIdFrom(random)))
    const name = random.pick(Object.keys(spoilers))
    const spoiled = spoilers[name]?.(template, template.request.args, random, newIdFrom(random))
    if (!spoiled) continue
    const clock = {
      occurredAt: random.pick(clocks),
      clockOffsetMs: random.pick([null, 0, -8.64e15, 8.64e15]),
    }
    const envelope = envelopeOf(random, template, { args: spoiled.args, ...clock })
    const how = `${template.request.name}: ${spoiled.how}`
    return {
      how,
      ...pushOf(world, template.login, envelope),
      expected: { as: 'rejected', codes: spoiled.codes },
    }
  }
}

export const wrongCommand: Kind = (random, world) => {
  const template = random.pick(makeTemplates(newIdFrom(random)))
  const more = random.pick([
    { name: 'visit.destroy' },
    { name: 'constructor' },
    { name: '__proto__' },
    { name: 'toString' },
    { name: `${template.request.name}@1` },
    { name: template.request.name.toUpperCase() },
    { version: 0 },
    { version: 2 },
    { version: 999_999 },
  ])
  const expected: Expected = { as: 'rejected', codes: ['unknownCommand'] }
  return {
    how: JSON.stringify(more),
    ...pushOf(world, template.login, envelopeOf(random, template, more)),
    expected,
  }
}

export const wrongPerson: Kind = (random, world) => {
  const template = random.pick(makeTemplates(newIdFrom(random)).filter(({ login }) => login !== 'office1'))
  const request = random.chance(0.1) ? { ...template.request, name: serverOnly } : template.request
  const args =
    request.name === serverOnly
      ? { campaigns: [], categories: [], units: [], areas: [], people: [] }
      : request.args
  const envelope = { ...envelopeOf(random, template), name: request.name, args }
  const how = `${request.name} by cadre2`
  return { how, ...pushOf(world, 'cadre2', envelope), expected: { as: 'rejected', codes: ['notPermitted'] } }
}

export const sameIdOtherContent: Kind = (random, world) => {
  const template = random.pick(makeTemplates(newIdFrom(random)))
  const envelope = envelopeOf(random, template, world.taken)
  const how = `${template.request.name} under the id of another command`
  return {
    how,
    ...pushOf(world, 'cadre1', envelope),
    expected: { as: 'result', results: ['payloadConflict'] },
  }
}

export const waitsForNothing: Kind = (random, world) => {
  const template = random.pick(makeTemplates(newIdFrom(random)))
  const envelope = envelopeOf(random, template, { after: [newIdFrom(random)()] })
  const how = `${template.request.name} after a command nobody has seen`
  return { how, ...pushOf(world, template.login, envelope), expected: { as: 'result', results: ['held'] } }
}

export const badBundle: Kind = (random, world) => {
  const { cadre1 } = world.phones
  const id = newIdFrom(random)
  const template = random.pick(makeTemplates(id))
  const envelope = envelopeOf(random, template)
  const plain = JSON.stringify(envelope)
  const seal = (content: object = {}, override: object = {}) =>
    makeBundle(cadre1, { commandId: envelope.id, seq: envelope.seq, plain, ...content }, override)
  const bent = Buffer.from(seal().sealed, 'base64url')
  bent[random.int(0, bent.length - 1)]! ^= 1 << random.int(0, 7)
  const [how, bundle, codes] = random.pick<[string, object, readonly string[]]>([
    [
      'of an unknown device',
      makeBundle({ ...cadre1, deviceId: id() }, { commandId: envelope.id, seq: envelope.seq, plain }),
      ['unknownDevice'],
    ],
    [
      'of another zone',
      makeBundle({ ...cadre1, tenantId: '990000009' }, { commandId: envelope.id, seq: envelope.seq, plain }),
      ['unknownDevice'],
    ],
    [
      'signed by another key',
      makeBundle({ ...cadre1, device: makeDevice() }, { commandId: envelope.id, seq: envelope.seq, plain }),
      ['badSignature'],
    ],
    ['changed on the way', { ...seal(), sealed: bent.toString('base64url') }, ['badSignature']],
    ['of another number', { ...seal(), seq: envelope.seq + 1 }, ['badSignature']],
    ['under another name', seal({ commandId: id() }), ['malformed']],
    ['sealed to nobody', seal({}, { keyId: 'seal-x' }), ['undecryptable']],
    ['no base64', { ...seal(), sealed: '%%%' }, ['malformed']],
    ['no signature', { ...seal(), signature: 'AAAA' }, ['badSignature']],
    [
      'no command',
      seal({ plain: random.pick(['', 'x', '{}', '[]', 'null', '{"id":1}', plain.slice(0, -1)]) }),
      ['malformed'],
    ],
    [
      'a command too deep',
      seal({ plain: plain.replace('"args":{', `"args":{"x":${'['.repeat(20_000)}${']'.repeat(20_000)},`) }),
      ['malformed'],
    ],
    [
      'a command with a prototype',
      seal({ plain: plain.replace('"args":{', '"args":{"__proto__":{},') }),
      ['malformed'],
    ],
  ])
  return { how, ...post('/api/deliver', { bundles: [bundle] }), expected: { as: 'refusedBundle', codes } }
}
