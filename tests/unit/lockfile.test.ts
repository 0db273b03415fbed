import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

interface LockedPackage {
  resolved?: string
  link?: boolean
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}
type LockedPackages = Record<string, LockedPackage>

const read = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'))
const { packages } = read('package-lock.json') as { packages: LockedPackages }
const manifest = read('package.json') as Record<
  'dependencies' | 'devDependencies' | 'overrides',
  Record<string, string>
>

describe('lockfile', () => {
  test('it names no download address, so that any mirror of the registry serves it', () => {
    expect(Object.keys(packages).length).toBeGreaterThan(100)
    expect(
      Object.entries(packages).flatMap(([path, { resolved }]) => (resolved ? [`${path}: ${resolved}`] : [])),
    ).toEqual([])
  })

  // `npm ci` refuses a lockfile in which a platform's binary is named and not described, on every platform.
  test('each package that another one names, optional or not, is described', () => {
    expect(undescribed(packages)).toEqual([])
  })

  test('a missing binary of one platform is found', () => {
    const planted: LockedPackages = {
      'node_modules/a': { optionalDependencies: { 'a-linux': '1.0.0', 'a-darwin': '1.0.0' } },
      'node_modules/a-linux': {},
    }
    expect(undescribed(planted)).toEqual(['node_modules/a names a-darwin'])
  })

  test('versions are exact: a range quietly takes older packages on an older Node', () => {
    const { dependencies, devDependencies, overrides } = manifest
    const wanted = { ...dependencies, ...devDependencies, ...overrides }
    // An override may be for what one package alone asks for.
    const versions = Object.entries(wanted).flatMap(([name, version]): [string, string][] =>
      typeof version === 'string' ? [[name, version]] : Object.entries(version),
    )
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
  })
})

/** Names that no entry answers, looked up as Node does: beside the package, then one folder further out. */
function undescribed(locked: LockedPackages): string[] {
  const isDescribed = (from: string, name: string): boolean => {
    for (let folder = from; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))) {
      if (`${folder ? `${folder}/` : ''}node_modules/${name}` in locked) return true
      if (!folder) return false
    }
  }
  return Object.entries(locked).flatMap(([path, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies })
      .filter((name) => !isDescribed(path, name))
      .map((name) => `${path} names ${name}`),
  )
}
