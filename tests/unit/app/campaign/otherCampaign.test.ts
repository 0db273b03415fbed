// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
// Loaded here, so that the first test does not pay for them.
import '../../../../src/app/pages/campaign/ActivitiesPage.vue'
import '../../../../src/app/pages/campaign/CampaignPage.vue'
import type { Client } from '../../../../src/app/client/engine/client'
import { makePhone } from '../../../fixtures/syncPhone'
import { makeSyncServer } from '../../../fixtures/syncServer'
import { shownText } from '../record/cadrePhone'
import { mountPage } from '../mountPage'

enableAutoUnmount(afterEach)

/* A zone with the campaign of today and one of the year before. */
const earlier = 'campaign-of-before'
let client: Client

beforeEach(async () => {
  document.body.innerHTML = ''
  const server = await makeSyncServer()
  const admin = await (await makePhone(server, server.people.admin)).open()
  await admin.sync()
  const [now] = admin.rows('campaign')
  if (!now) throw new Error('no campaign')
  const args = { campaignId: earlier, copyOf: now.id, name: '去年的大走访', year: now.data.year - 1 }
  await admin.dispatch({ name: 'campaign.create', args })
  await admin.sync()
  client = await (await makePhone(server, server.people.office)).open()
  await client.sync()
})

async function open(at: string) {
  const page = await mountPage({ client, roles: ['office', 'assessor'], at })
  await flushPromises()
  return page
}
const links = (): string[] =>
  [...document.querySelectorAll('main a')].map((link) => link.getAttribute('href') ?? '')
const recordButtons = (): number =>
  [...document.querySelectorAll('main button')].filter((each) => each.textContent?.includes('记活动')).length

describe('an earlier campaign on the campaign’s pages', () => {
  test('is chosen on the first of them, which says so, and the others go by it', async () => {
    const { router } = await open('/campaign')
    expect(shownText()).not.toContain('不是现在这一轮活动')
    const select = document.querySelector('select')
    if (!select) throw new Error('no choice')
    select.value = earlier
    select.dispatchEvent(new Event('change'))
    await flushPromises()
    expect(router.currentRoute.value.query).toEqual({ campaign: earlier })
    expect(shownText()).toContain('不是现在这一轮活动')
    const followed = links().filter((href) => href.endsWith(`?campaign=${earlier}`))
    for (const name of ['plans', 'activities', 'talks', 'reports'])
      expect(
        followed.some((href) => href.includes(name)),
        `${name} in ${links().join(' ')}`,
      ).toBe(true)
  })
  test('is read: nothing new is recorded in it', async () => {
    const { wrapper } = await open('/activities')
    expect(recordButtons()).toBe(1)
    wrapper.unmount()
    await open(`/activities?campaign=${earlier}`)
    expect(shownText()).toContain('去年的大走访')
    expect(recordButtons()).toBe(0)
  })
})
