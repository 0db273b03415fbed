/** The real server process on its own data folder, as `npm start` runs it, without rebuilding. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface RealServer {
  port: number
  dataDir: string
  process: ChildProcess
  /** Graceful. */
  stop(): Promise<void>
}

export const temporaryFolder = (name: string): string => mkdtempSync(join(tmpdir(), `minqing-${name}-`))
export const removeFolder = (path: string): void => rmSync(path, { recursive: true, force: true, maxRetries: 5 })

/** Resolves when `/api/health` says ready. `port` 0 takes a free one, told by the banner's address. */
export async function startRealServer(dataDir: string, port = 0): Promise<RealServer> {
  const child = spawn(process.execPath, ['dist/server/main.js'], {
    env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataDir, DATABASE_URL: undefined },
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
    async stop() {
      if (child.exitCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}
