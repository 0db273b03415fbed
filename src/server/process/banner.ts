import { networkInterfaces } from 'node:os'
import { demoLogins, DEMO_PASSWORD } from '../seed/people'
import type { Config } from '../config'

export interface BannerFacts {
  config: Config
  port: number
  store: 'sqlite' | 'postgres'
  version: string
  /** The demo zone is in the store. */
  hasDemo: boolean
  /** Of the demo's posted notice, where there is one: a page that needs no sign-in. */
  noticePath: string | undefined
  /** Of an empty server that makes no demo zone. */
  setUpToken: string | undefined
}

/** 演示账号 by what they show, Chinese and English. */
const demoRoles: readonly (readonly [prefix: string, zh: string, en: string])[] = [
  ['cadre', '走访干部', 'visiting cadre'],
  ['leader', '包保领导', 'paired leader'],
  ['unit', '责任单位经办人', 'responsible unit'],
  ['office', '综合协调组', 'coordination office'],
  ['assessor', '指导考核组', 'assessment group'],
  ['publicity', '宣传报道组', 'publicity group'],
  ['discipline', '作风监督组', 'discipline group'],
  ['admin', '系统管理员', 'administrator'],
]

/** What a person at the terminal sees when the server is ready: plain text, Chinese and English on one line each. */
export function makeBanner({
  config,
  port,
  store,
  version,
  hasDemo,
  noticePath,
  setUpToken,
}: BannerFacts): string {
  const address = addressOf(config.host, port)
  const kept = store === 'sqlite' ? config.dataDir : `PostgreSQL; ${config.dataDir}`
  const lines = [
    '',
    `民情簿 Minqing ${version}`,
    '',
    `  打开 · open     ${address}`,
    `  数据 · data     ${kept}`,
  ]
  if (noticePath !== undefined) lines.push(`  公示 · notice   ${address}${noticePath}`)
  if (hasDemo) lines.push(...(config.isLocal ? demoLines() : refusedDemoLines()))
  if (setUpToken !== undefined) lines.push(...setUpLines(address, setUpToken))
  if (!config.isLocal) lines.push(...httpsLines())
  lines.push('', '  停止 · stop     Ctrl-C', '', '')
  return lines.join('\n')
}

function demoLines(): string[] {
  const rows = demoRoles.map(([prefix, zh, en]) => {
    const logins = demoLogins.filter((login) => login.startsWith(prefix))
    return `    ${logins.join(' ').padEnd(30)}${zh} · ${en}`
  })
  return ['', `  演示账号 · demo accounts, 密码 · password: ${DEMO_PASSWORD}`, ...rows]
}

const refusedDemoLines = (): string[] => [
  '',
  '  本机以外可以访问，演示账号已停用；正式使用请用 DATA_DIR 指定一个新的空文件夹。',
  '  Others can reach this server, so the demo accounts are refused; for real use set DATA_DIR to a new empty folder.',
]

const setUpLines = (address: string, token: string): string[] => [
  '',
  '  首次设置链接（一次有效，24 小时内）· set-up link for the first administrator (once, within 24 hours):',
  // Behind #, so that it is never sent with a request for the page and stands in no log.
  `    ${address}/set-up#${token}`,
]

const httpsLines = (): string[] => [
  '',
  '  手机只在 https 下允许离线使用：请在前面放一个 https 反向代理。',
  '  Phones allow offline use over https only: put an https reverse proxy in front.',
]

function addressOf(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? ownAddress() : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}

/** One that others could reach. */
function ownAddress(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  return addresses.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1'
}
