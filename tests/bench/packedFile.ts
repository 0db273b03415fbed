/**
 * The same rows as the product holds, in the plainest fast form: lines in chunks of a few hundred, compressed once and
 * ahead as well as brotli can. What a floor fetches.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'

export interface PackedFile {
  /** Length of the header (4 bytes, big-endian) · header: lengths of the chunks, JSON · chunks. Brotli. */
  packed: Buffer
  rows: number
  plainBytes: number
}

const rowsInChunk = 400

/** Brotli 11 takes a minute and a half for a whole zone, so it is kept for the next run. */
export function packLines(lines: readonly string[]): PackedFile {
  const chunks: Buffer[] = []
  for (let at = 0; at < lines.length; at += rowsInChunk)
    chunks.push(Buffer.from(lines.slice(at, at + rowsInChunk).join('\n'), 'utf8'))
  const header = Buffer.from(JSON.stringify(chunks.map(({ length }) => length)), 'utf8')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(header.length)
  const plain = Buffer.concat([length, header, ...chunks])
  return { packed: packedOnce(plain), rows: lines.length, plainBytes: plain.length }
}

function packedOnce(plain: Buffer): Buffer {
  const folder = join(tmpdir(), 'minqing-bench')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${createHash('sha256').update(plain).digest('hex').slice(0, 24)}.br`)
  if (existsSync(file)) return readFileSync(file)
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: 22,
    [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
  }
  const packed = brotliCompressSync(plain, { params })
  writeFileSync(`${file}.part`, packed)
  renameSync(`${file}.part`, file)
  return packed
}
