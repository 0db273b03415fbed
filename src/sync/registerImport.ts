/**
 * Importing a register over HTTP: what a page asks and what it is told. The body is not JSON but a frame: length of the
 * head (4 bytes, big-endian) · head (JSON, UTF-8) · the file's bytes as they are.
 */
import {
  boolean,
  choice,
  codeId,
  integer,
  list,
  literal,
  looseObject,
  nullable,
  optional,
  text,
  variant,
  type Infer,
} from '../domain/schema'
import { registerFields } from '../domain/register/fields'
import { rowProblemCodes } from '../domain/register/household'

/** Of the file; the frame's head comes on top. */
export const maxImportFileBytes = 20_000_000
export const maxImportHeadBytes = 256_000

/** Why a file is not read. A sentence for each stands in every locale under `register.file.*`. */
const fileProblemCodes = [
  /** Neither .xlsx nor .csv. */
  'notASpreadsheet',
  /** The binary format of Excel 97–2003. */
  'oldExcel',
  /** Protected by a password. */
  'encrypted',
  /** Cut short or changed: the zip or the XML within is broken. */
  'broken',
  /** Larger than may be imported; what: which limit. */
  'tooLarge',
  /** It unpacks to far more than it is, declares entities, or is otherwise made to do harm. */
  'hostile',
  /** Nothing in it. */
  'empty',
  /** Reading took longer than it ever does. */
  'tooSlow',
] as const
export type FileProblemCode = (typeof fileProblemCodes)[number]

const count = integer({ min: 0, max: Number.MAX_SAFE_INTEGER })
const words = text({ max: 40_000 })
const columns = list(choice(registerFields), { max: 256 })

const mappingSchema = looseObject({
  sheet: text({ max: 60 }),
  isSkipped: boolean,
  /** As the spreadsheet counts; 0 and 0: no headings. */
  headerFrom: integer({ min: 0, max: 1_048_576 }),
  headerTo: integer({ min: 0, max: 1_048_576 }),
  columns,
  villageId: nullable(codeId),
})

export const importHeadSchema = looseObject({
  /** May name the village; kept nowhere. */
  fileName: text({ max: 255 }),
  /** As corrected; sheets that are not named are guessed. */
  mappings: list(mappingSchema, { max: 60 }),
  /** To apply: the hash of the preview that the person saw. */
  shown: optional(text({ max: 64 })),
})
export type ImportHead = Infer<typeof importHeadSchema>

const problemSchema = looseObject({
  sheet: words,
  row: count,
  column: words,
  code: choice(rowProblemCodes),
  value: words,
})
export type ImportRowProblem = Infer<typeof problemSchema>

const differenceFields = ['name', 'groupId', 'address', 'phone', 'contactName', 'notes', 'tags'] as const
const householdSchema = looseObject({
  action: choice(['create', 'edit', 'same']),
  sheet: words,
  row: count,
  name: words,
  areaId: words,
  groupId: nullable(words),
  address: words,
  phone: words,
  /** Groups by name. */
  fields: list(looseObject({ field: choice(differenceFields), old: words, new: words }), { max: 10 }),
  /** Members that would be added or changed, as the file has them. */
  members: list(
    looseObject({
      isNew: boolean,
      name: words,
      relation: words,
      birthYear: nullable(integer({ min: 0, max: 9999 })),
    }),
    { max: 60 },
  ),
})

/** What the person sees before anything is done. */
const importPreviewSchema = looseObject({
  /** Of the file, the mapping and the plan: apply names it. */
  hash: text({ max: 64 }),
  format: choice(['xlsx', 'csv']),
  encoding: nullable(text({ max: 20 })),
  sheets: list(
    looseObject({
      sheet: words,
      isSkipped: boolean,
      isHidden: boolean,
      headerFrom: count,
      headerTo: count,
      columns,
      villageId: nullable(words),
      rows: count,
      isRemembered: boolean,
      views: list(
        looseObject({
          letter: text({ max: 3 }),
          label: words,
          field: choice(registerFields),
          confidence: choice(['sure', 'likely', 'none']),
          samples: list(words, { max: 3 }),
        }),
        { max: 256 },
      ),
    }),
    { max: 60 },
  ),
  counts: looseObject({
    create: count,
    edit: count,
    same: count,
    rejectedRows: count,
    warnings: count,
    rows: count,
    memberDifferences: count,
  }),
  skipped: looseObject({ headings: count, totals: count, remarks: count, sections: count }),
  dropped: looseObject({ identityNumbers: count, memberNotes: count }),
  rejected: list(problemSchema, { max: 60_000 }),
  warnings: list(problemSchema, { max: 200_000 }),
  /** New, changed and same ones, at most 500 of each. */
  households: list(householdSchema, { max: 2_000 }),
})
export type ImportPreview = Infer<typeof importPreviewSchema>

const refused = {
  /** Absent and forbidden alike; or a zone without a campaign. */
  notPermitted: looseObject({ result: literal('notPermitted') }),
  file: looseObject({
    result: literal('fileRefused'),
    code: choice(fileProblemCodes),
    what: text({ max: 40 }),
  }),
  /** Somebody else's file is being read: once more in a moment. */
  busy: looseObject({ result: literal('busy') }),
}

export const importPreviewAnswerSchema = variant('result', [
  looseObject({ result: literal('preview'), preview: importPreviewSchema }),
  refused.notPermitted,
  refused.file,
  refused.busy,
])
export type ImportPreviewAnswer = Infer<typeof importPreviewAnswerSchema>

/** A line of the answer to apply: any number of `progress`, then one of the others, which is the last. */
export const importLineSchema = variant('result', [
  looseObject({ result: literal('progress'), done: count, total: count }),
  looseObject({ result: literal('applied'), applied: count, preview: importPreviewSchema }),
  /** The register is no longer what was shown; nothing was done. */
  looseObject({ result: literal('changedMeanwhile'), preview: importPreviewSchema }),
  /** A command was refused though the plan foresaw none; nothing was done. */
  looseObject({ result: literal('refused'), sheet: words, row: count, rejection: text({ max: 60 }) }),
  /** The disk is full, or a bug stood in the way; nothing was done. */
  looseObject({ result: literal('failed'), code: choice(['storageFull', 'unavailable']) }),
  refused.notPermitted,
  refused.file,
  refused.busy,
])
export type ImportLine = Infer<typeof importLineSchema>

/** `head` is the JSON of an `ImportHead`, in UTF-8. */
export function frameImport(head: Uint8Array, file: Uint8Array): Uint8Array<ArrayBuffer> {
  const body = new Uint8Array(4 + head.byteLength + file.byteLength)
  new DataView(body.buffer).setUint32(0, head.byteLength)
  body.set(head, 4)
  body.set(file, 4 + head.byteLength)
  return body
}

/** The two parts, unread; undefined for what is no such frame. */
export function splitImport(body: Uint8Array): { head: Uint8Array; file: Uint8Array } | undefined {
  if (body.byteLength < 4) return undefined
  const length = new DataView(body.buffer, body.byteOffset, body.byteLength).getUint32(0)
  if (length > maxImportHeadBytes || 4 + length > body.byteLength) return undefined
  return { head: body.subarray(4, 4 + length), file: body.subarray(4 + length) }
}
