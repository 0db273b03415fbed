/**
 * Importing a register: read the file in a thread of its own, plan, show; and, when the person says so, do exactly what
 * was shown. All households of one import are written in one transaction, as commands of the person who imports: all of
 * them stand afterwards, or none.
 */
import { createHash } from 'node:crypto'
import { commandsOf } from '../../domain/register/commands'
import type { SheetMapping } from '../../domain/register/mapping'
import { thisYearAt } from '../../domain/register/normalise'
import { countPlan, planImport, type RegisterPlan } from '../../domain/register/plan'
import { readRegister } from '../../domain/register/read'
import { commandDefinitions, type CommandRequest } from '../../domain/command/registry'
import { uuidV7 } from '../../domain/ids'
import { shanghaiDate } from '../../domain/time/shanghai'
import { canonicalJson } from '../../sync/canonical'
import type { Envelope } from '../../sync/envelope'
import type { Outcome } from '../../sync/outcome'
import type { ImportPreview } from '../../sync/registerImport'
import type { OutcomeSigner, Random, ServerClock } from '../ports'
import type { ReadTx, Store } from '../store/port'
import { runCommands, type Submission } from '../sync/runner'
import type { Identity } from '../sync/service'
import { toPreview } from './preview'
import type { ReadFile } from './readFile'
import { readInWorker } from './readInWorker'
import { mayImport, readHouseholds, readReference } from './registerRows'

export interface ImportPorts {
  store: Store
  signer: OutcomeSigner
  random: Random
  clock: ServerClock
  /** A thread of its own unless told otherwise. @throws FileProblem */
  readFile?: typeof readInWorker
  /** After a commit that changed rows. */
  onCommit?: (tenantId: string) => void
}

export interface ImportTask {
  identity: Identity
  file: Uint8Array
  fileName: string
  /** As corrected by the person; sheets that are not named are guessed. */
  mappings: readonly SheetMapping[]
  signal?: AbortSignal
}

export type ImportRefusal =
  /** Absent and forbidden alike; or a zone without a campaign. */
  | { code: 'notPermitted' }
  /** The register, or what would be done to it, is not what was shown. */
  | { code: 'changedMeanwhile'; preview: ImportPreview }
  /** A command was refused though the plan foresaw none: nothing was written. */
  | { code: 'refused'; sheet: string; row: number; rejection: string }

export interface ImportReport {
  applied: number
  preview: ImportPreview
}

export type ImportResult<T> = { ok: true; value: T } | { ok: false; refusal: ImportRefusal }

export interface RegisterImport {
  /** Villages of the zone, for whoever has to name one. */
  villages(identity: Identity): Promise<readonly { id: string; name: string }[]>
  /** @throws FileProblem */
  preview(task: ImportTask): Promise<ImportResult<ImportPreview>>
  /**
   * `shown`: the hash of the preview that the person saw. Progress counts commands. An aborted signal rolls everything
   * back and throws its reason. @throws FileProblem
   */
  apply(
    task: ImportTask & { shown: string; onProgress?: (done: number, total: number) => void },
  ): Promise<ImportResult<ImportReport>>
}

/** Commands between two looks at the clock, the signal and whoever else waits for this process: some 50 ms. */
const commandsAtOnce = 50

