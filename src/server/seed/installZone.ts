/**
 * Turns a zone's plan into commands and runs them through the real runner, in batches: the demo's rows have a real
 * history, real numbers and real checksums, and the seed exercises the same rules as a phone.
 */
import { commandDefinitions, type CommandRequest } from '../../domain/command/registry'
import { maxRosterChunk } from '../../domain/roster/change'
import type { Row } from '../../domain/rows'
import type { Envelope } from '../../sync/envelope'
import { startOfDay } from '../../domain/time/shanghai'
import { hashPassword } from '../auth/passwords'
import type { OutcomeSigner, Random } from '../ports'
import type { Store } from '../store/port'
import { chainStart } from '../sync/chain'
import { runCommands, type Submission } from '../sync/runner'
import type { SeedIssue, SeedStep, SeedSubject, SeedVisit, ZonePlan } from './plan'
import { demoEditionId, listsFrozenAt, monthlySteps } from './monthlyLists'
import { createRandom, type Random as SeedRandom } from './random'

export interface InstallOptions {
  store: Store
  plan: ZonePlan
  /** One password for all accounts of the plan. */
  password: string
  signer: OutcomeSigner
  random: Random
  /** Done and total commands, told after each batch. */
  onProgress?: (done: number, total: number) => void
}

/** Commands in one transaction: large enough to pay for its fsync, small enough to keep others waiting < 1 s. */
const batchSize = 500

interface Step {
  at: number
  personId: string
  trusted: 'system' | 'person'
  request: CommandRequest
}

/** Creates the tenant with its accounts and runs the plan. Returns the number of commands. */
export async function installZone({
  store,
  plan,
  password,
  signer,
  random,
  onProgress,
}: InstallOptions): Promise<number> {
  const epoch = random.hex(16)
  await store.createTenant({
    tenantId: plan.tenant.id,
    name: plan.tenant.name,
    epoch,
    version: 0,
    chainHash: chainStart(epoch),
  })
  const passwordHash = await hashPassword(password)
  await store.write(plan.tenant.id, async (tx) => {
    for (const { login, id } of plan.people) await tx.putAccount({ login, personId: id, passwordHash })
  })
  const steps = stepsOf(plan)
  const toSubmission = submissions(plan.tenant.id, createRandom(0x5eed))
  const run = async (batch: Submission[]): Promise<void> => {
    const ports = {
      signer,
      random,
      onBug: (error: unknown) => {
        throw new Error('the seed met a bug in a command', { cause: error })
      },
    }
    const { outcomes } = await store.write(plan.tenant.id, (tx) => runCommands(tx, batch, ports))
    outcomes.forEach((outcome, index) => {
      if (outcome?.result === 'applied') return
      const { envelope } = batch[index] as Submission
      throw new Error(
        `the seed's ${envelope.name} was not applied: ${JSON.stringify(outcome)} ${JSON.stringify(envelope.args)}`,
      )
    })
  }
  // Last month's lists are made of what the rows were on the morning after it.
  const beforeLists = steps.findLastIndex(({ at }) => at <= listsFrozenAt(plan.today)) + 1
  let lists = 0
  for (let start = 0; start < steps.length; ) {
    const end = Math.min(start + batchSize, start < beforeLists ? beforeLists : steps.length)
    await run(steps.slice(start, end).map(toSubmission))
    if (end === beforeLists) lists = await makeLists(store, plan, run)
    start = end
    onProgress?.(end, steps.length)
  }
  return steps.length + lists
}

/**
 * All in one transaction: an installation that was cut off and is run again finds them done or not begun, and what the
 * rows say by then makes no other ones.
 */
async function makeLists(
  store: Store,
  plan: ZonePlan,
  run: (batch: Submission[]) => Promise<void>,
): Promise<number> {
  const steps = await store.read(plan.tenant.id, async (tx) => {
    const [known] = await tx.rows([{ kind: 'edition', id: demoEditionId(plan.today) }])
    if (known) return []
    const rowsOf = async <K extends 'issue' | 'task' | 'effect' | 'area'>(kind: K): Promise<Row<K>[]> =>
      (await tx.rowsOfKind(kind)).map(({ id, version, json }) => ({
        kind,
        id,
        version,
        data: JSON.parse(json) as Row<K>['data'],
      }))
    return monthlySteps(plan, plan.today, {
      issues: await rowsOf('issue'),
      tasks: await rowsOf('task'),
      effects: await rowsOf('effect'),
      areas: await rowsOf('area'),
    })
  })
  const toSubmission = submissions(plan.tenant.id, createRandom(0x11575), listsDeviceId)
  if (steps.length === 0) return 0
  await run(steps.map((step) => toSubmission({ ...step, trusted: 'person' })))
  return steps.length
}

