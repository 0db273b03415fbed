import type { Translated } from '../translated'
import type { setUp as zhCN } from '../zh-CN/setUp'

export const setUp: Translated<typeof zhCN> = {
  title: 'First set-up',
  intro: 'Before the first use, this makes:',
  makes: {
    zone: 'your zone, with the default campaign, categories of issues and responsible units',
    admin: 'its first administrator, who signs in with the account and password below',
  },
  once: 'The link works once, within 24 hours of being printed.',
  zone: 'Zone',
  zoneName: 'Name of the zone',
  zoneNameHint: 'It is shown on every page.',
  zoneCode: 'Code of the zone',
  zoneCodeHint: 'The official division code of the zone, 421303499 for example. It cannot be changed later.',
  admin: 'Administrator',
  adminName: 'Name',
  login: 'Account',
  loginHint: 'admin for example; capitals make no difference.',
  password: 'Password',
  passwordHint:
    'At least {count} character. This version cannot recover a password; please remember it. | At least {count} characters. This version cannot recover a password; please remember it.',
  passwordAgain: 'Password once more',
  submit: 'Make the zone',
  busy: 'Making the zone',
  link: 'Set-up link',
  linkHint: 'The whole link that the server printed when it started, or what stands behind its #.',
  linkMissing:
    'The key of the set-up link is missing in this address. Please paste the whole link that the server printed.',
  linkWrong: 'This does not look like a printed link. Please copy all of it.',
  failedTitle: 'Nothing was made',
  linkRefusedTitle: 'This link does not work',
  linkRefused:
    'It may be incomplete, used already, older than 24 hours, or the server has printed a newer one since. If the zone was made already, just sign in. If not, restart the server and paste the link it prints below; what you filled in stays.',
  lost: 'No answer came from the server; the zone may be there already. Please try again; if the link is then refused, just sign in.',
  toSignIn: 'To the sign-in',
  checkFields: 'Some of it needs a change; see the red words.',
  pleaseWrite: 'Please fill this in',
  badCode: 'Letters, digits and hyphens only, 421303499 for example',
  tooShort: 'At least {count} character, please | At least {count} characters, please',
  differs: 'The two passwords are not the same',
  passwordRefused:
    'This password cannot be used here, nor can that of the demo accounts. Please choose another.',
  fieldRefused: 'The server does not take this; please change it',
  doneTitle: 'The zone is there',
  doneText: '“{zone}” was made. {name} can sign in as {login}. The set-up link is void now.',
  first: {
    title: 'Set a password with a code',
    intro:
      'An administrator gave you a login and a code: set a password of your own here and sign in with it.',
    login: 'Login',
    code: 'One-time code',
    codeHint: '12 letters and digits; capitals and hyphens do not matter.',
    password: 'New password',
    passwordHint: 'At least {count} characters. The administrator cannot see it.',
    passwordAgain: 'The password again',
    submit: 'Set the password',
    busy: 'Setting it',
    refused:
      'The login or the code is wrong, or the code was used or is older than 7 days. Please check, or ask for a new one.',
    failedTitle: 'Not set',
    doneTitle: 'The password is set',
    doneText: 'You can sign in as {login} with the new password now.',
    toSignIn: 'Sign in',
    haveOne: 'I have a password: sign in',
  },
}
