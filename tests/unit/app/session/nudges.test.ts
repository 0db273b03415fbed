// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest'
import type { Client, ClientStatus } from '../../../../src/app/client/engine/client'
import { nudgeOnEvents } from '../../../../src/app/session/nudges'

function makeClient() {
  let listener: Parameters<Client['onChange']>[0] = () => undefined
  const status = { waiting: 0 }
  return {
    status: () => status as ClientStatus,
    onChange(run: typeof listener) {
      listener = run
      return () => (listener = () => undefined)
    },
    change(waiting: number, commands = true) {
      status.waiting = waiting
      listener({ kinds: new Set(), commands })
    },
  }
}
const makeSchedule = () => ({ nudge: vi.fn(), now: vi.fn(async () => ({ result: 'offline' as const })) })

describe('what makes a round begin', () => {
  test('something new that waits; not the round itself, which also changes commands', () => {
    const [client, schedule] = [makeClient(), makeSchedule()]
    const stop = nudgeOnEvents(client, schedule, () => false)
    client.change(2)
    expect(schedule.nudge).toHaveBeenCalledTimes(1)
    client.change(2)
    client.change(0)
    client.change(0)
    client.change(5, false)
    expect(schedule.nudge).toHaveBeenCalledTimes(1)
    client.change(1)
    expect(schedule.nudge).toHaveBeenCalledTimes(2)
    stop()
    client.change(9)
    expect(schedule.nudge).toHaveBeenCalledTimes(2)
  })

  test('the network coming back, at once and whatever pause was planned', () => {
    const schedule = makeSchedule()
    const stop = nudgeOnEvents(makeClient(), schedule, () => false)
    window.dispatchEvent(new Event('online'))
    expect(schedule.now).toHaveBeenCalledTimes(1)
    stop()
    window.dispatchEvent(new Event('online'))
    expect(schedule.now).toHaveBeenCalledTimes(1)
  })

  test('the page being looked at again: at once after a failure, else when it fits', () => {
    const schedule = makeSchedule()
    let isOffline = false
    const stop = nudgeOnEvents(makeClient(), schedule, () => isOffline)
    const show = () => document.dispatchEvent(new Event('visibilitychange'))
    show()
    expect([schedule.nudge.mock.calls.length, schedule.now.mock.calls.length]).toEqual([1, 0])
    isOffline = true
    show()
    expect([schedule.nudge.mock.calls.length, schedule.now.mock.calls.length]).toEqual([1, 1])
    stop()
  })
})
