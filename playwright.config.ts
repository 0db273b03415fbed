import { defineConfig } from '@playwright/test'
import { chromiumFlags, chromiumPath } from './tests/support/chromium'

/**
 * Browser tests against the production build (dist/). Each test starts its own server with its own data folder,
 * so there is no webServer here. Each stops servers and kills browsers of its own only, so that two can run side by
 * side: mostly they wait. More would make two cores the bottleneck and time-outs likely.
 */
export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/support/real/demoZone.setup.ts',
  outputDir: 'test-results/playwright',
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  // A test that passes only the second time has failed.
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  projects: [
    { name: 'browser', testIgnore: '**/everyPage.spec.ts' },
    { name: 'afterwards', testMatch: '**/everyPage.spec.ts', dependencies: ['browser'] },
  ],
  use: {
    browserName: 'chromium',
    headless: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    launchOptions: { executablePath: chromiumPath(), args: [...chromiumFlags] },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
})
