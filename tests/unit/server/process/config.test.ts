import { describe, expect, test } from 'vitest'
import { readConfig } from '../../../../src/server/config'
import { StartProblem } from '../../../../src/server/process/startProblem'

const codeOf = (env: Record<string, string>): string => {
  try {
    readConfig(env)
    return 'fine'
  } catch (error) {
    if (!(error instanceof StartProblem)) throw error
    return error.code
  }
}

describe('settings', () => {
  test('have their defaults', () => {
    expect(readConfig({})).toEqual({
      port: 8080,
      host: '127.0.0.1',
      isLocal: true,
      dataDir: `${process.cwd()}/data`,
      databaseUrl: undefined,
      demo: true,
      trustedProxies: 0,
    })
  })

  test.each(['', ' ', 'abc', '-1', '65536', '80.5', '1e3', '0x50', '99999999'])(
    'PORT=%j is refused',
    (PORT) => {
      expect(codeOf({ PORT })).toBe('badPort')
    },
  )
  test.each([
    ['0', 0],
    ['80', 80],
    ['65535', 65_535],
  ])('PORT=%s is taken', (PORT, port) => {
    expect(readConfig({ PORT }).port).toBe(port)
  })

  test.each(['', ' ', 'http://x', 'a b', 'x/y', '[::1'])('HOST=%j is refused', (HOST) => {
    expect(codeOf({ HOST })).toBe('badHost')
  })
  test.each([
    ['localhost', true],
    ['127.0.0.1', true],
    ['127.9.9.9', true],
    ['::1', true],
    ['[::1]', true],
    ['0.0.0.0', false],
    ['::', false],
    ['192.168.1.5', false],
    ['127.example.com', false],
    ['localhost.example.com', false],
  ])('HOST=%s is this machine alone: %s', (HOST, isLocal) => {
    expect(readConfig({ HOST }).isLocal).toBe(isLocal)
  })

  test('behind a reverse proxy this machine is not alone, whatever it listens on', () => {
    expect(readConfig({ HOST: '127.0.0.1', TRUSTED_PROXIES: '1' }).isLocal).toBe(false)
  })

  test.each([{ DEMO: 'no' }, { DEMO: '' }, { TRUSTED_PROXIES: '-1' }, { TRUSTED_PROXIES: 'all' }])(
    '%o is refused',
    (env) => {
      expect(codeOf(env as Record<string, string>)).toBe('badSetting')
    },
  )

  test.each([
    '',
    ' ',
    'postgres',
    'mysql://u@h/d',
    'postgres://',
    'postgres://user@host',
    'postgres://user:pw@/db',
    'postgres:///db',
    'http://host/db',
  ])('DATABASE_URL=%j is half-configured', (DATABASE_URL) => {
    expect(codeOf({ DATABASE_URL })).toBe('databaseUrlIncomplete')
  })
  test.each([
    'postgres://user:pw@host/db',
    'postgresql://host:5433/db?sslmode=require',
    'postgresql:///db?host=/var/run/postgresql',
    'postgresql://user@/db?host=/tmp/socket&port=5433',
  ])('DATABASE_URL=%s is whole', (DATABASE_URL) => {
    expect(readConfig({ DATABASE_URL }).databaseUrl).toBe(DATABASE_URL)
  })

  test('a start problem says it in Chinese, then in English, and keeps the password to itself', () => {
    try {
      readConfig({ DATABASE_URL: 'postgres://user:topsecret@/db' })
      expect.unreachable()
    } catch (error) {
      const [zh = '', en = '', rest] = (error as StartProblem).sentence.split('\n')
      expect(zh).toMatch(/^DATABASE_URL 不完整，缺少主机/)
      expect(en).toMatch(/^DATABASE_URL is incomplete, the host is missing/)
      expect(rest).toBe('')
      expect(zh + en).not.toContain('topsecret')
    }
  })
})
