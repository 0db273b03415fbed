import type { Translated } from '../translated'
import type { session as zhCN } from '../zh-CN/session'

export const session: Translated<typeof zhCN> = {
  nav: {
    home: 'Home',
    subjects: 'Subjects',
    visit: 'Record',
    records: 'My records',
    tasks: 'Tasks',
    desk: 'Inbox',
    lists: 'Monthly lists',
    notices: 'Notices',
    campaign: 'Campaign',
    people: 'People',
    areas: 'Areas',
    more: 'More',
    sync: 'Sync',
    attention: 'Needs you',
    attentionCount: '{count} item needs you | {count} items need you',
    deskCount: '{count} issue to triage | {count} issues to triage',
  },
  badge: {
    allSent: 'All delivered',
    waiting: '{count} waiting to send',
    sending: 'Sending',
    fetching: 'Fetching',
    attention: '{count} to deal with',
    never: 'Not synced yet',
    trouble: 'Please look',
  },
  start: {
    opening: 'Opening the data on this device',
    starting: 'Starting',
  },
  signIn: {
    withCode: 'Got a one-time code? Set your password here',
    title: 'Sign in',
    slogan: 'Visits, issues and answers in one ledger.\nWorks without signal.',
    account: 'Account',
    password: 'Password',
    submit: 'Sign in',
    busy: 'Signing in',
    needAccount: 'Please enter your account',
    needPassword: 'Please enter your password',
    firstTime:
      'The first sign-in needs a signal. After that you can record without one; everything is sent by itself when there is signal.',
    keptUnsent:
      'This device keeps {count} record waiting to send. It is sent when the same person signs in again; please do not clear the browser data. | This device keeps {count} records waiting to send. They are sent when the same person signs in again; please do not clear the browser data.',
    keptDrafts:
      'This device keeps {count} unfinished draft. The same person can go on with it after signing in. | This device keeps {count} unfinished drafts. The same person can go on with them after signing in.',
    operator: 'Operator',
    filingNumber: 'Filing number',
    limited: 'This browser has limits, but can be used:',
    failedTitle: 'Not signed in',
    waitSeconds: '{count} second | {count} seconds',
    waitMinutes: '{count} minute | {count} minutes',
  },
  signOut: {
    action: 'Sign out',
    checking: 'Sending what waits',
    confirmTitle: 'Sign out?',
    confirmText:
      'All your records were delivered. The data on this device is deleted and fetched again at the next sign-in.',
    confirm: 'Sign out and clear',
    keepTitle: '{count} record waiting to send | {count} records waiting to send',
    keepTitleOther: 'There is unfinished work on this device',
    keepUnsent: '{count} record waiting to send | {count} records waiting to send',
    keepDrafts: '{count} draft is unfinished | {count} drafts are unfinished',
    keepRefused: '{count} refused record is not settled | {count} refused records are not settled',
    keepText: 'None of this will be deleted. You can:',
    stay: 'Stay signed in and let it be sent',
    leave: 'Sign out and keep it sealed on this device',
    leaveHint: 'It is sent when you sign in on this device again.',
    failed: 'Signing out failed. Please try again; all data is still here.',
  },
  update: {
    title: 'A new version is ready',
    text: 'It is downloaded. Updating takes a few seconds and leaves saved records alone.',
    apply: 'Update now',
  },
  filling: {
    title: 'Fetching your data',
    text: 'You can start recording right away; the rest arrives by itself.',
    value: '{done} of {total} parts',
    waiting: 'Waiting for the server',
    offline: 'No signal. It goes on when there is one.',
  },
  trouble: {
    signInAgain: 'Sign in again',
    title: 'The server refuses this device',
    shutOut: {
      deviceRevoked: {
        title: 'This device was switched off',
        what: 'Your zone switched this device off (reported as lost, for example). It gets no new data.',
        again:
          'If you still have it in your hands, please sign in again: it then counts as a new device and fetches your data anew.',
      },
      personInactive: {
        title: 'Your account was switched off',
        what: 'Your zone switched your account off. This device gets no new data.',
        again: 'If you have questions, please ask your administrator.',
      },
      handingOver:
        "{count} record is waiting to send: with signal it is first handed to the server and checked by the office; only then the residents' data fetched to this device is removed. | {count} records are waiting to send: with signal they are first handed to the server and checked by the office; only then the residents' data fetched to this device is removed.",
      clearing:
        "Everything you wrote has reached the server. The residents' data fetched to this device is being removed.",
      cleared:
        "The residents' data, visits and issues fetched to this device were removed. What you had written and not yet sent was handed to the server and is checked by the office; drafts are still on this device.",
    },
  },
  failed: {
    title: 'This device could not store the new data',
    text: 'What the server sent could not be stored on this device; most likely it is out of space. Everything saved is still here. Please delete some photos or apps you do not need and try again; if that fails, close the browser and open Minqing anew.',
    retry: 'Try again',
  },
  loss: {
    title: 'Data on this device was cleared',
    banner:
      'The browser cleared the data on this device; {count} unsent record may be lost. | The browser cleared the data on this device; {count} unsent records may be lost.',
    bannerNone:
      'The browser cleared the data on this device. Everything had been delivered; nothing is lost.',
    more: 'What to do',
    whatTitle: 'What happened',
    what: 'The browser of this device cleared the data of Minqing. Common reasons: no free space, a cleaning app, or browser data cleared by hand.',
    facts: '{saved} records of this device are gone; {unsent} of them had not reached the server.',
    factsNone:
      'Everything recorded before had been delivered to the server. Nothing is lost; the data is being fetched again.',
    doTitle: 'What to do',
    doCheck: 'Look into “My records” for your last visits. What was delivered comes back by itself.',
    doAgain:
      'What was not delivered has to be recorded again. Late entry is fine: enter the day of the visit itself.',
    doPrevent:
      'Please do not clear the browser data, keep some space free, and add Minqing to the home screen.',
    known: 'Got it',
  },
  denied: { title: 'Not open to you' },
  missing: {
    title: 'No such page',
    text: 'The address may be wrong, or this function has moved; if you miss it, ask your administrator.',
    home: 'To the home page',
  },
  failure: {
    title: 'The data on this device does not open',
    full: 'This device has no free space, so nothing can be saved. Please delete some photos or apps and try again. Everything saved is still here.',
    blocked: 'Another window holds the data. Please close the other windows of Minqing and try again.',
    lost: 'The storage of this device went away. Please try again; if that fails, close and reopen the browser.',
    keys: 'This browser cannot lock the data, so records would not be safe. Please leave private browsing and use an ordinary window.',
    chunk: 'The app is not downloaded completely. Please open it once more where there is signal.',
    unexpected:
      'Something unexpected went wrong. Please try again; if that fails, close and reopen the browser. Everything saved is still here.',
    retry: 'Try again',
  },
  unsupported: {
    title: 'Minqing cannot run in this browser',
    intro: 'Without the following, records cannot be kept safely on this device:',
    doTitle: 'What to do',
    missing: {
      secureContext: 'The address is not secure (https), so the browser does not allow sealed data.',
      webCrypto: 'The browser cannot lock data (encryption).',
      indexedDb: 'The browser does not let pages keep data.',
      keyStorage: 'The browser does not let pages keep data under lock.',
      compression: 'The browser is too old to open what the server sends.',
      serviceWorker: 'Minqing does not start without signal (a page that is open goes on working).',
      webLocks: 'With several windows, updates are slower. Please use one window.',
      broadcastChannel: 'With several windows, updates are slower. Please use one window.',
    },
    advice: {
      insecure: 'Please open the official address, which begins with https://; your administrator knows it.',
      wechat: 'You are inside WeChat. Tap “…” at the top right, choose “Open in browser”, and sign in there.',
      privateWindow: 'If you are browsing privately, please use an ordinary window.',
      update: 'Please update the browser; iPhones need iOS 16.4 or later.',
      other: "You can also use the device's own browser, Chrome or Edge.",
    },
    details: 'For the administrator',
  },
}
