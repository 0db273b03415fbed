/**
 * Everything that can keep the server from starting: one code, one sentence in each language, one non-zero exit.
 * The person who reads it is an operator at a terminal; the sentence says what is wrong with which thing and what
 * helps, and holds no password.
 */
type Params = Record<string, string | number>

interface Sentence {
  zh: (params: Params) => string
  en: (params: Params) => string
}

const sentences = {
  badPort: {
    zh: ({ value }) => `PORT 必须是 0 到 65535 之间的整数，现在是“${value}”。`,
    en: ({ value }) => `PORT must be a whole number from 0 to 65535, it is "${value}".`,
  },
  badHost: {
    zh: ({ value }) => `HOST 不是可用的地址：“${value}”。`,
    en: ({ value }) => `HOST is not an address of this machine: "${value}".`,
  },
  badSetting: {
    zh: ({ name, value, wanted }) => `${name} 只能是 ${wanted}，现在是“${value}”。`,
    en: ({ name, value, wanted }) => `${name} must be ${wanted}, it is "${value}".`,
  },
  portTaken: {
    zh: ({ port, host }) => `${host} 的 ${port} 端口已被占用：请停掉占用它的程序，或用 PORT 换一个端口。`,
    en: ({ port, host }) =>
      `Port ${port} on ${host} is taken: stop the program that holds it, or choose another PORT.`,
  },
  portForbidden: {
    zh: ({ port }) => `没有权限使用 ${port} 端口：1024 以下的端口需要特权，请用 PORT 换一个。`,
    en: ({ port }) =>
      `Not allowed to use port ${port}: ports below 1024 need privileges, choose another PORT.`,
  },
  dataDirIsFile: {
    zh: ({ dataDir }) => `DATA_DIR 不是文件夹：${dataDir}。`,
    en: ({ dataDir }) => `DATA_DIR is not a folder: ${dataDir}.`,
  },
  dataDirUnwritable: {
    zh: ({ dataDir }) => `数据文件夹不可写：${dataDir}。`,
    en: ({ dataDir }) => `The data folder cannot be written: ${dataDir}.`,
  },
  dataDirForeign: {
    zh: ({ dataDir }) => `${dataDir} 里有别的文件，不是民情簿的数据文件夹：请用 DATA_DIR 指定一个空文件夹。`,
    en: ({ dataDir }) =>
      `${dataDir} holds other files and is no data folder of Minqing: set DATA_DIR to an empty folder.`,
  },
  diskFull: {
    zh: ({ dataDir }) => `磁盘已满，无法写入 ${dataDir}。`,
    en: ({ dataDir }) => `The disk is full, ${dataDir} cannot be written.`,
  },
  databaseUrlIncomplete: {
    zh: ({ missing }) =>
      `DATABASE_URL 不完整，缺少${missing}；应为 postgres://用户:密码@主机/数据库，不用 PostgreSQL 时请不要设置它。`,
    en: ({ missingEn }) =>
      `DATABASE_URL is incomplete, ${missingEn} is missing; write postgres://user:password@host/database, or leave it unset to do without PostgreSQL.`,
  },
  storeInUse: {
    zh: ({ dataDir }) => `另一个服务器正在使用 ${dataDir} 里的数据库：一个数据文件同时只能由一个服务器打开。`,
    en: ({ dataDir }) =>
      `Another server is using the database in ${dataDir}: one data file is opened by one server only.`,
  },
  foreignStore: {
    zh: () => '这个数据库属于别的程序，或者不是数据库；没有改动它。',
    en: ({ reason }) => `${reason}`,
  },
  corruptStore: {
    zh: () => '数据库文件已损坏，请从备份恢复；没有改动它。',
    en: ({ reason }) => `${reason}`,
  },
  newerStore: {
    zh: () => '数据由更新版本的民情簿写成，请安装新版本后再启动；没有改动它。',
    en: ({ reason }) => `${reason}`,
  },
  storeUnavailable: {
    zh: ({ where }) => `连不上数据库或无法使用它（${where}）。`,
    en: ({ reason }) => `${reason}`,
  },
  keyringBroken: {
    zh: ({ path }) => `密钥文件无法读取：${path}；请从密钥备份恢复，不要删除它。`,
    en: ({ path }) =>
      `The key file cannot be read: ${path}; restore it from the backup of the keys, do not delete it.`,
  },
  keysMissing: {
    zh: ({ tenantId, keys }) =>
      `密钥文件夹 ${keys} 里没有园区 ${tenantId} 的密钥，它不属于这个数据库：请恢复与数据库一起使用的密钥文件夹。`,
    en: ({ tenantId, keys }) =>
      `The key folder ${keys} has no keys for zone ${tenantId} and does not belong to this database: restore the key folder that was used with it.`,
  },
  storeMissing: {
    zh: ({ tenantId, keys }) =>
      `密钥文件夹 ${keys} 属于另一个数据库（园区 ${tenantId}）：请检查 DATA_DIR 和 DATABASE_URL，或恢复那个数据库。`,
    en: ({ tenantId, keys }) =>
      `The key folder ${keys} belongs to another database (zone ${tenantId}): check DATA_DIR and DATABASE_URL, or restore that database.`,
  },
} as const satisfies Record<string, Sentence>

export type StartProblemCode = keyof typeof sentences

export class StartProblem extends Error {
  readonly code: StartProblemCode
  readonly params: Params

  constructor(code: StartProblemCode, params: Params = {}, options?: { cause?: unknown }) {
    super(sentences[code].en(params), options)
    this.name = 'StartProblem'
    this.code = code
    this.params = params
  }

  /** Chinese, then English, a line each. */
  get sentence(): string {
    const { zh, en } = sentences[this.code]
    return `${zh(this.params)}\n${en(this.params)}\n`
  }
}

/** Only what was meant for a terminal is said in one sentence; anything else is a bug and shows its stack. */
export const isErrorWithCode = (error: unknown): error is Error & { code: string } =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'
