import { beforeEach, describe, expect, test } from 'vitest'
import type { Subject } from '../../../../src/domain/subject/rows'
import {
  createRegisterImport,
  type ImportTask,
  type RegisterImport,
} from '../../../../src/server/import/importRegister'
import { readFile } from '../../../../src/server/import/readFile'
import type { ImportPreview } from '../../../../src/sync/registerImport'
import { makeSyncServer, type SyncServer } from '../../../fixtures/syncServer'
import { simSigner } from '../../../sim/vault'
import { makeXlsx, type XlsxCell } from '../../../fixtures/register/makeXlsx'

let server: SyncServer
let service: RegisterImport
let village: string
let commits: string[]

beforeEach(async () => {
  server = await makeSyncServer()
  commits = []
  service = createRegisterImport({
    store: server.store,
    signer: simSigner,
    random: server.random,
    clock: server.clock,
    readFile,
    onCommit: (tenantId) => commits.push(tenantId),
  })
  const areas = await server.rowsOfKind('area')
  const [first] = areas.filter(({ id }) => id === server.zone.villages[0])
  village = (JSON.parse(first?.json ?? '{}') as { name: string }).name
})

const labels: XlsxCell[] = ['户主姓名', '联系电话', '住址', '成员姓名', '与户主关系', '出生年份']
const file = (...rows: XlsxCell[][]): Uint8Array => makeXlsx([{ name: village, rows: [labels, ...rows] }])
const task = (
  bytes: Uint8Array,
  person = server.people.admin,
  more: Partial<ImportTask> = {},
): ImportTask => ({
  identity: { tenantId: server.tenantId, personId: person.id, deviceId: server.newId() },
  file: bytes,
  fileName: 'a.xlsx',
  mappings: [],
  ...more,
})
async function shown(given: ImportTask): Promise<ImportPreview> {
  const result = await service.preview(given)
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}
async function applied(given: ImportTask): Promise<ImportPreview['counts']> {
  const preview = await shown(given)
  const result = await service.apply({ ...given, shown: preview.hash })
  if (!result.ok) throw new Error(result.refusal.code)
  return preview.counts
}
const subjects = async (): Promise<(Subject & { id: string })[]> =>
  (await server.rowsOfKind('subject')).map(({ id, json }) => ({ id, ...(JSON.parse(json) as Subject) }))

describe('an import', () => {
  test('makes households with contact and members, each with its history', async () => {
    const before = (await subjects()).length
    await applied(
      task(
        file(
          ['柳大山', 16900000001, '5号', '柳大山', '户主', 1965],
          [null, null, null, '蒋小玉', '妻', 1967],
          ['龚道全', null, null, null, null, null],
        ),
      ),
    )
    const made = (await subjects()).find(({ name }) => name === '柳大山')
    expect(made).toMatchObject({ kind: 'household', areaId: server.zone.villages[0], address: '5号' })
    expect(await subjects()).toHaveLength(before + 2)
    const related = await server.store.read(server.tenantId, (tx) =>
      tx.related([
        { relation: 'subjectContact.subjectId', target: made?.id ?? '' },
        { relation: 'subjectMember.subjectId', target: made?.id ?? '' },
        { relation: 'event.aboutId', target: made?.id ?? '' },
      ]),
    )
    expect(related.map(({ kind, json }) => [kind, JSON.parse(json) as object])).toEqual(
      expect.arrayContaining([
        ['subjectContact', expect.objectContaining({ phone: '16900000001', contactName: '柳大山' })],
        ['subjectMember', expect.objectContaining({ name: '蒋小玉', relation: '妻', birthYear: 1967 })],
        ['event', expect.objectContaining({ type: 'subject.created', actorId: server.people.admin.id })],
      ]),
    )
    expect(commits).toEqual([server.tenantId])
  })

  test('the same file a second time changes nothing', async () => {
    const bytes = file(
      ['柳大山', 16900000001, '5号', '柳大山', '户主', 1965],
      [null, null, null, '蒋小玉', '妻', 1967],
    )
    await applied(task(bytes))
    const head = await server.head()
    expect(await applied(task(bytes))).toMatchObject({ create: 0, edit: 0, same: 1 })
    expect((await server.head()).version).toBe(head.version)
  })

  test('a newer file changes what is different, and tells no conflict to anybody', async () => {
    await applied(task(file(['柳大山', 16900000001, '5号', null, null, null])))
    await applied(task(file(['柳大山', 16900000001, '12号', null, null, null])))
    const newer = task(file(['柳大山', 16900000002, '7号', null, null, null]), server.people.office)
    expect((await shown(newer)).households).toMatchObject([
      {
        action: 'edit',
        fields: [
          { field: 'address', old: '12号', new: '7号' },
          { field: 'phone', old: '16900000001', new: '16900000002' },
        ],
      },
    ])
    await applied(newer)
    expect((await subjects()).find(({ name }) => name === '柳大山')?.address).toBe('7号')
    const events = await server.rowsOfKind('event')
    expect(events.filter(({ json }) => json.includes('field.conflict'))).toEqual([])
  })

  test('reaches the phones of the village', async () => {
    const phone = await server.register(server.people.cadre)
    await applied(task(file(['柳大山', 16900000001, '5号', null, null, null])))
    const pulled = JSON.stringify((await server.pull(phone)).pages)
    expect(pulled).toContain('柳大山')
  })

  test('writes counts into the audit log, and no resident', async () => {
    await applied(
      task(file(['柳大山', 16900000001, '5号', null, null, null], [null, 1, '2', null, null, null])),
    )
    const entries = await server.store.read(server.tenantId, (tx) => tx.audit(10))
    expect(entries.map(({ action, detail }) => ({ action, detail }))).toEqual(
      expect.arrayContaining([
        { action: 'register.preview', detail: { create: 1, edit: 0, same: 0, rejectedRows: 1 } },
        { action: 'register.import', detail: { create: 1, edit: 0, same: 0, rejectedRows: 1 } },
      ]),
    )
  })
})

