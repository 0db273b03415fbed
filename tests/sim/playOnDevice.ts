/** What one person does on one phone, and what happens to that phone meanwhile. */
import type { CommandRequest } from '../../src/domain/command/registry'
import { shanghaiDate } from '../../src/domain/time/shanghai'
import { openMemoryStore } from '../../src/app/db/memoryStore'
import type { SimDevice } from './device'
import { nameOf } from './names'
import type { Operation } from './operations'
import type { Rng } from './random'
import { decision, issueOf, visitOf } from './requests'
import { playedOf } from './seen'
import { familyOf } from './steps/families'
import type { World } from './world'
import { subjectCreate } from './zone'

export interface DeviceScene {
  world: World
  operation: Operation
  newId: () => string
  rng: Rng
}

export async function playOnDevice(
  { world, operation, newId, rng }: DeviceScene,
  device: SimDevice,
): Promise<void> {
  const { zone, seen } = world
  const today = shanghaiDate(world.now())
  const save = async (tab: number, requests: CommandRequest[], settles: string[] = []) => {
    const result = await device.save(tab, requests, settles)
    if (result === 'failed') seen.failedSaves += 1
    else if (!result.saved) {
      seen.refusedLocally += 1
      const refused = requests[result.index]
      if (refused && result.rejection) playedOf(seen, refused.name).refused += 1
    } else {
      seen.acknowledged += result.commandIds.length
      if (device.skewMs !== 0) seen.skewed += result.commandIds.length
      if (result.unknown) seen.unknown += 1
    }
    return result
  }
  switch (operation.op) {
    case 'visit': {
      const client = await device.tab(operation.tab)
      const subject = nth(client.rows('subject'), operation.subject)
      if (!subject) return
      const visit = visitOf(
        newId(),
        subject.id,
        device.person.id,
        operation.bad ? '2099-01-01' : today,
        operation.subject,
      )
      const issues = Array.from({ length: operation.issues }, () =>
        issueOf(zone, newId(), visit.args.visitId, subject, 0, today),
      )
      await save(operation.tab, [visit, ...issues])
      return
    }
    case 'amend': {
      const client = await device.tab(operation.tab)
      const visit = nth(client.rows('visit'), operation.visit)
      if (!visit) return
      await save(operation.tab, [
        { name: 'visit.amend', args: { visitId: visit.id, changes: { narrative: `改${operation.text}` } } },
      ])
      return
    }
    case 'withdraw': {
      const visit = nth((await device.tab(operation.tab)).rows('visit'), operation.visit)
      if (visit)
        await save(operation.tab, [{ name: 'visit.withdraw', args: { visitId: visit.id, reason: '记错了' } }])
      return
    }
    case 'newSubject': {
      const areaId = zone.villages[operation.village] ?? ''
      const subjectId = newId()
      const create = subjectCreate(zone, subjectId, { areaId })
      await save(
        operation.tab,
        operation.visitToo ? [create, visitOf(newId(), subjectId, device.person.id, today, 1)] : [create],
      )
      return
    }
    case 'editSubject': {
      const subject = nth((await device.tab(operation.tab)).rows('subject'), operation.subject)
      if (!subject) return
      const value = `值${operation.value}`
      const { campaignId } = zone
      const edits = [
        { subject: { name: nameOf(`${subject.id} ${value}`) } },
        { subject: { notes: value } },
        { contact: { phone: value } },
        { care: { note: value } },
      ] as const
      const edit = edits[operation.field]
      if (edit)
        await save(operation.tab, [
          { name: 'subject.edit', args: { subjectId: subject.id, campaignId, ...edit } },
        ])
      return
    }
    case 'register': {
      const subject = nth((await device.tab(operation.tab)).rows('subject'), operation.subject)
      if (!subject) return
      const register = issueOf(zone, newId(), null, subject, operation.category, today)
      const solved: CommandRequest = {
        name: 'issue.resolveOnSite',
        args: { issueId: register.args.issueId, measure: '当场修好', result: '', happenedOn: today },
      }
      await save(operation.tab, operation.onSite ? [register, solved] : [register])
      return
    }
    case 'resubmit': {
      const client = await device.tab(operation.tab)
      const returned = [...client.rows('issue')].filter(({ data }) => data.state === 'needsDetail')
      const issue = nth(returned, operation.issue)
      if (!issue) return
      await save(operation.tab, [
        { name: 'issue.resubmit', args: { issueId: issue.id, words: '补充后', reply: '已补' } },
      ])
      return
    }
    case 'decide': {
      const client = await device.tab(operation.tab)
      const open = [...client.rows('issue')].filter(
        ({ data }) => data.state === 'reported' || data.state === 'listed',
      )
      const issue = nth(open, operation.issue)
      if (issue) await save(operation.tab, [decision(issue.id, operation.what)])
      return
    }
    case 'step': {
      if (operation.online) await syncTab(device, operation.tab)
      const client = await device.tab(operation.tab)
      const scene = { client, zone, newId, today, pick: operation.pick }
      const request = familyOf(operation.family).steps[operation.step]?.(scene)
      if (!request) return
      await save(operation.tab, [request])
      if (operation.online) await syncTab(device, operation.tab)
      return
    }
    case 'stale':
      return playStale(world, device, operation, save, newId, today)
    case 'twoTabs': {
      const first = await device.tab(0)
      const second = await device.tab(1)
      const subject = nth(first.rows('subject'), operation.subject)
      const other = nth(second.rows('subject'), operation.subject + 1)
      if (!subject || !other) return
      await Promise.all([
        save(0, [visitOf(newId(), subject.id, device.person.id, today, 2)]),
        save(1, [visitOf(newId(), other.id, device.person.id, today, 3)]),
        syncTab(device, 0),
      ])
      return
    }
    case 'move': {
      const subject = nth((await device.tab(0)).rows('subject'), operation.subject)
      const areaId = zone.villages[operation.village] ?? ''
      if (!subject) return
      await save(0, [
        {
          name: 'subject.move',
          args: { subjectId: subject.id, areaId, groupId: zone.groups[operation.village] ?? null },
        },
      ])
      return
    }
    case 'revoke':
      await world.store.write(zone.tenantId, async (tx) => {
        const record = await tx.device(device.id)
        if (record) await tx.putDevice({ ...record, revokedAt: world.now() })
      })
      return
    case 'sync':
      await syncTab(device, operation.tab)
      return
    case 'twoSyncs':
      await Promise.all([syncTab(device, 0), syncTab(device, 1)])
      return
    case 'deliver':
      await device.deliver(operation.skip).catch(() => 0)
      return
    case 'restart':
      device.kill()
      seen.restarts += 1
      await device.tab(0)
      return
    case 'killInSave': {
      const client = await device.tab(0)
      const subject = nth(client.rows('subject'), operation.subject)
      if (!subject) return
      const saving = save(0, [visitOf(newId(), subject.id, device.person.id, today, 4)])
      await turns(rng.int(30))
      device.kill()
      seen.restarts += 1
      await saving
      return
    }
    case 'killInSync': {
      const client = await device.tab(0)
      const syncing = client.sync().catch(() => undefined)
      await turns(operation.after * 3)
      device.kill()
      seen.restarts += 1
      await syncing
      return
    }
    case 'online':
      device.isOnline = !device.isOnline
      return
    case 'skew':
      device.skewMs = operation.years * 365 * 86_400_000
      return
    case 'diskFault':
      device.disk.failNext(
        (['quota', 'lostBeforeCommit', 'lostAfterCommit'] as const)[operation.fault] ?? 'quota',
      )
      return
    case 'rot':
      return rot(device, operation.pick)
    case 'tidy':
      await (await device.tab(0)).tidy().catch(() => false)
      return
    case 'settle': {
      const client = await device.tab(0)
      const refused = client.commands().filter(({ state }) => state === 'rejected' || state === 'quarantined')
      const command = nth(refused, operation.pick)
      if (!command) return
      const { name, args } = command.envelope
      if (operation.retry) await save(0, [{ name, args } as CommandRequest], [command.id])
      else await client.settle([command.id]).catch(() => undefined)
      return
    }
    default:
      throw new Error(`not an operation of a device: ${operation.op}`)
  }
}

