import type { Translated } from '../translated'
import type { slip as zhCN } from '../zh-CN/slip'

export const slip: Translated<typeof zhCN> = {
  title: 'Slip for the resident',
  why: 'Give this slip to the resident: without installing anything they can look up how far the matter is.',
  give: 'Give a slip',
  show: 'Show the slip',
  given: 'A slip was given, code {code}',
  code: 'Code',
  copyHint: 'Copy it by hand or let the resident take a picture. No two of its signs look alike.',
  works: 'It can be given without signal; it answers once the matter has been delivered.',
  confidential: 'For a confidential matter it says only taken on, being handled or finished.',
  address: 'Address',
  qr: 'Scan to open the address',
  print: 'Print',
  takeBack: 'Take back',
  takeBackTitle: 'Take this slip back?',
  takeBackText:
    'When the slip is lost or went to the wrong person: its code answers no longer. The next one has a new code.',
  takenBack: 'The slip is taken back; it counts once there is a signal',
  undone: 'It did not work',
}
