// Words in the language in use. `t` is reactive: what a component words is worded again when the language changes.

import { FormatError, IntlMessageFormat } from 'intl-messageformat';
import { DIGITS } from '$lib/format';
import { english, loadCatalogue, type Catalogue, type Key } from './catalogues';
import { isLanguage, isPseudoLanguage, LANGUAGES, type Language, type PseudoLanguage } from './languages';

export type { Key, Language, PseudoLanguage };
export { LANGUAGES };

/** What a message's placeholders stand for. */
export type Args = Readonly<Record<string, string | number>>;

/** A stretch of a message: plain, or inside the tag that the message wrote around it. */
export interface Part {
  readonly text: string;
  readonly tag: string | null;
}

/** The language in use, and the messages in it, each compiled once. */
class I18n {
  language: Language | PseudoLanguage = $state('en');
  #catalogue: Catalogue = $state.raw(english);
  #compiled = $derived.by(() => {
    void this.#catalogue;
    return new Map<Key, IntlMessageFormat>();
  });
  #rework: Rework | null = null;
  #wanted: Language | PseudoLanguage = 'en';

  /** The language whose rules for plurals, dates and numbers hold. */
  base: Language = $derived(isLanguage(this.language) ? this.language : 'en');
  direction: 'ltr' | 'rtl' = $derived(this.language === 'pseudo-rtl' ? 'rtl' : LANGUAGES[this.base].direction);

  /** Switches the language once its catalogue is there; nothing flickers through English meanwhile. */
  async use(language: Language | PseudoLanguage): Promise<void> {
    this.#wanted = language;
    const catalogue = await loadCatalogue(isLanguage(language) ? language : 'en');
    const rework = await reworkOf(language);
    // Arrow keys run through the languages faster than they load: the one asked for last holds.
    if (this.#wanted !== language) return;
    this.#rework = rework;
    // A copy, so that English compiled as itself is not taken for English compiled as a pseudo language.
    this.#catalogue = { ...catalogue };
    this.language = language;
  }

  has(key: string): key is Key {
    return key in this.#catalogue;
  }

  format(key: Key): IntlMessageFormat {
    const known = this.#compiled.get(key);
    if (known) return known;
    const plain = new IntlMessageFormat(this.#catalogue[key], `${this.base}-u-nu-${DIGITS}`);
    const format = this.#rework ? this.#rework(plain) : plain;
    this.#compiled.set(key, format);
    return format;
  }
}

export const i18n = new I18n();

/** What becomes of a compiled message before it is used. */
type Rework = (format: IntlMessageFormat) => IntlMessageFormat;

async function reworkOf(language: Language | PseudoLanguage): Promise<Rework | null> {
  if (isPseudoLanguage(language)) return (await import('./pseudo')).pseudo(language);
  if (LANGUAGES[language].direction === 'rtl') return (await import('./isolate')).isolate;
  return null;
}

/** The message of `key` with its placeholders filled in. Throws where one is missing, since tests find that. */
export function t(key: Key, args?: Args): string {
  return i18n.format(key).format<string>({ ...args }) as string;
}

/**
 * A message whose key is made of a code that the program sent, such as `action.item_moved`.
 *
 * A program of another version may send a code that this catalogue does not know, or other arguments: `fallback` is said.
 */
export function tCode(area: string, code: string, args: Args, fallback: Key): string {
  const key = `${area}.${code}`;
  if (!i18n.has(key)) return t(fallback, args);
  try {
    return t(key, args);
  } catch (error) {
    if (error instanceof FormatError && error.code === 'MISSING_VALUE') return t(fallback, args);
    throw error;
  }
}

/** A message in which tags mark stretches: `<b>{time}</b> in <proper>{city}</proper>`. Tags do not nest. */
export function tParts(key: Key, args?: Args): Part[] {
  const mark = (tag: string) => (chunks: unknown[]) => ({ text: chunks.join(''), tag });
  const tags = Object.fromEntries(tagsIn(i18n.format(key)).map((tag) => [tag, mark(tag)]));
  const formatted = i18n.format(key).format<Part>({ ...args, ...tags });
  const chunks = Array.isArray(formatted) ? formatted : [formatted];
  return chunks.map((chunk) => (typeof chunk === 'string' ? { text: chunk, tag: null } : chunk));
}

/** The number of the ICU syntax tree for a tag; its own enum would pull the parser's whole type module in. */
const TAG = 8;

function tagsIn(format: IntlMessageFormat): string[] {
  const names = new Set<string>();
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if (Array.isArray(node)) return node.forEach(walk);
    if ('type' in node && node.type === TAG && 'value' in node) names.add(String(node.value));
    Object.values(node).forEach(walk);
  };
  walk(format.getAst());
  return [...names];
}
