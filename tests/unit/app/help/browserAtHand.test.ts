/** User agents as these browsers and apps send them, with the names of the phones that sent them. */
import { describe, expect, test } from 'vitest'
import { browserAtHand, type GuideId } from '../../../../src/app/help/browserAtHand'
import { chatAppOf, type ChatApp } from '../../../../src/app/help/chatApp'

const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)'
const android = `Mozilla/5.0 (Linux; Android 10; K) ${webkit}`
const iphone = (os = '17_5_1'): string =>
  `Mozilla/5.0 (iPhone; CPU iPhone OS ${os} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)`
const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)'
const windows = `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit}`

test.each<[GuideId, string]>([
  ['androidChrome', `${android} Chrome/137.0.0.0 Mobile Safari/537.36`],
  ['androidChrome', `${android} Chrome/137.0.0.0 Mobile Safari/537.36 EdgA/137.0.0.0`],
  [
    'huawei',
    `Mozilla/5.0 (Linux; Android 12; HarmonyOS; ALN-AL10) ${webkit} Chrome/99.0.4844.88 HuaweiBrowser/13.0.5.303 Mobile Safari/537.36`,
  ],
  [
    'huawei',
    `Mozilla/5.0 (Linux; Android 10; JNY-LX1; HMSCore 6.6.0.312) ${webkit} Chrome/92.0.4515.105 HuaweiBrowser/12.1.0.303 Mobile Safari/537.36`,
  ],
  [
    'huawei',
    `Mozilla/5.0 (Phone; OpenHarmony 5.0) ${webkit} Chrome/114.0.0.0 Safari/537.36  ArkWeb/4.1.6.1 Mobile`,
  ],
  [
    'huawei',
    `Mozilla/5.0 (PC; OpenHarmony 6.1; Windows NT 10.0) ${webkit} Chrome/132.0.0.0 Safari/537.36 ArkWeb/6.1.0.130 HuaweiBrowser/6.1.7.302`,
  ],
  [
    'xiaomi',
    `Mozilla/5.0 (Linux; U; Android 14; zh-cn; 23013RK75C Build/UKQ1.230804.001) ${webkit} Version/4.0 Chrome/119.0.6045.193 Mobile Safari/537.36 XiaoMi/MiuiBrowser/18.6.70920`,
  ],
  [
    'xiaomi',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/534.24 (KHTML, like Gecko) Chrome/89.0.4389.116 Safari/534.24 Device/nabu Model/21051182C XiaoMi/MiuiBrowser/14.6.62',
  ],
  [
    'androidOther',
    `Mozilla/5.0 (Linux; U; Android 13; vi-vn; CPH2159 Build/TP1A.220905.001) ${webkit} Chrome/91.0.4472.88 Mobile Safari/537.36 HeyTapBrowser/45.9.5.1.1`,
  ],
  [
    'androidOther',
    `Mozilla/5.0 (Linux; Android 14; V2314A; wv) ${webkit} Version/4.0 Chrome/87.0.4280.141 Mobile Safari/537.36 VivoBrowser/19.3.1.0`,
  ],
  ['androidOther', `${android} SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36`],
  ['androidOther', 'Mozilla/5.0 (Android 13; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0'],
  [
    'ucqq',
    `Mozilla/5.0 (Linux; U; Android 12; zh-CN; ELS-AN00 Build/HUAWEIELS-AN00) ${webkit} Version/4.0 Chrome/100.0.4896.58 UCBrowser/16.7.8.1337 Mobile Safari/537.36`,
  ],
  ['ucqq', `${android} Version/4.0 Chrome/109.0.5414.86 MQQBrowser/15.2 Mobile Safari/537.36`],
  [
    'ucqq',
    `Mozilla/5.0 (Phone; OpenHarmony 5.0) ${webkit} Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile MQQBrowser/16.0`,
  ],
  ['iosSafari', `${iphone()} Version/17.5 Mobile/15E148 Safari/604.1`],
  ['iosOther', `${iphone()} CriOS/126.0.0.0 Mobile/15E148 Safari/604.1`],
  ['iosOther', `${iphone()} Version/17.0 EdgiOS/126.0.2592.56 Mobile/15E148 Safari/604.1`],
  ['desktop', `${windows} Chrome/137.0.0.0 Safari/537.36`],
  ['desktop', `${windows} Chrome/137.0.0.0 Safari/537.36 Edg/137.0.0.0`],
  ['macSafari', `${mac} Version/17.5 Safari/605.1.15`],
  ['desktopOther', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0'],
  ['desktopOther', ''],
])('%s is the guide for %s', (guide, userAgent) => {
  expect(browserAtHand(userAgent).guide).toBe(guide)
  expect(chatAppOf(userAgent)).toBeNull()
})

test('an iPad that calls itself a Mac is told by its fingers', () => {
  const userAgent = `${mac} Version/17.5 Safari/605.1.15`
  expect(browserAtHand(userAgent, 5)).toEqual({ guide: 'iosSafari', isApple: true })
  expect(browserAtHand(userAgent, 0).isApple).toBe(false)
})

describe('a chat app that opens pages inside itself', () => {
  test.each<[ChatApp, string]>([
    [
      'wechat',
      `Mozilla/5.0 (Linux; Android 14; 23116PN5BC Build/UKQ1.230804.001; wv) ${webkit} Version/4.0 Chrome/126.0.6478.188 Mobile Safari/537.36 XWEB/1260093 MMWEBSDK/20240404 MMWEBID/4745 MicroMessenger/8.0.49.2600(0x28003133) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64`,
    ],
    ['wechat', `${iphone()} Mobile/15E148 MicroMessenger/8.0.50(0x1800323b) NetType/WIFI Language/zh_CN`],
    [
      'wechat',
      `Mozilla/5.0 (Windows NT 10.0; WOW64) ${webkit} Chrome/107.0.0.0 Safari/537.36 NetType/WIFI MicroMessenger/7.0.20.1781(0x6700143B) WindowsWechat(0x63090a13) XWEB/8555`,
    ],
    [
      'wecom',
      `Mozilla/5.0 (Linux; Android 9.0; BKL-AL20 Build/HUAWEIBKL-AL20; wv) ${webkit} Version/4.0 Chrome/57.0.2987.132 MQQBrowser/6.2 TBS/044409 Mobile Safari/537.36 wxwork/2.7.2 MicroMessenger/6.3.22 NetType/WIFI Language/zh`,
    ],
    [
      'wecom',
      `${iphone('15_0')} Mobile/15E148 wxwork/3.1.16 MicroMessenger/7.0.1 Language/zh ColorScheme/Dark`,
    ],
    [
      'dingtalk',
      `Mozilla/5.0 (Linux; U; Android 9; zh-CN; MI 6 Build/PKQ1.190118.001) ${webkit} Version/4.0 Chrome/69.0.3497.100 UWS/3.22.1.161 Mobile Safari/537.36 AliApp(DingTalk/6.0.30) com.alibaba.android.rimet/15213560 Channel/700159 language/zh-CN UT4Aplus/0.2.25 colorScheme/light`,
    ],
    [
      'dingtalk',
      `${iphone('26_4')} Mobile/23E246 AliApp(DingTalk/7.8.1) com.laiwang.DingTalk/46766536 Channel/201200 language/zh-Hans-CN UT4Aplus/0.0.6 WK`,
    ],
    [
      'qq',
      `Mozilla/5.0 (Linux; Android 15; PJX110 Build/UKQ1.231108.001; wv) ${webkit} Version/4.0 Chrome/135.0.7049.111 Mobile Safari/537.36 V1_AND_SQ_9.1.75_10026_HDBM_T PA QQ/9.1.75.25965 NetType/WIFI WebP/0.4.1`,
    ],
    ['qq', `${iphone('26_5')} Mobile/15E148 QQ/9.3.0.612 V1_IPH_SQ_9.3.0_1_APP_A Pixel/1179 Core/WKWebView`],
  ])('is %s: %s', (chat, userAgent) => {
    expect(chatAppOf(userAgent)).toBe(chat)
  })
})