/** Device of the seed's envelopes: no phone ever has it, so nobody can pull or sign as it. */
const seedDeviceId = '00000000-0000-7000-8000-000000000001'
/** Another one, which counts for itself. */
const listsDeviceId = '00000000-0000-7000-8000-000000000002'

function submissions(tenantId: string, ids: SeedRandom, deviceId = seedDeviceId): (step: Step) => Submission {
  let seq = 0
  return ({ at, personId, trusted, request }) => {
    seq += 1
    const envelope: Envelope = {
      id: ids.uuidAt(at),
      seq,
      name: request.name,
      version: commandDefinitions[request.name].version,
      args: request.args,
      occurredAt: at,
      clockOffsetMs: 0,
      base: {},
      after: [],
    }
    return { identity: { tenantId, personId, deviceId }, envelope, receivedAt: at, trusted }
  }
}

function stepsOf(plan: ZonePlan): Step[] {
  const system = '00000000-0000-7000-8000-000000000000'
  const begin = startOfDay(plan.campaign.phases[0]?.from ?? '2026-01-01')
  const first: Step = { at: begin, personId: system, trusted: 'system', request: installRequest(plan) }
  const office = plan.people.find((person) => person.roles.includes('office'))?.id ?? system
  const author = authorOf(plan)
  const later: Step[] = [
    ...plan.subjects.map(
      (subject): Step => ({
        at: subject.createdAt,
        // Registers were there before the campaign; whoever is paired with the village keeps them now.
        personId: author(subject.areaId) ?? office,
        trusted: 'person',
        request: subjectRequest(subject, plan.campaign.id),
      }),
    ),
    ...plan.visits.map(
      (visit): Step => ({
        at: visit.recordedAt,
        personId: visit.visitorIds[0],
        trusted: 'person',
        request: visitRequest(visit),
      }),
    ),
    ...plan.work.map(({ at, byId, request }): Step => ({ at, personId: byId, trusted: 'person', request })),
    ...plan.issues.flatMap((issue) => issue.steps.map((step): Step => issueStep(issue, step))),
  ]
  const pairings = plan.pairings.map((pairing): Step => {
    const { id, ...rest } = pairing
    return {
      at: begin,
      personId: office,
      trusted: 'person',
      request: { name: 'pairing.start', args: { pairingId: id, pairing: rest } },
    }
  })
  // Village pairings come first, since registering needs them; pairings with one subject need that subject.
  const areaPairings = pairings.filter((_, index) => plan.pairings[index]?.areaId !== null)
  const subjectPairings = pairings.filter((_, index) => plan.pairings[index]?.areaId === null)
  const subjects = later.filter(({ request }) => request.name === 'subject.create')
  const work = later.filter(({ request }) => request.name !== 'subject.create')
  work.sort((a, b) => a.at - b.at)
  const roster = rosterRequests(plan).map(
    (request): Step => ({
      at: begin,
      personId: office,
      trusted: 'person',
      request,
    }),
  )
  return [first, ...areaPairings, ...subjects, ...subjectPairings, ...roster, ...work]
}

/** 走访底册 (§三(二)): every household and enterprise; grass-roots units are visited, but not listed. */
function rosterRequests({ campaign, subjects }: ZonePlan): CommandRequest[] {
  const ids = subjects.filter(({ kind }) => kind !== 'organization').map(({ id }) => id)
  const chunks = Array.from({ length: Math.ceil(ids.length / maxRosterChunk) }, (_, number) =>
    ids.slice(number * maxRosterChunk, (number + 1) * maxRosterChunk),
  )
  return chunks.map((listed) => ({
    name: 'roster.change',
    args: { campaignId: campaign.id, listed, unlisted: [] },
  }))
}