export function createRegisterImport({
  store,
  signer,
  random,
  clock,
  readFile = readInWorker,
  onCommit,
}: ImportPorts): RegisterImport {
  /** Reading is repeatable; the plan is made on the rows of one transaction. */
  async function plan(tx: ReadTx, { identity, file, fileName, mappings }: ImportTask, content: ReadFile) {
    if (!(await mayImport(tx, identity))) return undefined
    const reference = await readReference(tx, shanghaiDate(clock.now()))
    if (!reference) return undefined
    const { places, remembered, campaignId } = reference
    const { views, read } = readRegister(content.sheets, {
      places,
      remembered,
      given: mappings,
      fileName,
      thisYear: thisYearAt(clock.now()),
    })
    const { known, versions } = await readHouseholds(tx)
    const planned = planImport(read, known, places)
    const hash = hashOf({
      file,
      mappings: views.map(({ sheet, columns, isSkipped }) => ({ sheet, columns, isSkipped })),
      planned,
    })
    const preview = toPreview({ content, fileName, hash, views, read, planned, places })
    return { preview, planned, views, remembered, campaignId, versions }
  }

  return {
    async villages({ tenantId }) {
      const reference = await store.read(tenantId, (tx) => readReference(tx, shanghaiDate(clock.now())))
      return reference?.places.villages ?? []
    },

    async preview(task) {
      const { identity, file, fileName, signal } = task
      if (!(await store.read(identity.tenantId, (tx) => mayImport(tx, identity)))) return notPermitted
      const content = await readFile(file, fileName, signal ? { signal } : {})
      const made = await store.read(identity.tenantId, (tx) => plan(tx, task, content))
      if (!made) return notPermitted
      // The differences show what the register holds of residents (docs/domain.md §5): seen is written down.
      await store.write(identity.tenantId, (tx) =>
        tx.appendAudit([audit(identity, 'register.preview', made.planned)]),
      )
      return { ok: true, value: made.preview }
    },

    async apply(task) {
      const { identity, file, fileName, shown, onProgress, signal } = task
      if (!(await store.read(identity.tenantId, (tx) => mayImport(tx, identity)))) return notPermitted
      const content = await readFile(file, fileName, signal ? { signal } : {})
      const result = await store
        .write(identity.tenantId, async (tx): Promise<ImportResult<ImportReport>> => {
          const made = await plan(tx, task, content)
          if (!made) return notPermitted
          const { preview, planned, views, remembered, campaignId, versions } = made
          if (preview.hash !== shown) return { ok: false, refusal: { code: 'changedMeanwhile', preview } }
          const ids = { next: () => uuidV7(clock.now(), Buffer.from(random.hex(10), 'hex')) }
          const steps: Step[] = commandsOf(planned, { ids, campaignId }).map(
            ({ request, planned: { household } }) => ({
              request,
              base: baseOf(request, versions),
              where: { sheet: household.sheet, row: household.row },
            }),
          )
          for (const { signature, columns, isSkipped, isCorrected, sheet } of views) {
            const isNew = remembered.get(signature)?.join() !== columns.join()
            if (isSkipped || signature === '' || !isNew || !(isCorrected || remembered.has(signature)))
              continue
            const request: CommandRequest = { name: 'register.keepMapping', args: { signature, columns } }
            // Two sheets of one file often have the same headings.
            if (
              steps.some(
                (step) => step.request.name === request.name && step.request.args.signature === signature,
              )
            )
              continue
            steps.push({ request, base: {}, where: { sheet, row: 0 } })
          }
          for (let start = 0; start < steps.length; start += commandsAtOnce) {
            const part = steps.slice(start, start + commandsAtOnce)
            const submissions = part.map(({ request, base }, index) =>
              submissionOf(identity, request, base, {
                id: ids.next(),
                seq: start + index + 1,
                at: clock.now(),
              }),
            )
            const { outcomes } = await runCommands(tx, submissions, { signer, random, onBug: rethrow })
            const refused = outcomes.findIndex((outcome) => outcome?.result !== 'applied')
            if (refused >= 0) throw new NotApplied(part[refused] as Step, outcomes[refused])
            onProgress?.(Math.min(start + commandsAtOnce, steps.length), steps.length)
            // Progress is sent, a cancel is heard, and phones that only read are answered.
            await new Promise((resolve) => setImmediate(resolve))
            signal?.throwIfAborted()
          }
          await tx.appendAudit([audit(identity, 'register.import', planned)])
          return { ok: true, value: { applied: steps.length, preview } }
        })
        .catch((error: unknown) => {
          if (!(error instanceof NotApplied)) throw error
          const refusal: ImportRefusal = { code: 'refused', ...error.step.where, rejection: error.reason }
          return { ok: false as const, refusal }
        })
      if (result.ok && result.value.applied > 0) onCommit?.(identity.tenantId)
      return result
    },
  }

  function audit(identity: Identity, action: string, planned: RegisterPlan) {
    const { create, edit, same, rejectedRows } = countPlan(planned)
    const { personId: actorId, deviceId } = identity
    return { at: clock.now(), actorId, deviceId, action, detail: { create, edit, same, rejectedRows } }
  }
}

const notPermitted = { ok: false, refusal: { code: 'notPermitted' } } as const

interface Step {
  request: CommandRequest
  base: Record<string, number>
  where: { sheet: string; row: number }
}

/** The whole import is rolled back by this. */
class NotApplied extends Error {
  readonly step: Step
  readonly reason: string

  constructor(step: Step, outcome: Outcome | undefined) {
    super('a command of an import was not applied')
    this.name = 'NotApplied'
    this.step = step
    this.reason = outcome?.result === 'rejected' ? outcome.code : (outcome?.result ?? 'bug')
  }
}

function rethrow(error: unknown): never {
  throw new Error('an import met a bug in a command', { cause: error })
}

/** The plan was made on these versions within the same transaction: nothing of it is a conflict with anybody. */
function baseOf(request: CommandRequest, versions: ReadonlyMap<string, number>): Record<string, number> {
  if (request.name !== 'subject.edit') return {}
  const keys = ['subject', 'subjectContact'].map((kind) => `${kind}:${request.args.subjectId}`)
  return Object.fromEntries(keys.flatMap((key) => (versions.has(key) ? [[key, versions.get(key) ?? 0]] : [])))
}

function submissionOf(
  identity: Identity,
  request: CommandRequest,
  base: Record<string, number>,
  { id, seq, at }: { id: string; seq: number; at: number },
): Submission {
  const envelope: Envelope = {
    id,
    seq,
    name: request.name,
    version: commandDefinitions[request.name].version,
    args: request.args,
    occurredAt: at,
    clockOffsetMs: 0,
    base,
    after: [],
  }
  return { identity, envelope, receivedAt: at, trusted: 'person' }
}

/** Of the file, how it is read, and everything that would be done. */
function hashOf({
  file,
  mappings,
  planned,
}: {
  file: Uint8Array
  mappings: unknown
  planned: RegisterPlan
}): string {
  const content = createHash('sha256').update(file).digest('hex')
  return createHash('sha256').update(canonicalJson({ content, mappings, planned })).digest('hex')
}
