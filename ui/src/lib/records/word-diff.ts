// Which words of a text another text does not have: what to look at where two versions differ.

/** A stretch of a text, and whether it differs from the other text. */
export interface Stretch {
  readonly text: string;
  readonly changed: boolean;
}

/** Texts of more words than this are marked as a whole: comparing takes the product of both lengths. */
const WORDS_MAX = 2_000;

/** `text` cut into stretches that `other` has too, in this order, and stretches that it has not. */
export function changedWords(text: string, other: string): Stretch[] {
  const [here, there] = [wordsOf(text), wordsOf(other)];
  if (here.length > WORDS_MAX || there.length > WORDS_MAX) return [{ text, changed: text !== other }];
  const common = commonWords(here, there);
  return joined(here.map((word, index) => ({ text: word, changed: !common.has(index) })));
}

/** Words, the spaces between them, and signs each for itself. */
function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}’':.]+|\s+|./gu) ?? [];
}

/** Indices into `here` of a longest common subsequence of both. */
function commonWords(here: readonly string[], there: readonly string[]): Set<number> {
  const width = there.length + 1;
  // lengths[i * width + j]: how many words the texts from i and from j on have in common.
  const lengths = new Uint16Array((here.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = here.length - 1; i >= 0; i--) {
    for (let j = there.length - 1; j >= 0; j--) {
      const longest = here[i] === there[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
      lengths[i * width + j] = longest;
    }
  }
  const common = new Set<number>();
  for (let i = 0, j = 0; i < here.length && j < there.length;) {
    if (here[i] === there[j]) {
      common.add(i);
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return common;
}

/** Neighbours of one sort as one stretch; a space between two changed words is part of the change. */
function joined(words: readonly Stretch[]): Stretch[] {
  const stretches: Stretch[] = [];
  words.forEach((word, index) => {
    const between = word.text.trim() === '' && words[index - 1]?.changed && words[index + 1]?.changed;
    const changed = word.text.trim() === '' ? Boolean(between) : word.changed;
    const last = stretches.at(-1);
    if (last && last.changed === changed) stretches[stretches.length - 1] = { text: last.text + word.text, changed };
    else stretches.push({ text: word.text, changed });
  });
  return stretches;
}
