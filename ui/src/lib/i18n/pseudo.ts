// Languages that nobody speaks, to see what a real one would do to the screens.
//
// `pseudo-long` accents every letter and adds 40 %: what stays plain is not in a catalogue, and what is cut had no room.
// `pseudo-rtl` turns each word round by Unicode's own marks, so that the page reads from the right and stays legible.

import { IntlMessageFormat } from 'intl-messageformat';
import type { PseudoLanguage } from './languages';

/** How much longer than English a translation may be; the screens are made for that. */
const GROWTH = 0.4;

const ACCENTED: Record<string, string> = {
  ...{ a: 'á', b: 'ƀ', c: 'ç', d: 'ď', e: 'é', f: 'ƒ', g: 'ğ', h: 'ĥ', i: 'í', j: 'ĵ', k: 'ķ', l: 'ļ', m: 'ɱ' },
  ...{ n: 'ñ', o: 'ó', p: 'þ', q: 'ɋ', r: 'ŕ', s: 'š', t: 'ţ', u: 'ú', v: 'ṽ', w: 'ŵ', x: 'ẋ', y: 'ý', z: 'ž' },
};

/** U+202E and U+202C: what stands between them is shown from right to left. */
const RIGHT_TO_LEFT = '\u202e';
const END = '\u202c';

/** Numbers of the ICU syntax tree. */
const LITERAL = 0;

/** Turns a compiled English message into the pseudo language; placeholders, plurals and tags stay. */
export function pseudo(language: PseudoLanguage): (format: IntlMessageFormat) => IntlMessageFormat {
  const disguise = language === 'pseudo-long' ? lengthen : turnRound;
  return (format) => {
    const tree = structuredClone(format.getAst());
    eachLiteral(tree, disguise);
    return new IntlMessageFormat(tree, 'en');
  };
}

function lengthen(text: string): string {
  const letters = [...text].filter((letter) => /\p{L}/u.test(letter)).length;
  const accented = [...text].map((letter) => accent(letter)).join('');
  return accented + '~'.repeat(Math.ceil(letters * GROWTH));
}

function accent(letter: string): string {
  const small = letter.toLowerCase();
  const found = ACCENTED[small];
  if (!found) return letter;
  return letter === small ? found : found.toUpperCase();
}

function turnRound(text: string): string {
  return text.replace(/\p{L}+/gu, (word) => RIGHT_TO_LEFT + word + END);
}

function eachLiteral(node: unknown, change: (text: string) => string): void {
  if (typeof node !== 'object' || node === null) return;
  if ('type' in node && node.type === LITERAL && 'value' in node) {
    node.value = change(String(node.value));
    return;
  }
  for (const child of Object.values(node)) eachLiteral(child, change);
}
