/** What lies in a browser's databases, as someone who takes the phone apart would read it. */
import type { Page } from '@playwright/test'

/** Records of a table, over all databases of the origin; bytes come as text. */
export function recordsOnDisk(page: Page, table: string): Promise<Record<string, unknown>[]> {
  // No named function in here: a bundler may add calls that the page does not know.
  return page.evaluate(async (wanted) => {
    const found: Record<string, unknown>[] = []
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name)
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error ?? new Error(name))
      })
      if (database.objectStoreNames.contains(wanted)) {
        const records = await new Promise<Record<string, unknown>[]>((resolve, reject) => {
          const request = database.transaction(wanted).objectStore(wanted).getAll()
          request.onsuccess = () => resolve(request.result as Record<string, unknown>[])
          request.onerror = () => reject(request.error ?? new Error(wanted))
        })
        for (const record of records) {
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
