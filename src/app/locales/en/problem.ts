import type { Translated } from '../translated'
import type { problem as zhCN } from '../zh-CN/problem'

export const problem: Translated<typeof zhCN> = {
  malformed:
    'The server did not understand this. Please update to the new version and try again; everything saved is still on this device.',
  badEncoding: 'What was sent got damaged on the way. It will be sent again by itself.',
  notSignedIn: 'Your sign-in has run out. Please sign in again; everything saved is still on this device.',
  wrongCredentials: 'Account or password are wrong. Please type them again.',
  wrongProof:
    'The server does not recognise this device. Please sign in again; everything saved is still on this device.',
  deviceRevoked:
    'This device was switched off and gets no new data. Unsent records are still handed to the server and checked by the office.',
  personInactive: 'Your account is switched off. Please ask your administrator.',
  foreignOrigin: "Please open Minqing from your zone's own address.",
  notFound: 'The server did not find what was asked for.',
  methodNotAllowed: 'The server does not offer this. Please update to the new version.',
  tooSlow: 'The network was too slow to finish. It will be sent again by itself.',
  tooLarge: 'Too much at once. It will be sent again in smaller parts.',
  wrongContentType: 'The server did not understand this. Please update to the new version and try again.',
  tooMany: 'Too many tries. Please wait {wait} and try again.',
  storageFull:
    'The server has no room for new records at the moment. They stay on this device and will be sent again by themselves.',
  unavailable:
    'The server is under maintenance. Please try later; records stay on this device and will be sent by themselves.',
  network: 'The server cannot be reached. Please check the signal and try again in a while.',
  other: 'The server did not take this request (code {code}). Please try later.',
}
