/** What lies in a browser's databases, as someone who takes the phone apart would read it. */
import type { Page } from '@playwright/test'

/** Records of a table, over all databases of the origin; bytes come as text. */
export function recordsOnDisk(page: Page, table: string): Promise<Record<string, unknown>[]> {
  return page.evaluate(async (wanted) => {
    const asked = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error ?? new Error('IndexedDB'))
      })
    const found: Record<string, unknown>[] = []
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await asked(indexedDB.open(name))
      if (database.objectStoreNames.contains(wanted)) {
        const records = await asked(database.transaction(wanted).objectStore(wanted).getAll())
        for (const record of records as Record<string, unknown>[]) {
          const plain = Object.entries(record).map(([key, value]) =>
            ArrayBuffer.isView(value) || value instanceof ArrayBuffer
              ? [key, new TextDecoder().decode(value)]
              : [key, value],
          )
          found.push(Object.fromEntries(plain) as Record<string, unknown>)
        }
      }
      database.close()
    }
    return found
  }, table)
}
