/** The search without workers, for pages in a test: everything else is as in the app. */
import type { Client } from '../../../../src/app/client/engine/client'
import type { Directory } from '../../../../src/app/search/directory'
import type { SearchHosts } from '../../../../src/app/search/hosts'
import { openInPlace } from '../../../../src/app/search/inPlace'
import { readingLine, type NameKey } from '../../../../src/app/search/readings'
import { createSearch, type Search } from '../../../../src/app/search/search'

export const noDirectory: Directory = { read: async () => [], write: async () => undefined }

export const hostsInPlace: SearchHosts = {
  open: openInPlace,
  openInPlace,
  openReader: () => ({
    read: async (keys) => keys.map((key) => readingLine(key as NameKey)).join('\n'),
    close: () => undefined,
  }),
}

export const searchInPlace = (client: Client, directory: Directory = noDirectory): Search =>
  createSearch({
    client,
    directory,
    hosts: hostsInPlace,
    now: () => performance.now(),
    rest: () => Promise.resolve(),
  })
