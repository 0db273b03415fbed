import { beforeEach, describe, expect, test } from 'vitest'
import { makeEdge, people, problemOf, syncRequest, tenantId, type Edge, type SignedIn } from './makeEdge'

const personId = people.cadre2.id

let edge: Edge
let admin: SignedIn
let lost: SignedIn
beforeEach(async () => {
  edge = await makeEdge()
  admin = await edge.signIn('admin1')
  lost = await edge.signIn('cadre2')
})

const look = (id: string = personId, from = admin): Promise<Response> =>
  edge.post('/api/devices/look', { personId: id }, { token: from.token })
const revoke = (deviceId: string = lost.deviceId, from = admin): Promise<Response> =>
  edge.post('/api/devices/revoke', { deviceId }, { token: from.token })
const sync = (from: SignedIn): Promise<Response> =>
  edge.post('/api/sync', syncRequest(), { token: from.token })
const revocations = async () =>
  (await edge.store.read(tenantId, (tx) => tx.audit(20))).filter(({ action }) => action === 'device.revoked')

describe('the devices of a person', () => {
  test('are listed with what tells them apart, newest contact first', async () => {
    edge.clock.at += 60_000
    const found = await edge.signIn('cadre2')
    await revoke()
    const seenAt = edge.clock.at
    expect(await (await look()).json()).toEqual({
      devices: [
        { deviceId: found.deviceId, label: '测试手机', seenAt, isRevoked: false },
        { deviceId: lost.deviceId, label: '测试手机', seenAt: seenAt - 60_000, isRevoked: true },
      ],
    })
  })

  test('are none for somebody who never signed in', async () => {
    expect(await (await look(people.cadre1.id)).json()).toEqual({ devices: [] })
  })
})

describe('a lost device', () => {
  test('is told at its next contact that it is out of use; its person signs in elsewhere', async () => {
    const other = await edge.signIn('cadre2')
    expect((await revoke()).status).toBe(200)
    expect(await (await sync(lost)).json()).toMatchObject({ shutOut: 'deviceRevoked' })
    expect(await (await sync(other)).json()).not.toHaveProperty('shutOut')
    expect((await edge.signIn('cadre2')).deviceId).not.toBe(lost.deviceId)
  })

  test('is poked, so that one that is online learns it at once', async () => {
    const changes: string[] = []
    edge.sync.onChange((tenant) => changes.push(tenant))
    await revoke()
    expect(changes).toEqual([tenantId])
  })

  test('is revoked once, and the audit log says by whom', async () => {
    await revoke()
    edge.clock.at += 1000
    expect((await revoke()).status).toBe(200)
    const found = await revocations()
    expect(found).toEqual([
      {
        at: edge.clock.at - 1000,
        actorId: people.admin1.id,
        deviceId: admin.deviceId,
        action: 'device.revoked',
        detail: { personId, deviceId: lost.deviceId },
      },
    ])
  })

  test('of the administrator can’t take other devices out of use any more', async () => {
    const desk = await edge.signIn('admin1')
    await revoke(admin.deviceId, desk)
    expect((await revoke(lost.deviceId, admin)).status).toBe(404)
    expect((await look(personId, admin)).status).toBe(404)
    expect((await revoke(lost.deviceId, desk)).status).toBe(200)
  })
})

test('administrators alone; what is not there and what is not allowed answer alike', async () => {
  const office = await edge.signIn('office1')
  for (const response of [
    await look(personId, office),
    await revoke(lost.deviceId, office),
    await revoke(lost.deviceId, lost),
    await look(lost.deviceId),
    await revoke(personId),
  ]) {
    expect(response.status).toBe(404)
    expect(await problemOf(response)).toEqual({ code: 'notFound' })
  }
  expect(await revocations()).toEqual([])
  expect((await edge.post('/api/devices/revoke', { deviceId: lost.deviceId })).status).toBe(401)
})
