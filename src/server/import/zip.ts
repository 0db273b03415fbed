/**
 * The parts of a zip by its central directory, each unpacked piece by piece. Sizes that the directory claims are not
 * believed: what really comes out is counted, and unpacking ends at the limit.
 */
import { createInflateRaw } from 'node:zlib'
import { FileProblem, importLimits } from './limits'

export interface ZipPart {
  name: string
  packedBytes: number
  /** As the directory claims. */
  claimedBytes: number
  /** 0 stored, 8 deflated. */
  method: number
  /** Where its local header begins. */
  offset: number
}

export interface Zip {
  parts: ReadonlyMap<string, ZipPart>
  /** Unpacked bytes in pieces, in order. Empty for a part that is not there. */
  unpack(name: string): AsyncGenerator<Uint8Array>
}

const endSignature = 0x0605_4b50
const centralSignature = 0x0201_4b50
const localSignature = 0x0403_4b50
/** The end record is 22 bytes and a comment of at most 65,535. */
const endSearchBytes = 22 + 65_535
const checkedRatioFrom = 1_000_000

/** @throws FileProblem */
export function openZip(file: Uint8Array): Zip {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const parts = new Map<string, ZipPart>()
  const end = findEnd(view)
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  // 64-bit archives begin where a register has long ended.
  if (count === 0xffff || at === 0xffff_ffff) throw new FileProblem('tooLarge', 'zip64')
  if (count > importLimits.zipEntries) throw new FileProblem('tooLarge', 'zipEntries')
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || view.getUint32(at, true) !== centralSignature) throw new FileProblem('broken', 'zip')
    const flags = view.getUint16(at + 8, true)
    const nameLength = view.getUint16(at + 28, true)
    const more = view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    if (at + 46 + nameLength + more > end) throw new FileProblem('broken', 'zip')
    if ((flags & 1) !== 0) throw new FileProblem('encrypted')
    const name = new TextDecoder().decode(file.subarray(at + 46, at + 46 + nameLength)).replace(/\\/g, '/')
    // Two parts of one name mean two readers see two files.
    if (parts.has(name)) throw new FileProblem('hostile', 'zip')
    parts.set(name, {
      name,
      method: view.getUint16(at + 10, true),
      packedBytes: view.getUint32(at + 20, true),
      claimedBytes: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    })
    at += 46 + nameLength + more
  }
  let inflated = 0

  return {
    parts,
    async *unpack(name) {
      const part = parts.get(name)
      if (!part) return
      const packed = packedOf(part)
      if (inflated + part.claimedBytes > importLimits.inflatedBytes)
        throw new FileProblem('hostile', 'inflatedBytes')
      let unpacked = 0
      for await (const piece of piecesOf(packed, part.method)) {
        unpacked += piece.byteLength
        inflated += piece.byteLength
        if (inflated > importLimits.inflatedBytes) throw new FileProblem('hostile', 'inflatedBytes')
        if (unpacked > checkedRatioFrom && unpacked > packed.byteLength * importLimits.inflationRatio)
          throw new FileProblem('hostile', 'inflationRatio')
        yield piece
      }
    },
  }

  function packedOf({ offset, packedBytes }: ZipPart): Uint8Array {
    if (offset + 30 > file.byteLength || view.getUint32(offset, true) !== localSignature)
      throw new FileProblem('broken', 'zip')
    const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
    if (start + packedBytes > file.byteLength) throw new FileProblem('broken', 'zip')
    return file.subarray(start, start + packedBytes)
  }
}

function findEnd(view: DataView): number {
  const last = view.byteLength - 22
  for (let at = last; at >= 0 && at > last - endSearchBytes; at--) {
    if (view.getUint32(at, true) === endSignature) return at
  }
  throw new FileProblem('broken', 'zip')
}

async function* piecesOf(packed: Uint8Array, method: number): AsyncGenerator<Uint8Array> {
  if (method === 0) {
    yield packed
    return
  }
  if (method !== 8) throw new FileProblem('broken', 'zip')
  // Pulled: nothing is unpacked before the piece before it was read.
  const inflate = createInflateRaw({ chunkSize: 65_536 })
  inflate.end(packed)
  try {
    for await (const piece of inflate) yield piece as Uint8Array
  } catch (cause) {
    if (cause instanceof FileProblem) throw cause
    throw new FileProblem('broken', 'zip', { cause })
  } finally {
    inflate.destroy()
  }
}
