/** The real server process on its own data folder, as `npm start` runs it, without rebuilding. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

export interface RealServer {
  port: number
  dataDir: string
  process: ChildProcess
  /** What it has written to the terminal so far. */
  printed(): string
  /** Graceful. */
  stop(): Promise<void>
}

export const temporaryFolder = (name: string): string => mkdtempSync(join(tmpdir(), `minqing-${name}-`))
export const removeFolder = (path: string): void =>
  rmSync(path, { recursive: true, force: true, maxRetries: 5 })

/** A copy of the built product that a test may change, as a new build would. */
export function copyOfBuild(): string {
  const folder = temporaryFolder('build')
  cpSync('dist', join(folder, 'dist'), { recursive: true })
  cpSync('package.json', join(folder, 'package.json'))
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
  return folder
}

/**
 * Resolves when the server prints its address. `port` 0 takes a free one; `root` holds `dist`; `settings` are further
 * environment variables. An empty folder of a browser test gets the demo zone that was made before them all
 * (`demoZone.setup.ts`), since making it takes the server seconds.
 */
export async function startRealServer(
  dataDir: string,
  port = 0,
  root = '.',
  settings: Readonly<Record<string, string>> = {},
): Promise<RealServer> {
  const demoZone = process.env['TEST_DEMO_ZONE']
  if (demoZone && Object.keys(settings).length === 0 && readdirSync(dataDir).length === 0)
    cpSync(demoZone, dataDir, { recursive: true })
  const child = spawn(process.execPath, [join(root, 'dist/server/main.js')], {
    env: {
      ...process.env,
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      DATABASE_URL: undefined,
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const listening = await new Promise<number>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      const found = /http:\/\/127\.0\.0\.1:(\d+)/.exec(output)
      if (found) resolve(Number(found[1]))
    })
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${output}`)))
  })
  return {
    port: listening,
    dataDir,
    process: child,
    printed: () => output,
    async stop() {
      if (child.exitCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}
