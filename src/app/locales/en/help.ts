import type { Translated } from '../translated'
import type { help as zhCN } from '../zh-CN/help'

export const help: Translated<typeof zhCN> = {
  install: {
    meta: 'Opens with one press, also without signal',
    why: 'From an icon on the desktop it opens with one press, also without signal. It works just as well without.',
    done: 'It is installed',
    doneText: 'You opened it from its icon, or have just installed it. Nothing more to do.',
    inChat: 'It cannot be installed from inside {app}; please open it in a browser first',
    atHand: 'Your browser',
    offer: 'This browser can install it right away:',
    press: 'Install',
    accepted: 'Installing; the icon will appear on the desktop',
    orByHand: 'Or by hand from the menu:',
    names: 'Names in the menus differ a little between versions.',
    apple:
      'On Apple phones the icon keeps its data apart from the browser. Please let all records of the browser be delivered first, then install it; sign in once more from the icon.',
    others: 'Other browsers',
    optional: 'Installing is up to you; nobody counts it.',
    guide: {
      androidChrome: {
        name: 'Chrome, Edge on Android',
        steps:
          'Press "⋮" at the top right (Edge: at the bottom)\nPress "Install app" or "Add to Home screen"\nPress "Install"; the icon is on the desktop',
      },
      iosSafari: {
        name: 'Safari on iPhone',
        steps:
          'Press "Share" at the bottom (a box with an arrow up; newer systems: first "⋯")\nScroll and press "Add to Home Screen"\nLeave "Open as Web App" switched on, press "Add" at the top right; the icon is on the desktop',
      },
      iosOther: {
        name: 'Other browsers on iPhone',
        steps:
          'Press "Share" and look for "Add to Home Screen"\nIf it is not there, copy the address, open it in Safari and press "Share", "Add to Home Screen"',
      },
      huawei: {
        name: 'Huawei Browser',
        steps:
          'Press the menu or "⋮" at the bottom\nPress "Add to", then "Desktop" (in some versions "Add to Home screen")\nAllow the shortcut when the phone asks',
      },
      xiaomi: {
        name: 'Mi Browser',
        steps:
          'Press the menu "≡" at the bottom\nPress "Add to Home screen" (in some versions under "Tools")\nIf nothing happens, allow home screen shortcuts for the browser in its settings and try again',
      },
      ucqq: {
        name: 'UC, QQ and Quark browsers',
        steps:
          'Better open the same address in the browser that came with the phone, in Chrome or Edge, and install it there\nIf it has to be this one: open the menu and look for "Add to Home screen"\nWhen you use its "clean" function, leave out the data of websites, or records not yet delivered may go with it',
      },
      androidOther: {
        name: 'Other browsers on Android (OPPO, vivo, Honor, Samsung, Firefox …)',
        steps:
          'Open the menu ("⋮" or "≡")\nPress "Install" or "Add to Home screen"\nAllow the shortcut when the phone asks',
      },
      desktop: {
        name: 'Chrome, Edge on a computer',
        steps:
          'Press the install icon at the right of the address bar (a screen with an arrow)\nNo icon: in Chrome "⋮", "Cast, save and share", "Install page as app"; in Edge "⋯", "Apps", "Install this site as an app"\nPress "Install"',
      },
      macSafari: {
        name: 'Safari on a Mac',
        steps: 'Open "File" in the menu bar\nPress "Add to Dock"\nPress "Add"',
      },
      desktopOther: {
        name: 'Other browsers on a computer',
        steps:
          'Most cannot install it: bookmark the address with Ctrl+D\nFor an icon on the desktop open it in Chrome or Edge',
      },
    },
  },
  chat: {
    app: { wechat: 'WeChat', wecom: 'WeCom', dingtalk: 'DingTalk', qq: 'QQ' },
    title: 'Please open it in a browser',
    why: 'You are opening it inside {app}. When {app} clears its cache, records that lie in it and are not delivered yet may go too. So please use the browser that came with the phone or computer.',
    step1: 'Press "⋯" at the top right',
    step2: 'Press "Open in browser" (also called "Open in default browser")',
    entry: 'Open in browser',
    or: 'It is not there?',
    orText: 'Copy the address, open the browser and paste it into the address bar:',
    copy: 'Copy address',
    copied: 'Address copied; paste it into the browser',
    keptTitle: '{app} still holds records of yours',
    keptUnsent:
      '{count} record is waiting to send. Please sign in here first; change to the browser when it is delivered. | {count} records are waiting to send. Please sign in here first; change to the browser when they are delivered.',
    keptDrafts:
      '{count} draft is not finished. Please sign in here first, finish it, let it be delivered, then change to the browser. | {count} drafts are not finished. Please sign in here first, finish them, let them be delivered, then change to the browser.',
    signInToSend: 'Sign in here and deliver',
    noBrowser: 'No other browser on the phone?',
    stayText:
      'You can sign in inside {app} for now. After each record please wait for “{badge}” at the top right before you close it.',
    stay: 'Sign in here for now',
    inside: 'You are using it inside {app}',
    sendFirst:
      '{count} record is waiting to send. Please send it first, then press "⋯", "Open in browser" at the top right. | {count} records are waiting to send. Please send them first, then press "⋯", "Open in browser" at the top right.',
    nothingWaits:
      'All records are delivered. Please press "⋯", "Open in browser" at the top right and sign in there: records are safer in it.',
  },
  test: {
    meta: 'Whether this browser can do all that is needed',
    intro:
      'Each thing is tried out; it takes seconds, touches none of your records and leaves nothing behind.',
    run: 'Start',
    again: 'Test again',
    running: 'Testing ({done} of {total})',
    all: 'Everything works.',
    allButSkipped: 'What could be tested works; some things could not be tested now.',
    weak: 'Usable; {count} thing is weak, see below. | Usable; {count} things are weak, see below.',
    bad: '{count} thing does not work. Please do as it says below and test again. | {count} things do not work. Please do as it says below and test again.',
    copy: 'Copy results',
    copied: 'Results copied; you can send them to the administrator',
    verdict: { good: 'Good', weak: 'Weak', bad: 'Fault', skipped: 'Not tested' },
    name: {
      server: 'Reaching the server',
      clock: 'Clock',
      worker: 'Opens without signal',
      storage: 'Saving on this device',
      keys: 'Locking the data',
      locks: 'Several windows',
      compression: 'Opening what comes',
      persistence: 'Protected storage',
      space: 'Free space',
      camera: 'Camera',
    },
    good: {
      server: 'Reached, and it is well.',
      clock: 'Less than 2 minutes from the server.',
      worker: 'The whole program lies on this device.',
      storage: 'Saved and read back unchanged.',
      keys: 'The data is locked, and opens on no other device.',
      locks: 'Several windows work side by side.',
      compression: 'What the server sends opens.',
      persistence: 'The browser has promised not to clear the data.',
      space: '{size} free.',
      camera: 'Not needed and never asked for.',
    },
    say: {
      offline: 'No signal now; test again with signal. Visits can be recorded all the same.',
      serverSilent:
        'There is a network, but the server does not answer. Please try another network (mobile data instead of WLAN, or the other way round), and tell the administrator if it goes on.',
      serverNotReady: 'The server is being maintained; it is tried again by itself. Nothing is lost.',
      clockOff: 'It is {minutes} minutes off. Please switch on automatic time in its settings.',
      clockUnknown: 'Cannot be compared without the server.',
      workerMissing:
        'This browser cannot open the app without signal. Please use the one that came with the device, Chrome or Edge, and no private window.',
      workerNotReady:
        'The program is not set up yet. Please wait a minute with signal, open the app again and test again.',
      notCached:
        'The program has not come in full yet. Please wait a minute with signal, open the app again and test again.',
      storageMissing:
        'The browser lets no page keep data. Please use an ordinary window instead of a private one, or another browser.',
      storageFailed:
        'It was not kept. Please make room on the device, close and open the browser and test again; or use another browser.',
      keysMissing:
        'The browser cannot lock the data. Please see that the address begins with https:// and update the browser.',
      keysFailed:
        'The data cannot be locked. Please use an ordinary window instead of a private one, and update the browser.',
      keysOpen:
        'The lock does not hold: this browser is not safe. Please use the one that came with the device, Chrome or Edge.',
      locksMissing:
        'The browser is rather old. Please open the app in one window only and update when you can.',
      locksFailed: 'Please open the app in one window only and update the browser when you can.',
      compressionMissing:
        'The browser is too old to open what the server sends. Please update it; iPhones need iOS 16.4 or later.',
      compressionFailed: 'What came does not open. Please update the browser or use another one.',
      notPersisted:
        'The browser has not promised it. When the device runs out of space the data may be cleared. Please go online often, put the app on the desktop and ask again on the page Sync.',
      persistenceUnknown:
        'This browser has no such thing. Please go online often, so that records are delivered.',
      spaceUnknown: 'The browser does not tell.',
      spaceLow: 'Only {size} left. Please delete photos or apps you do not need.',
      spaceFull:
        'Only {size} left: soon nothing more can be saved. Please go online to deliver, then delete photos or apps you do not need.',
      tookTooLong: 'No answer. Please close and open the browser and test again; or use another browser.',
    },
  },
  storage: {
    free: 'Free',
    notAsked:
      'The browser has not been asked to keep the data; it will be once data has come or a record is saved.',
    granted: 'Asked {time}; the browser agreed to keep the data.',
    stillNo: 'The browser did not agree this time. Keep delivering, and ask again some days later',
    nowYes: 'The browser agreed; it will not clear the data by itself',
    refused:
      'Asked {time}; the browser did not agree. It often does after some days of use, or once the app is on the desktop.',
    ask: 'Ask the browser to keep it',
  },
  diagnosis: {
    title: 'Diagnosis',
    meta: 'When sending or fetching fails: a report for the administrator',
    intro:
      'When something cannot be sent, fetched or opened: run the self-test, then copy the report for the administrator.',
    copied: 'Report copied; paste it into a message to the administrator',
    read: 'See what is in the report',
    errors: 'Recent faults',
    noErrors: 'None since the app was opened.',
    fault: 'Program fault: {name}',
    app: 'Program',
    protocol: 'Protocol',
    opened: 'Opened from',
    fromIcon: 'its icon',
    fromBrowser: 'the browser',
  },
  feedback: {
    title: 'Complaints about this app',
    meta: 'Hard to use, asked for twice, a burden: say so',
    intro:
      'Hard to use, asked for twice, a burden, something that should not be here: say so. It has no effect on how your work is judged.',
    whom: 'Where to turn',
    first: 'First',
    admin: 'the coordination office of the zone, or its administrator',
    contact: 'Contact',
    above:
      'Without an answer, or if the app has become a burden (proof of presence, the same forms twice), you can turn to the cyberspace administration above the zone.',
    write: 'Write it, copy it, send it to them',
    words: 'Your words',
    wordsHint: 'Please leave out names and phone numbers of residents.',
    along: 'Diagnosis report',
    withReport: 'Add it',
    wordsOnly: 'Words only',
    copy: 'Copy',
    copied: 'Copied; paste it into a message',
    share: 'Share',
    notStored:
      'What you write is neither uploaded nor kept: you send it yourself. It is gone when the window is closed.',
  },
}
