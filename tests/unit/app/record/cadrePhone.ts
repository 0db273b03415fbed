/** A cadre's phone with the real engine, filled by the real server, and hands that fill in forms as people do. */
import { flushPromises } from '@vue/test-utils'
import type { Client } from '../../../../src/app/client/engine/client'
import { makePhone, type Phone } from '../../../fixtures/syncPhone'
import { makeSyncServer, type SyncServer } from '../../../fixtures/syncServer'
import type { SimPerson } from '../../../sim/zone'
import { mountPage, press, type MountedPage } from '../mountPage'

export interface CadrePhone {
  server: SyncServer
  phone: Phone
  client: Client
  me: SimPerson
  /** 户00, 户01, 户02 of the first village. */
  subjects: { id: string; name: string }[]
  page: (at: string) => Promise<MountedPage>
}

/** Pages show today by this machine's clock, so that the phone and the server go by it as well. */
export async function makeCadrePhone(
  who: 'cadre' | 'bothCadre' | 'office' = 'cadre',
  server?: SyncServer,
): Promise<CadrePhone> {
  const zone = server ?? (await makeSyncServer())
  zone.clock.at = Date.now()
  const me = zone.people[who]
  const phone = await makePhone(zone, me)
  phone.clock.at = Date.now()
  const client = await phone.open()
  await client.sync()
  return {
    server: zone,
    phone,
    client,
    me,
    subjects: await zone.subjectsOf(0),
    page: async (at) => {
      const mounted = await mountPage({ client, roles: me.roles, at })
      await flushPromises()
      return mounted
    },
  }
}

/** Goes on until something is so; what it waits for are promises and the forms' own timers. */
export async function until<T>(look: () => T | Promise<T>, what = 'it'): Promise<NonNullable<T>> {
  for (let turn = 0; turn < 2_000; turn++) {
    await flushPromises()
    const seen = await look()
    if (seen) return seen
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error(
    `waited in vain for ${what}; the page says: ${document.body.textContent?.replace(/\s+/g, ' ').slice(0, 2_000)}`,
  )
}

const labels = (): HTMLLabelElement[] => [...document.querySelectorAll('label')]
const textOf = (element: Element): string => (element.textContent ?? '').replace(/\s+/g, ' ').trim()

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** The box to write in under this label (beside 必填). */
export function field(label: string): Control {
  return fields(label)[0] as Control
}

function fields(label: string): Control[] {
  const named = labels().filter((each) => textOf(each).replace(/ (必填|选填)$/u, '') === label)
  const controls = named.flatMap(({ htmlFor }) => document.getElementById(htmlFor) ?? [])
  if (controls.length === 0) throw new Error(`no field "${label}" among: ${labels().map(textOf).join(' | ')}`)
  return controls as Control[]
}

export const write = (label: string, value: string): Promise<void> => writeIn(field(label), value)
/** In the last of several boxes of this name. */
export const writeLast = (label: string, value: string): Promise<void> =>
  writeIn(fields(label).at(-1) as Control, value)

async function writeIn(control: Control, value: string): Promise<void> {
  control.value = value
  control.dispatchEvent(new Event(control.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }))
  await flushPromises()
}

/** What is said to be wrong with a field. */
export function errorOf(label: string): string {
  const ids = field(label).getAttribute('aria-describedby')?.split(' ') ?? []
  const error = ids
    .map((id) => document.getElementById(id))
    .find((each) => each?.getAttribute('role') === 'alert')
  return error ? textOf(error) : ''
}

/** A radio or checkbox tile. */
export function tile(label: string): HTMLInputElement {
  const found = labels().find((each) => textOf(each).startsWith(label) && each.closest('.tile'))
  const input = found && document.getElementById(found.htmlFor)
  if (!input) throw new Error(`no tile "${label}" among: ${labels().map(textOf).join(' | ')}`)
  return input as HTMLInputElement
}

export async function tick(label: string): Promise<void> {
  tile(label).click()
  await flushPromises()
}

export async function tap(name: string): Promise<void> {
  press(document.body, name).click()
  await flushPromises()
}

/** A row, tile or button whose text begins so. */
export async function tapStarting(name: string): Promise<void> {
  const all = [...document.querySelectorAll<HTMLElement>('button, a[href], summary')]
  const found = all.find((each) => textOf(each).startsWith(name) || each.getAttribute('aria-label') === name)
  if (!found) throw new Error(`nothing begins with "${name}" among: ${all.map(textOf).join(' | ')}`)
  found.click()
  await flushPromises()
}

export const shownText = (): string => textOf(document.body)
