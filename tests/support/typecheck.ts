import { spawnSync } from 'node:child_process'

const tsc = 'node_modules/typescript/bin/tsc'
const vueTsc = 'node_modules/vue-tsc/bin/vue-tsc.js'

/**
 * Types of every project, one after the other, whatever the ones before it said. Each has its own globals, which is
 * why one run over everything would prove less: `document` would compile in the server.
 */
const projects = [
  [tsc, 'tsconfig.pure.json'],
  [tsc, 'tsconfig.server.json'],
  [tsc, 'tsconfig.sw.json'],
  [vueTsc, 'tsconfig.app.json'],
  [vueTsc, 'tsconfig.tests.json'],
] as const

const failed = projects.filter(([compiler, project]) => {
  const { status } = spawnSync(process.execPath, [compiler, '-p', project], { stdio: 'inherit' })
  if (status !== 0) process.stdout.write(`types: ${project} fails\n`)
  return status !== 0
})
process.exitCode = failed.length === 0 ? 0 : 1