async function syncTab(device: SimDevice, tab: number): Promise<void> {
  try {
    await (await device.tab(tab)).sync()
  } catch {
    // A storage fault in mid-round: the page tries again later, from what is on disk.
    device.tabs[tab]?.close()
    device.tabs[tab] = undefined
  }
}

async function playStale(
  world: World,
  device: SimDevice,
  operation: Extract<Operation, { op: 'stale' }>,
  save: (tab: number, requests: CommandRequest[]) => Promise<unknown>,
  newId: () => string,
  today: string,
): Promise<void> {
  const { zone } = world
  const client = await device.tab(operation.tab)
  const anywhere = await world.store.read(zone.tenantId, (tx) => tx.rowsOfKind('subject'))
  const subject = nth(anywhere, operation.pick)
  const issue = nth(client.rows('issue'), operation.pick)
  switch (operation.what) {
    case 0:
      // A button that is no longer right, pressed all the same.
      if (issue) await save(operation.tab, [decision(issue.id, operation.pick % 3)])
      return
    case 1:
      // About somebody this phone does not hold: kept for the server to judge.
      if (subject) await save(operation.tab, [visitOf(newId(), subject.id, device.person.id, today, 5)])
      return
    case 2: {
      const held = nth(client.rows('subject'), operation.pick)
      if (!held) return
      const register = issueOf(zone, newId(), null, held, 0, today)
      await save(operation.tab, [{ ...register, args: { ...register.args, categoryId: 'cat-unknown' } }])
      return
    }
    default:
      if (subject)
        await save(operation.tab, [visitOf(newId(), subject.id, device.person.id, '2098-12-31', 6)])
  }
}

/** A byte of one stored record changes behind everyone's back. */
async function rot(device: SimDevice, pick: number): Promise<void> {
  const store = openMemoryStore(device.disk)
  const flip = (sealed: Uint8Array) => void (sealed[20] = (sealed[20] ?? 0) ^ 1)
  const deltas = await store.all('delta')
  const segments = await store.all('segments')
  const delta = nth(deltas, pick)
  const segment = nth(segments, pick)
  const command = nth(
    (await store.all('commands')).filter(({ state }) => state === 'waiting'),
    pick,
  )
  if (pick % 3 === 0 && command) device.disk.tamper('commands', command.id, (record) => flip(record.sealed))
  else if (pick % 2 === 0 && delta) device.disk.tamper('delta', delta.key, (record) => flip(record.sealed))
  else if (segment) device.disk.tamper('segments', segment.id, (record) => flip(record.sealed))
  device.kill()
}

const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn++) await Promise.resolve()
}

function nth<T>(items: Iterable<T>, index: number): T | undefined {
  const list = [...items]
  return list.length === 0 ? undefined : list[index % list.length]
}
