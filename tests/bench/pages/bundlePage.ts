import { resolve } from 'node:path'
import { build, type Rolldown } from 'vite'

/** A module of this folder with all it imports, as one script that puts its functions on `globalThis`. */
export async function bundlePage(file: string): Promise<string> {
  const built = (await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: resolve(import.meta.dirname, file), formats: ['iife'], name: 'page' },
    },
  })) as Rolldown.RolldownOutput[]
  const [output] = built
  const chunk = output?.output[0]
  if (!chunk) throw new Error(`${file} could not be bundled`)
  return chunk.code
}
