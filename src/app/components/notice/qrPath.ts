import { encode } from 'uqr'

export interface QrDrawing {
  /** Side of the whole in modules, with the quiet zone. */
  size: number
  /** For an SVG path, one module a unit. */
  path: string
}

/** White around the code, in modules: ISO/IEC 18004 asks for four, and phones read it less well with fewer. */
const quietZone = 4

/** A QR code that is still read with a seventh of it dirty or torn: it hangs outdoors. */
export function qrPath(text: string): QrDrawing {
  const { data, size } = encode(text, { ecc: 'M', border: quietZone })
  const runs = data.flatMap((row, y) => {
    const parts: string[] = []
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue
      const from = x
      while (row[x + 1]) x += 1
      const length = x - from + 1
      parts.push(`M${from} ${y}h${length}v1h-${length}z`)
    }
    return parts
  })
  return { size, path: runs.join('') }
}
