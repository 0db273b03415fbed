import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { zhCN as zh } from '../../../src/app/locales/zh-CN'
import type { Browser } from '../../support/real/browser'
import type { MeasuredZone } from '../bench'
import type { Sample } from '../metrics'
import { onScreen } from '../watch'
import { signIn } from './firstSync'

/**
 * Script that the pages themselves load on a cadre's way from the sign-in over the home page to the form of a visit,
 * gzipped (level 9), each file once. What the service worker fetches ahead for other pages does not count.
 */
export async function measurePhoneRoute({ page }: Browser, zone: MeasuredZone): Promise<Sample[]> {
  await signIn(page, zone)
  await page.getByRole('link', { name: zh.home.record }).first().click()
  await page.getByText(zh.visit.chooseSubject).waitFor()
  const loaded = await onScreen(page, 'loadedPaths')
  const scripts = [...new Set(loaded)].filter((path) => path.endsWith('.js') && path.startsWith('/assets/'))
  const sizes = scripts.map((path) => gzipSync(readFileSync(join('dist/app', path)), { level: 9 }).length)
  return [
    { key: 'jsPhoneRoute', bytes: sizes.reduce((sum, size) => sum + size, 0), requests: scripts.length },
  ]
}
