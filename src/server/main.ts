import { fileURLToPath } from 'node:url'
import { readConfig } from './config'
import { createLog } from './log'
import { StartProblem } from './process/startProblem'
import { startServer, type RunningServer } from './process/startServer'

/**
 * The process: settings, start, signals, exit codes. Works from `src/server` and from `dist/server` alike.
 * Exit codes: 0 after a stop, 1 when it could not start or ran into a bug, 130 on a second signal.
 */
const log = createLog()
let running: RunningServer | undefined
let isStopping = false

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
process.on('uncaughtException', crash)
process.on('unhandledRejection', crash)

try {
  running = await startServer({
    config: readConfig(process.env),
    log,
    rootDir: fileURLToPath(new URL('../../', import.meta.url)),
  })
  process.stdout.write(running.banner)
} catch (error) {
  if (!(error instanceof StartProblem)) crash(error)
  else process.stderr.write(error.sentence)
  process.exit(1)
}

function stop(): void {
  if (isStopping) process.exit(130)
  isStopping = true
  // During the start nothing is half-done that the next start could not finish.
  if (!running) process.exit(0)
  void end(running)
}

async function end(server: RunningServer): Promise<never> {
  try {
    await server.stop()
  } catch (error) {
    crash(error)
  }
  process.exit(0)
}

function crash(error: unknown): never {
  log.error({ err: error }, 'the server ends because of a bug or a broken machine')
  process.exit(1)
}
