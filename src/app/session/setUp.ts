/** The first zone and its first administrator, asked for by the one-time link that an empty server prints. */
import { codeId, looseObject, object, parse, text, type SchemaIssue } from '../../domain/schema'
import { createBrowserClock } from '../client/browser/clock'
import { createHttp, packJson } from '../client/browser/http'

/** The server asks for as many (ASVS 5.0, 6.2.1). */
export const shortestPassword = 8

/** As the server will check it; its answer is final. */
const formSchema = object({
  tenantName: text({ max: 80, min: 1 }),
  tenantId: codeId,
  adminName: text({ max: 80, min: 1 }),
  login: text({ max: 60, min: 1 }),
  password: text({ max: 200, min: 1 }),
})
const madeSchema = looseObject({ tenantId: codeId, login: text({ max: 60, min: 1 }) })

const setUpFields = ['tenantName', 'tenantId', 'adminName', 'login', 'password'] as const
export type SetUpField = (typeof setUpFields)[number]
export type SetUpForm = Record<SetUpField, string>

export type SetUpResult =
  /** `login` as it has to be typed at the sign-in. */
  | { ok: true; login: string }
  /** Wrong, old or used link, or a server that has people already: they answer alike. */
  | { ok: false; why: 'link' }
  | { ok: false; why: 'field'; field: SetUpField }
  /** No answer came; it may have been done all the same. */
  | { ok: false; why: 'lost' }
  /** `code` is a key of `problem.*`. */
  | { ok: false; why: 'problem'; code: string; retryAfterS: number | null }

/** What can't be right, by field. */
export function setUpFaults(form: SetUpForm): Partial<Record<SetUpField, SchemaIssue>> {
  const parsed = parse(formSchema, asSent(form))
  if (parsed.ok) return {}
  const faults: Partial<Record<SetUpField, SchemaIssue>> = {}
  for (const issue of parsed.issues) {
    const field = setUpFields.find((known) => known === issue.path)
    if (field) faults[field] ??= issue
  }
  return faults
}

/** Of the whole printed link, or of what stands behind its `#`; undefined when it can be neither. */
export function tokenOf(link: string): string | undefined {
  const token = link.trim().replace(/^.*#/s, '')
  return /^[\w-]{20,200}$/.test(token) ? token : undefined
}

export async function setUpZone(token: string, form: SetUpForm): Promise<SetUpResult> {
  const http = createHttp({ baseUrl: '', clock: createBrowserClock() })
  const body = await packJson({ token, ...asSent(form) })
  const result = await http.json(madeSchema, { method: 'POST', path: '/api/auth/set-up', body })
  if (result.ok) return { ok: true, login: result.value.login }
  if (result.reason === 'network') return { ok: false, why: 'lost' }
  const { code, path, retryAfterS } = result.problem
  const field = setUpFields.find((known) => known === path)
  if (code === 'malformed' && field) return { ok: false, why: 'field', field }
  const isLink = code === 'notFound' || (code === 'malformed' && path === 'token')
  return isLink
    ? { ok: false, why: 'link' }
    : { ok: false, why: 'problem', code, retryAfterS: retryAfterS ?? null }
}

/** Blanks at the ends are nobody's intention, but in a password they may be. */
const asSent = ({ password, ...form }: SetUpForm): SetUpForm => ({
  tenantName: form.tenantName.trim(),
  tenantId: form.tenantId.trim(),
  adminName: form.adminName.trim(),
  login: form.login.trim(),
  password,
})
