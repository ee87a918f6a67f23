import { t } from '$lib/i18n/i18n.svelte';
import { isMac } from '$lib/platform';

/** A chord as keyboards print it: `mod+shift+z` is `Ctrl Shift Z`, on a German keyboard `Strg Umschalt Z`, on a Mac `⌘ ⇧ Z`. */
export function keyWords(chord: string, mac = isMac()): string {
  return chord
    .split('+')
    .map((key) => (mac ? SIGNS_ON_MAC[key] : undefined) ?? SIGNS[key] ?? WORDS[key]?.() ?? key.toUpperCase())
    .join(' ');
}

/** Keys that bear the same sign everywhere. */
const SIGNS: Record<string, string> = { arrowup: '↑', arrowdown: '↓', arrowleft: '←', arrowright: '→' };

const SIGNS_ON_MAC: Record<string, string> = { mod: '⌘', alt: '⌥', shift: '⇧' };

/** Keys whose name depends on the language of the keyboard, which is most often that of the program. */
const WORDS: Record<string, () => string> = {
  mod: () => t('shared.key.control'),
  alt: () => t('shared.key.alt'),
  shift: () => t('shared.key.shift'),
  enter: () => t('shared.key.enter'),
  escape: () => t('shared.key.escape'),
  space: () => t('shared.key.space'),
  delete: () => t('shared.key.delete'),
  pageup: () => t('shared.key.page_up'),
  pagedown: () => t('shared.key.page_down'),
};
