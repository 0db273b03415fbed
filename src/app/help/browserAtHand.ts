/**
 * Which browser somebody holds in their hands, as far as it decides what they have to press. A user agent is a claim;
 * a wrong guess costs a glance at the other guides, so nothing but help hangs on it.
 */

/** One per way to put the app on the desktop; texts under `help.install.guide.*`. */
export const guideIds = [
  'androidChrome',
  'iosSafari',
  'iosOther',
  'huawei',
  'xiaomi',
  'ucqq',
  'androidOther',
  'desktop',
  'macSafari',
  'desktopOther',
] as const
export type GuideId = (typeof guideIds)[number]

export interface BrowserAtHand {
  guide: GuideId
  /** Records inside an icon of the home screen are apart from those of the browser. */
  isApple: boolean
}

/** `touchPoints`: `navigator.maxTouchPoints`; an iPad calls itself a Mac and is told by its fingers. */
export function browserAtHand(userAgent: string, touchPoints = 0): BrowserAtHand {
  const says = (pattern: RegExp): boolean => pattern.test(userAgent)
  const isPad = says(/Macintosh/) && touchPoints > 1
  const isApple = says(/iPhone|iPad|iPod/) || isPad
  return { isApple, guide: guideOf() }

  function guideOf(): GuideId {
    // Safari says its version and nothing after its name; all others put their own somewhere.
    if (isApple) return says(/Version\/[\d.]+( Mobile\/\w+)? Safari\/[\d.]+$/) ? 'iosSafari' : 'iosOther'
    // Before the makers of phones: these run on every phone.
    if (says(/UCBrowser|QQBrowser|Quark/i)) return 'ucqq'
    if (says(/HuaweiBrowser|OpenHarmony|HarmonyOS/i)) return 'huawei'
    if (says(/MiuiBrowser/i)) return 'xiaomi'
    if (says(/Android/)) {
      const isOther = says(/(HeyTap|Vivo|Honor|Samsung)Browser|; wv\)|Version\/\d/i)
      return isOther || !says(/Chrome\//) ? 'androidOther' : 'androidChrome'
    }
    if (says(/Chrome\/|Edg\//)) return 'desktop'
    return says(/Macintosh/) && says(/Safari\//) ? 'macSafari' : 'desktopOther'
  }
}
