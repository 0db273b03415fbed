import type { Page } from '@playwright/test'

/** Calls one of the functions that a script has put on a page's `globalThis`. */
export function call<T>(page: Page, object: string, name: string, args: unknown[]): Promise<T> {
  return page.evaluate(
    ({ object, name, args }) => {
      type Functions = Record<string, (...args: unknown[]) => unknown>
      return (globalThis as unknown as Record<string, Functions>)[object]?.[name]?.(...args)
    },
    { object, name, args },
  ) as Promise<T>
}
