import { spawn } from 'node:child_process'
import { rootDir } from './sourceStamp'

/**
 * `npm run dev`: the server, restarted at each change of its sources, and in front of it Vite's dev server,
 * which renews the page. Open the address that Vite prints. The service worker is part of the production build only.
 */
const port = process.env['PORT'] ?? '8080'
const env = { ...process.env, PORT: port, API_ORIGIN: `http://127.0.0.1:${port}` }
// Started without npx: it would stand between, and a signal sent to it would not reach them.
const children = [
  ['node_modules/tsx/dist/cli.mjs', 'watch', '--clear-screen=false', 'src/server/main.ts'],
  ['node_modules/vite/bin/vite.js', '--clearScreen', 'false'],
].map((args) => spawn(process.execPath, args, { cwd: rootDir, env, stdio: 'inherit' }))

// Either one alone is of no use.
for (const child of children) {
  child.on('exit', (code) => {
    process.exitCode = code ?? 0
    stop()
  })
}
// A terminal sends Ctrl-C to the children itself; a supervisor's SIGTERM reaches only this process.
process.on('SIGINT', () => undefined)
process.on('SIGTERM', stop)

function stop(): void {
  for (const child of children) child.kill('SIGTERM')
}
