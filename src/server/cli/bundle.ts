import { readFile } from 'node:fs/promises'
import { dirname, relative, resolve, sep } from 'node:path'
import { build, type Plugin } from 'vite'
import { built, markBuilt, markUnbuilt, rootDir, sourceStamp } from './sourceStamp'

/**
 * The production build: the app with its service worker to dist/app, the server to dist/server/main.js, with the thread
 * that reads spreadsheets beside it.
 * Packages stay outside the server's bundle, so dist/ runs beside node_modules.
 */
export async function bundle(): Promise<void> {
  // Taken first: a file saved while the build runs makes the next start build again.
  const stamp = await sourceStamp()
  await markUnbuilt()
  await build({ root: rootDir, configFile: resolve(rootDir, 'vite.config.ts'), logLevel: 'warn' })
  await build({
    root: rootDir,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [filesBesideModules()],
    build: {
      ssr: true,
      outDir: built.server,
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      sourcemap: true,
      ssrEmitAssets: true,
      rolldownOptions: {
        input: {
          main: resolve(rootDir, 'src/server/main.ts'),
          // The thread that reads spreadsheets is a file of its own; import/readInWorker.ts starts it by this name.
          readWorker: resolve(rootDir, 'src/server/import/readWorker.ts'),
        },
        // Flat, so that files/ lies beside every chunk.
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  })
  await markBuilt(stamp)
}

/**
 * A module that reads a file lying beside it, as `new URL('./data/x.csv', import.meta.url)`, finds it again
 * after bundling: the file is copied to dist/server/files and the address changed.
 */
function filesBesideModules(): Plugin {
  const pattern = /new URL\(\s*'(\.{1,2}\/[^']+\.(?!ts|js)[a-z0-9]+)'\s*,\s*import\.meta\.url\s*,?\s*\)/g
  return {
    name: 'minqing:files-beside-modules',
    // Before the compiler, which writes the same thing with other quotes.
    enforce: 'pre',
    async transform(code, id) {
      if (id.includes('node_modules')) return null
      let changed = code
      for (const [text, path = ''] of code.matchAll(pattern)) {
        const file = resolve(dirname(id), path)
        const fileName = `files/${relative(resolve(rootDir, 'src'), file).replaceAll(sep, '-')}`
        this.emitFile({ type: 'asset', fileName, source: await readFile(file) })
        changed = changed.replace(text, `new URL('./${fileName}', import.meta.url)`)
      }
      return changed === code ? null : { code: changed, map: null }
    },
  }
}
