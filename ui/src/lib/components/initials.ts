/**
 * The first sign of the first and of the last word of a name; one sign where the name is one word.
 *
 * A sign is what a reader takes for one letter: a base with its accents, a Hangul syllable.
 */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.map((word) => firstSign(word ?? '').toLocaleUpperCase()).join('');
}

const signs = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function firstSign(word: string): string {
  const [first] = signs.segment(word);
  return first?.segment ?? '';
}
