/** A stretch of a text, and whether it is what was looked for. */
export interface Mark {
  readonly text: string;
  readonly found: boolean;
}

/**
 * Cuts a text where words of it begin with words that were looked for, without regard to case and accents.
 *
 * What was found in another script stands unmarked: only the program knows which letters of it were meant.
 */
export function marksOf(text: string, looked: string): Mark[] {
  const wanted = folded(looked).split(/\s+/).filter(Boolean);
  const found = [...text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’]*/gu)].flatMap((word) => {
    const length = Math.max(0, ...wanted.map((want) => begun(word[0], want)));
    return length ? [{ from: word.index, to: word.index + length }] : [];
  });
  const marks: Mark[] = [];
  let at = 0;
  for (const { from, to } of found) {
    if (from > at) marks.push({ text: text.slice(at, from), found: false });
    marks.push({ text: text.slice(from, to), found: true });
    at = to;
  }
  if (at < text.length) marks.push({ text: text.slice(at), found: false });
  return marks;
}

/** How many letters of `word` as it is written hold `want`, 0 where it does not begin so. */
function begun(word: string, want: string): number {
  if (!folded(word).startsWith(want)) return 0;
  for (let length = 1; length <= word.length; length += 1) {
    // An accent that stands apart belongs to the letter before it.
    const isWhole = !/^\p{M}/u.test(word.slice(length));
    if (isWhole && folded(word.slice(0, length)).startsWith(want)) return length;
  }
  return 0;
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
