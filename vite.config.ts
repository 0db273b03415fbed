import { join } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

/** The app: src/app → dist/app. The server is built by src/server/cli/build.ts. */

/** The oldest browsers served: mid-range Android phones of the last six years, iPhones from iOS 16.4. */
const target = ['chrome99', 'edge88', 'firefox102', 'safari16.4']

/** `npm run dev` puts the API server here and this dev server in front of it. */
const apiOrigin = process.env['API_ORIGIN'] ?? 'http://127.0.0.1:8080'

type GetModule = (id: string) => { importedIds: readonly string[] } | null

/** Everything that files of the app import, directly or through others; what is imported on demand does not count. */
function importedBy(paths: readonly string[]): (id: string, getModule: GetModule) => boolean {
  let found: Set<string> | undefined
  return (wanted, getModule) => {
    if (!found) {
      found = new Set(paths.map((path) => join(import.meta.dirname, 'src/app', path)))
      // A set is walked to its end, also over what is added meanwhile.
      for (const id of found) for (const imported of getModule(id)?.importedIds ?? []) found.add(imported)
    }
    return found.has(wanted)
  }
}
const isInStart = importedBy(['main.ts'])
/** To home and to the form of a visit: what a cadre's phone loads on a line of 50 kbit/s before the rest comes. */
const isOnFirstWay = importedBy([
  'components/shell/SignedInApp.vue',
  'session/openSession.ts',
  'db/dexieStore.ts',
  'pages/HomePage.vue',
  'pages/VisitFormPage.vue',
])
/** Of that way too, though few others use it: left to itself it would lie in the file of all other pages, and bring it along. */
const isOnlyThere =
  /[\\/]src[\\/]app[\\/](late[\\/](storedText|chineseTexts)|locales[\\/]zh-CN[\\/]stored|stores[\\/]storage)\.ts$/
/** Not the texts that come late on purpose. */
const ownSources = /[\\/]src[\\/](?!app[\\/](late|help|locales[\\/]zh-CN[\\/]))/

export default defineConfig({
  build: {
    outDir: 'dist/app',
    emptyOutDir: true,
    target,
    // All browsers of `target` preload modules themselves.
    modulePreload: { polyfill: false },
    // No data: addresses, so that the content security policy needs no exception for them.
    assetsInlineLimit: 0,
    // Bytes on a 50 kbit/s line are counted gzipped; counting costs seconds of every build.
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What every page needs, under a name that says so; it would be called after one module in it.
            {
              name: 'framework',
              priority: 4,
              test: /node_modules[\\/](@?vue|pinia|petite-vue-i18n|@intlify)/,
            },
            // What several pages share is one file for the phone's first way and one for all else: by itself each module
            // would be one of a hundred files, and every start fetches dozens of them from the cache one after the other.
            {
              name: (id, build) => (isInStart(id, (each) => build.getModuleInfo(each)) ? 'start' : null),
              debugName: 'start',
              priority: 3,
              test: /[\\/]src[\\/](?!app[\\/]main\.ts)/,
            },
            {
              name: (id, build) => (isOnFirstWay(id, (each) => build.getModuleInfo(each)) ? 'common' : null),
              debugName: 'common',
              priority: 2,
              test: ownSources,
              minShareCount: 3,
            },
            { name: 'common', priority: 2, test: isOnlyThere },
            { name: 'shared', priority: 1, test: ownSources, minShareCount: 3 },
          ],
        },
      },
    },
  },
  define: {
    // Shown on the about page. npm sets it for every script of package.json.
    'import.meta.env.VITE_APP_VERSION': JSON.stringify(process.env['npm_package_version'] ?? ''),
    // Every component is a `<script setup>`: without the other kind each is made a little faster.
    __VUE_OPTIONS_API__: 'false',
    // petite-vue-i18n: the composition API only, no devtools.
    __VUE_I18N_LEGACY_API__: 'false',
    __VUE_I18N_FULL_INSTALL__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
    __INTLIFY_DROP_MESSAGE_COMPILER__: 'false',
  },
  plugins: [
    vue(),
    VitePWA({
      strategies: 'injectManifest',
      // The glob below already holds them.
      includeManifestIcons: false,
      srcDir: 'src/app/sw',
      filename: 'sw.ts',
      registerType: 'prompt',
      // src/app/pwa/registerWorker.ts registers; an injected script would need an exception in the policy.
      injectRegister: false,
      injectManifest: {
        target,
        // Everything: a phone that loaded once must open every page without signal.
        globPatterns: ['**/*.{js,css,html,svg,png,ico,woff2,webp,json}'],
        // A build breaks rather than leave a file out: a chunk above this size has no place on these phones.
        maximumFileSizeToCacheInBytes: 2_000_000,
      },
      manifest: {
        id: '/',
        name: '民情簿',
        short_name: '民情簿',
        description: '走访、问题、回音，一本民情簿。没有信号也能记，有了信号自己送到。',
        lang: 'zh-CN',
        dir: 'ltr',
        display: 'standalone',
        start_url: '/',
        scope: '/',
        theme_color: '#861b1f',
        background_color: '#f7f2e8',
        icons: [
          { src: 'pwa-192x192.png', sizes: '192x192', type: 'image/png' },
          { src: 'pwa-512x512.png', sizes: '512x512', type: 'image/png' },
          { src: 'maskable-icon-512x512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
          { src: 'apple-touch-icon-180x180.png', sizes: '180x180', type: 'image/png' },
        ],
      },
    }),
  ],
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: { '/api': apiOrigin, '/public': apiOrigin },
  },
})
