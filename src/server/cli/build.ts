import { bundle } from './bundle'

/** `npm run build`: always builds, even when nothing has changed. */
const startedAt = performance.now()
await bundle()
process.stdout.write(`built dist/ in ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`)
