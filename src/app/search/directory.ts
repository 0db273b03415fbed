/**
 * The readings of names as kept on the device, so that a start does not work out ten thousand of them again: a sealed
 * record per village, which goes with its scope. Nothing but a shortcut: what is missing, of older rules or does not
 * open is made anew.
 */
import type { DeviceStore, Write } from '../db/port'
import type { Vault } from '../client/ports'
import { surnameRules } from './surnames'

export interface DirectoryPart {
  areaId: string
  /** Lines of `readings.ts`, joined by newlines. */
  lines: string
}

export interface Directory {
  /** The lines that can be used. */
  read(): Promise<string[]>
  /** Keeps these parts and no others. */
  write(parts: readonly DirectoryPart[]): Promise<void>
}

const scopeOf = (areaId: string): string => `area:${areaId}`
const contextOf = (scope: string): string => `directory|${scope}`
const head = `rules ${surnameRules}\n`

export function createDirectory(
  store: Pick<DeviceStore, 'all' | 'commit'>,
  vault: Pick<Vault, 'seal' | 'open'>,
): Directory {
  /** As it lies on the disk, so that only what changed is sealed again. */
  const kept = new Map<string, string>()
  return {
    async read() {
      const usable: string[] = []
      for (const { scope, sealed } of await store.all('directory')) {
        const text = await vault.open(sealed, contextOf(scope)).catch(() => '')
        kept.set(scope, text)
        if (text.startsWith(head)) usable.push(text.slice(head.length))
      }
      return usable
    },
    async write(parts) {
      const wanted = new Map(parts.map(({ areaId, lines }) => [scopeOf(areaId), head + lines]))
      // Read again: another tab may have written, and a scope that was lost has taken its record along.
      const stored = new Set((await store.all('directory')).map(({ scope }) => scope))
      const writes: Write[] = []
      for (const scope of stored) {
        if (!wanted.has(scope)) writes.push({ op: 'delete', table: 'directory', key: scope })
      }
      for (const [scope, text] of wanted) {
        if (stored.has(scope) && kept.get(scope) === text) continue
        const sealed = await vault.seal(text, contextOf(scope))
        writes.push({ op: 'put', table: 'directory', record: { scope, sealed } })
      }
      if (writes.length > 0) await store.commit({ writes })
      kept.clear()
      for (const [scope, text] of wanted) kept.set(scope, text)
    },
  }
}
