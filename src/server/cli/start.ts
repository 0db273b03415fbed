import { pathToFileURL } from 'node:url'
import { built, isBuiltFrom, sourceStamp } from './sourceStamp'

/**
 * `npm start`: builds when sources differ from what dist/ was built from, then becomes the server. It runs in
 * this very process, so signals and exit codes are the server's own.
 */
if (!(await isBuiltFrom(await sourceStamp()))) {
  process.stdout.write('正在构建，首次约一分钟 · building, about a minute the first time …\n')
  // Only now: the build tools take half a second to load, which a second start should not pay.
  const { bundle } = await import('./bundle')
  await bundle().catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error)
    process.stderr.write(`构建失败 · the build failed: ${reason}\n`)
    process.exit(1)
  })
}
await import(pathToFileURL(built.serverMain).href)
