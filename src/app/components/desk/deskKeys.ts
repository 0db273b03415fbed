/** Keys of the inbox for who works through it all day. They never fire where something is written or chosen. */
import { onScopeDispose } from 'vue'

export const deskKeys = [
  'next',
  'previous',
  'open',
  'select',
  'accept',
  'sendBack',
  'decline',
  'search',
  'close',
  'help',
] as const
export type DeskKey = (typeof deskKeys)[number]

/** As printed on the keyboard, for the list of keys; `open` is the Enter of the focused link itself. */
export const printedKeys: Readonly<Record<DeskKey, readonly string[]>> = {
  next: ['J', '↓'],
  previous: ['K', '↑'],
  open: ['Enter'],
  select: ['X'],
  accept: ['A'],
  sendBack: ['S'],
  decline: ['D'],
  search: ['/'],
  close: ['Esc'],
  help: ['?'],
}

const byKey = new Map<string, DeskKey>(
  Object.entries<DeskKey>({
    j: 'next',
    k: 'previous',
    x: 'select',
    a: 'accept',
    s: 'sendBack',
    d: 'decline',
    '/': 'search',
    '?': 'help',
    // As Chinese input methods type it.
    '？': 'help',
    Escape: 'close',
  }),
)

/** A mark in a box is no text. */
const marks = new Set(['checkbox', 'radio', 'button', 'submit'])

export function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !marks.has(target.type)
  return (
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLElement && target.isContentEditable)
  )
}

export function deskKeyOf(event: KeyboardEvent): DeskKey | undefined {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey)
    return undefined
  if (isTyping(event.target) || document.querySelector('dialog[open]')) return undefined
  return byKey.get(event.key.length === 1 ? event.key.toLowerCase() : event.key)
}

/** Listens as long as the page is there. A key whose action is missing, or which it did not use, stays the browser's. */
export function useDeskKeys(actions: Partial<Record<DeskKey, () => boolean>>): void {
  function press(event: KeyboardEvent): void {
    const key = deskKeyOf(event)
    if (key && actions[key]?.()) event.preventDefault()
  }
  window.addEventListener('keydown', press)
  onScopeDispose(() => window.removeEventListener('keydown', press))
}
