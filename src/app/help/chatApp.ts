/** Apps that open web pages inside themselves, and may throw away what a page keeps there. */
export type ChatApp = 'wecom' | 'wechat' | 'dingtalk' | 'qq'

/** The more particular first: WeCom also says WeChat. */
const chats: readonly (readonly [RegExp, ChatApp])[] = [
  [/wxwork/i, 'wecom'],
  [/MicroMessenger/i, 'wechat'],
  [/DingTalk/i, 'dingtalk'],
  // The QQ app itself; its browser says `MQQBrowser/`.
  [/\bQQ\/\d/, 'qq'],
]

export const chatAppOf = (userAgent: string): ChatApp | null =>
  chats.find(([pattern]) => pattern.test(userAgent))?.[1] ?? null
