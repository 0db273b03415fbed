/** Base64url without padding (RFC 4648 §5), in plain JavaScript: browsers and Node offer different helpers for it. */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Value of each character code, -1 where it stands for none. */
const values = new Int8Array(128).fill(-1)
for (let value = 0; value < alphabet.length; value++) values[alphabet.charCodeAt(value)] = value

export function base64UrlEncode(bytes: Uint8Array): string {
  let text = ''
  for (let index = 0; index < bytes.length; index += 3) {
    const left = bytes.length - index
    const group = ((bytes[index] ?? 0) << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0)
    text += alphabet.charAt(group >> 18) + alphabet.charAt((group >> 12) & 63)
    if (left > 1) text += alphabet.charAt((group >> 6) & 63)
    if (left > 2) text += alphabet.charAt(group & 63)
  }
  return text
}

/**
 * Undefined for anything but the one spelling that `base64UrlEncode` gives: no padding, no blanks, no leftover bits. So
 * the same bytes can't travel under two texts.
 */
export function base64UrlDecode(text: string): Uint8Array | undefined {
  const { length } = text
  const tail = length % 4
  if (tail === 1) return undefined
  const bytes = new Uint8Array(Math.floor((length * 3) / 4))
  let at = 0
  let group = 0
  for (let index = 0; index < length; index++) {
    const value = values[text.charCodeAt(index)] ?? -1
    if (value < 0) return undefined
    group = ((group << 6) | value) & 0xff_ffff
    if (index % 4 === 3) {
      bytes[at++] = group >> 16
      bytes[at++] = (group >> 8) & 255
      bytes[at++] = group & 255
    }
  }
  if (tail === 2) {
    if ((group & 15) !== 0) return undefined
    bytes[at] = (group >> 4) & 255
  } else if (tail === 3) {
    if ((group & 3) !== 0) return undefined
    bytes[at++] = (group >> 10) & 255
    bytes[at] = (group >> 2) & 255
  }
  return bytes
}
