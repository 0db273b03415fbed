import { beforeEach, describe, expect, test } from 'vitest'
import { hashPassword, argon2Checker } from '../../../../src/server/auth/passwords'
import type { PasswordChecker } from '../../../../src/server/auth/passwords'
import { makeDevice } from './makeDevice'
import {
  makeEdge,
  people,
  plainPasswords,
  problemOf,
  startMs,
  tenantId,
  type Edge,
  type SignedIn,
} from './makeEdge'

/** The small zone's own passwords are plain, those that are set here are real. */
const passwords: PasswordChecker = {
  matches: (hash, given) =>
    hash?.startsWith('plain:') ? plainPasswords().matches(hash, given) : argon2Checker.matches(hash, given),
}
const secret = 'an own long password'
const personId = people.cadre2.id

let edge: Edge
let admin: SignedIn
beforeEach(async () => {
  edge = await makeEdge({ passwords, refusedPasswords: new Set(['Published-1']) })
  admin = await edge.signIn('admin1')
})

const issue = (more: object = {}, from = admin): Promise<Response> =>
  edge.post('/api/accounts', { personId, login: ' Ning ', ...more }, { token: from.token })
const issued = async (more: object = {}): Promise<{ login: string; code: string }> =>
  (await (await issue(more)).json()) as { login: string; code: string }
const look = (id: string = personId, from = admin): Promise<Response> =>
  edge.post('/api/accounts/look', { personId: id }, { token: from.token })
const setPassword = (code: string, more: object = {}): Promise<Response> =>
  edge.post('/api/auth/first-password', { login: 'ning', code, password: secret, ...more })
const signIn = (password: string, login = 'ning'): Promise<Response> =>
  edge.post('/api/auth/sign-in', {
    login,
    password,
    deviceKey: makeDevice().publicKey,
    deviceLabel: '',
  })

// Each password and code that is set or tried costs a real hash.
const slow = { timeout: 30_000 }

describe('an account made by the administrator', slow, () => {
  test('is opened by its code, once, with a password of one’s own', async () => {
    const { login, code } = await issued()
    expect(login).toBe('ning')
    expect(code).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/)
    expect(await (await look()).json()).toEqual({ login: 'ning', waits: true })
    // The code itself is no password.
    expect((await signIn(code)).status).toBe(401)

    expect((await setPassword(` ${code.toLowerCase().replaceAll('-', ' ')}`)).status).toBe(200)
    expect(await (await look()).json()).toEqual({ login: 'ning', waits: false })
    expect((await signIn(secret)).status).toBe(200)
    expect((await setPassword(code, { password: 'somebody else’s' })).status).toBe(401)
    expect((await signIn(secret)).status).toBe(200)
  })

  test('a new code voids the password and the code before it', async () => {
    const first = await issued()
    const second = await issued()
    expect((await setPassword(first.code)).status).toBe(401)
    expect((await setPassword(second.code)).status).toBe(200)
    const third = await issued({ login: 'ning.xiaofeng' })
    expect((await signIn(secret)).status).toBe(401)
    expect((await setPassword(third.code, { login: 'ning.xiaofeng' })).status).toBe(200)
    expect((await signIn(secret, 'ning.xiaofeng')).status).toBe(200)
  })

  test('two at the same moment with one code: one password holds', async () => {
    const { code } = await issued()
    const answers = await Promise.all([setPassword(code), setPassword(code, { password: 'the other one' })])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401])
  })

  test('a code lives seven days', async () => {
    const { code } = await issued()
    edge.clock.at += 7 * 86_400_000 + 1
    expect((await setPassword(code)).status).toBe(401)
  })

  test('wrong code and unknown name answer alike; short and published passwords are told at the field', async () => {
    const { code } = await issued()
    const wrong = await setPassword('AAAA-AAAA-AAAA')
    const unknown = await setPassword(code, { login: 'nobody' })
    expect([wrong.status, await problemOf(wrong)]).toEqual([unknown.status, await problemOf(unknown)])
    for (const password of ['short', 'Published-1'])
      expect(await problemOf(await setPassword(code, { password }))).toMatchObject({ path: 'password' })
    expect((await setPassword(code)).status).toBe(200)
  })

  test('tries at a code are slowed down like tries at a password', async () => {
    await issued()
    const statuses: number[] = []
    for (let n = 0; n < 7; n++) statuses.push((await setPassword('AAAA-AAAA-AAAA')).status)
    expect(statuses.slice(0, 5)).toEqual([401, 401, 401, 401, 401])
    expect(statuses.at(-1)).toBe(429)
  })

  test('stands in the audit log, without login, code or password', async () => {
    const { code } = await issued()
    await setPassword(code)
    const entries = await edge.store.read(tenantId, (tx) => tx.audit(3))
    expect(entries.map(({ action, actorId }) => [action, actorId])).toEqual([
      ['account.firstPassword', personId],
      ['account.reset', people.admin1.id],
      ['signIn', people.admin1.id],
    ])
    expect(entries[1]).toMatchObject({ at: startMs, detail: { personId } })
  })
})

describe('who may', slow, () => {
  test('administrators alone; a stranger’s token and an unknown person are told alike', async () => {
    const office = await edge.signIn('office1')
    for (const response of [
      await issue({}, office),
      await look(personId, office),
      await issue({ personId: admin.deviceId }),
      await look(admin.deviceId),
    ]) {
      expect(response.status).toBe(404)
      expect(await problemOf(response)).toEqual({ code: 'notFound' })
    }
    expect((await edge.post('/api/accounts', { personId, login: 'x' })).status).toBe(401)
  })

  test('somebody else’s login is refused at its field', async () => {
    expect(await problemOf(await issue({ login: 'CADRE1' }))).toEqual({ code: 'malformed', path: 'login' })
    const { passwordHash } = (await edge.store.read(tenantId, (tx) => tx.accountByLogin('cadre1'))) ?? {}
    expect(passwordHash).toMatch(/^plain:/)
  })

  test('a person who was switched off sets no password', async () => {
    const hash = await hashPassword('AAAABBBBCCCC')
    await edge.store.write(tenantId, (tx) =>
      tx.putAccount({
        login: 'gone',
        personId: people.gone1.id,
        passwordHash: `first-code|${startMs + 1000}|${hash}`,
      }),
    )
    const answer = await setPassword('AAAA-BBBB-CCCC', { login: 'gone' })
    expect(await problemOf(answer)).toEqual({ code: 'personInactive' })
  })
})