/** Who may register subjects of a village: its contact cadre; members and care groups need that kind of pairing. */
function authorOf(plan: ZonePlan): (areaId: string) => string | undefined {
  const byArea = new Map<string, string>()
  for (const { kind, areaId, personId } of plan.pairings) {
    if (kind === 'contact' && areaId !== null && !byArea.has(areaId)) byArea.set(areaId, personId)
  }
  return (areaId) => byArea.get(areaId)
}

const withId = <T extends { id: string }>({ id, ...data }: T) => ({ id, data })

function installRequest(plan: ZonePlan): CommandRequest {
  const { campaign } = plan
  return {
    name: 'zone.install',
    args: {
      campaigns: [
        withId({
          ...campaign,
          phases: [...campaign.phases],
          keyActions: [...campaign.keyActions],
          careGroups: [...campaign.careGroups],
          groups: [...campaign.groups],
        }),
      ],
      categories: plan.categories.map(withId),
      units: plan.units.map(withId),
      areas: plan.areas.map(withId),
      people: [...plan.people, ...plan.staff].map(({ id, name, roles, unitId }) => ({
        id,
        data: { name, roles: [...roles], unitId, active: true },
      })),
    },
  }
}

function subjectRequest(subject: SeedSubject, campaignId: string): CommandRequest {
  const { id, createdAt, tags, members, care, ...rest } = subject
  void createdAt
  return {
    name: 'subject.create',
    args: {
      ...rest,
      subjectId: id,
      tags: [...tags],
      members: members.map((member) => ({ ...member })),
      care: care && { groups: [...care.groups], note: care.note },
      campaignId,
    },
  }
}

function visitRequest(visit: SeedVisit): CommandRequest {
  const { id, visitorIds, happenedOn, startTime, endTime, narrative, place } = visit
  return {
    name: 'visit.record',
    args: {
      visitId: id,
      visitorIds: [...visitorIds],
      happenedOn,
      startTime,
      endTime,
      narrative,
      place,
      details: detailsOf(visit),
    },
  }
}

type VisitArgs = Extract<CommandRequest, { name: 'visit.record' }>['args']

function detailsOf({
  kind,
  subjectId,
  areaId,
  participants,
  endedOn,
  happenedOn,
  topic,
  ...reached
}: SeedVisit): VisitArgs['details'] {
  switch (kind) {
    case 'household':
    case 'enterprise':
      return { kind, subjectId: subjectId ?? '' }
    case 'meeting':
      return { kind, areaId, participants: participants ?? 1 }
    case 'stay':
      return { kind, areaId, endedOn: endedOn ?? happenedOn }
    case 'talk':
      return {
        kind,
        areaId,
        topic,
        villagesReached: reached.villagesReached ?? 0,
        householdsReached: reached.householdsReached ?? 0,
      }
  }
}

function issueStep(issue: SeedIssue, step: SeedStep): Step {
  return { at: step.at, personId: step.byId, trusted: 'person', request: issueRequest(issue, step) }
}

function issueRequest(issue: SeedIssue, step: SeedStep): CommandRequest {
  const issueId = issue.id
  switch (step.command) {
    case 'issue.register': {
      const { visitId, subjectId, areaId, kind, categoryId, title, words, raisedOn, urgent, confidential } =
        issue
      return {
        name: step.command,
        args: {
          issueId,
          visitId,
          subjectId,
          areaId,
          kind,
          categoryId,
          title,
          words,
          raisedOn,
          urgent,
          confidential,
        },
      }
    }
    case 'issue.resolveOnSite':
      return {
        name: step.command,
        args: { issueId, measure: step.measure, result: step.result, happenedOn: issue.raisedOn },
      }
    case 'issue.accept':
      return { name: step.command, args: { issueId, remark: step.remark } }
    case 'issue.sendBack':
      return { name: step.command, args: { issueId, remark: step.remark } }
    case 'issue.resubmit':
      return { name: step.command, args: { issueId, words: step.words, reply: step.reply } }
    case 'issue.decline':
      return {
        name: step.command,
        args: { issueId, reason: step.reason, toldResident: step.toldResident, handedTo: step.handedTo },
      }
    default:
      // Name and arguments stand together in each of the steps, which TypeScript can't see of a union.
      return { name: step.command, args: step.args } as CommandRequest
  }
}
