/** The Excel ledger of an edition: what the page says about it; the file itself is a Chinese document. */
export const ledger = {
  download: 'Download the ledger (Excel)',
  why: {
    draft: 'The ledger comes with the freeze.',
    dropped: 'A list that was given up has no ledger.',
    unconfirmed: 'The server has not confirmed the freeze yet; the ledger comes once it has.',
  },
  care: 'The ledger holds names and words of residents and is not sealed any more: keep and destroy it as the rules say.',
  incomplete: 'This month’s lists are not all on this device yet',
  incompleteText: 'Please sync first, then download.',
  failed: 'The ledger could not be made, please try again',
  done: 'Downloaded: {name}',
}
