import { metricKeys, type Figure, type Report } from './metrics'

/** The report as a table for people. */
export function toTable({ metrics }: Report): string {
  const head = ['', 'ms', 'bytes', 'requests', '× packed', '× rows', '× packed bytes']
  const rows = metricKeys.map((key) => [key, ...cellsOf(metrics[key])])
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)))
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n')
}

const cellsOf = ({ ms, bytes, requests, ratioPacked, ratioRows, ratioBytes }: Figure): string[] => [
  show(ms, 1),
  show(bytes, 0),
  show(requests, 0),
  show(ratioPacked, 2),
  show(ratioRows, 2),
  show(ratioBytes, 2),
]

const show = (value: number | null, digits: number): string => (value === null ? '–' : value.toFixed(digits))