describe('never half', () => {
  const many = (count: number): Uint8Array =>
    file(
      ...Array.from({ length: count }, (_, index): XlsxCell[] => [
        `柳${'甲乙丙丁戊己庚辛壬癸'[index % 10]}${'一二三四五六七八九十'[Math.floor(index / 10) % 10]}${'山水'[Math.floor(index / 100)]}`,
        null,
        `${index}号`,
        null,
        null,
        null,
      ]),
    )

  test('cancelled in the middle, nothing was written', async () => {
    const before = { head: await server.head(), subjects: await subjects() }
    const control = new AbortController()
    const given = task(many(180), server.people.admin, { signal: control.signal })
    const preview = await shown(given)
    expect(preview.counts.create).toBe(180)
    const seen: number[] = []
    const cancelled = service.apply({
      ...given,
      shown: preview.hash,
      onProgress(done) {
        seen.push(done)
        if (done >= 100) control.abort(new Error('cancelled by the person'))
      },
    })
    await expect(cancelled).rejects.toThrow('cancelled by the person')
    expect(seen).toEqual([50, 100])
    expect({ head: await server.head(), subjects: await subjects() }).toEqual(before)
    expect(commits).toEqual([])
  })

  test('a command refused in the middle undoes those before it', async () => {
    const given = task(many(120))
    const preview = await shown(given)
    const before = await server.head()
    let drawn = 0
    const failing = createRegisterImport({
      store: server.store,
      signer: simSigner,
      // From some household in the middle on, the same id again and again.
      random: { hex: (bytes) => (++drawn > 260 ? '00'.repeat(bytes) : server.random.hex(bytes)) },
      clock: server.clock,
      readFile,
    })
    const done: number[] = []
    const result = await failing.apply({
      ...given,
      shown: preview.hash,
      onProgress: (count) => done.push(count),
    })
    expect(result).toMatchObject({ ok: false, refusal: { code: 'refused', sheet: village } })
    expect(done).not.toEqual([])
    expect(await server.head()).toEqual(before)
    expect((await subjects()).filter(({ name }) => name.startsWith('柳'))).toEqual([])
  })

  test('what was not shown is not done: a register that changed meanwhile gives a new preview', async () => {
    const bytes = file(['柳大山', 16900000001, '5号', null, null, null])
    const preview = await shown(task(bytes))
    await applied(task(bytes, server.people.office))
    const result = await service.apply({ ...task(bytes), shown: preview.hash })
    expect(result).toMatchObject({
      ok: false,
      refusal: { code: 'changedMeanwhile', preview: { counts: { create: 0, same: 1 } } },
    })
  })
})

describe('who may', () => {
  test('cadres and people whose account is closed may not, and learn nothing', async () => {
    const bytes = file(['柳大山', null, null, null, null, null])
    const { cadre, office, admin } = server.people
    expect(await service.preview(task(bytes, cadre))).toEqual({
      ok: false,
      refusal: { code: 'notPermitted' },
    })
    await server.act(admin, [server.commands.setActive(office.id, false)])
    expect(await service.apply({ ...task(bytes, office), shown: 'x' })).toEqual({
      ok: false,
      refusal: { code: 'notPermitted' },
    })
  })
})

describe('a mapping that a person corrected', () => {
  test('is remembered for the next file with these headings, for everyone who imports', async () => {
    const rows = (phone: number): Uint8Array =>
      makeXlsx([
        {
          name: village,
          rows: [
            ['户主姓名', '代号'],
            ['柳大山', phone],
            ['龚道全', phone + 1],
            ['解文静', 3],
          ],
        },
      ])
    const guessed = await shown(task(rows(1)))
    const [sheet] = guessed.sheets
    if (!sheet) throw new Error('no sheet')
    expect(sheet.columns).toEqual(['headName', 'ignore'])
    const { sheet: name, isSkipped, headerFrom, headerTo, villageId } = sheet
    const mappings = [
      {
        sheet: name,
        isSkipped,
        headerFrom,
        headerTo,
        villageId,
        columns: ['headName', 'notes'] as ('headName' | 'notes')[],
      },
    ]
    await applied(task(rows(1), server.people.admin, { mappings }))
    const next = await shown(task(rows(7), server.people.office))
    expect(next.sheets[0]).toMatchObject({ columns: ['headName', 'notes'], isRemembered: true })
  })
})
