/** A chord as keyboards print it: `mod+shift+z` is `Ctrl Shift Z`, on a Mac `⌘ ⇧ Z`. */
export function keyWords(chord: string, mac = /Mac|iPhone|iPad/.test(navigator.platform)): string {
  const words: Record<string, string> = mac ? { ...PRINTED, ...PRINTED_ON_MAC } : PRINTED;
  return chord
    .split('+')
    .map((key) => words[key] ?? key.toUpperCase())
    .join(' ');
}

/** These are names printed on keys, so they are the same in every language. */
const PRINTED = {
  mod: 'Ctrl',
  alt: 'Alt',
  shift: 'Shift',
  enter: 'Enter',
  escape: 'Esc',
  space: 'Space',
  delete: 'Del',
  pageup: 'Page Up',
  pagedown: 'Page Down',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
};

const PRINTED_ON_MAC = { mod: '⌘', alt: '⌥', shift: '⇧' };
