/**
 * Rules of axe on what a page shows. Called without axe's own wrapper for this browser: it sends back whatever is right
 * as well, with its markup, which takes longer than the rules.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Violation {
  id: string
  nodes: readonly { html: string }[]
}
interface Axe {
  run(root: Document, options: object): Promise<{ violations: Violation[] }>
}

/** A line for each rule that is broken, with the markup of where; all rules unless some are named. */
export async function violationsOf(page: Page, rules?: readonly string[]): Promise<string[]> {
  // Once in each page: sending it again takes longer than a rule.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source)
  return page.evaluate(
    async ({ values }) => {
      const { axe } = window as unknown as { axe: Axe }
      const { violations } = await axe.run(document, {
        resultTypes: ['violations'],
        // Without frames: there are none, and asking for them waits.
        iframes: false,
        ...(values ? { runOnly: { type: 'rule', values } } : {}),
      })
      return violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
      )
    },
    { values: rules },
  )
}
