/** How a person recognises this device in the list of their devices: system and browser, nothing that tracks. */
export function deviceLabel(userAgent: string): string {
  const find = (names: readonly (readonly [RegExp, string])[]): string | undefined =>
    names.find(([pattern]) => pattern.test(userAgent))?.[1]
  const system = find([
    [/OpenHarmony|HarmonyOS/i, 'HarmonyOS'],
    [/Android/i, 'Android'],
    [/iPhone|iPod/i, 'iPhone'],
    [/iPad/i, 'iPad'],
    [/Windows/i, 'Windows'],
    [/Mac OS X/i, 'Mac'],
    [/Linux/i, 'Linux'],
  ])
  // The more particular names first: nearly every browser also says Chrome and Safari.
  const browser = find([
    [/wxwork/i, 'WeCom'],
    [/MicroMessenger/i, 'WeChat'],
    [/HuaweiBrowser/i, 'Huawei'],
    [/MiuiBrowser/i, 'Mi'],
    [/Edg/i, 'Edge'],
    [/Firefox|FxiOS/i, 'Firefox'],
    [/Chrome|CriOS/i, 'Chrome'],
    [/Safari/i, 'Safari'],
  ])
  return [system, browser].filter(Boolean).join(' · ') || 'unknown'
}
