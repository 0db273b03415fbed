import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

/** Tests run in Node; a file that needs a DOM says so in its first line: `// @vitest-environment happy-dom`. */
export default defineConfig({
  plugins: [vue()],
  test: {
    // Two cores are the smallest machine that has to run this.
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'unit', include: ['tests/unit/**/*.test.ts'] } },
      {
        extends: true,
        // Starting a database cluster takes seconds.
        test: {
          name: 'contract',
          include: ['tests/contract/**/*.test.ts'],
          globalSetup: ['tests/support/postgres.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        // One test runs hundreds of histories.
        test: { name: 'sim', include: ['tests/sim/**/*.test.ts'], testTimeout: 600_000 },
      },
    ],
  },
})
