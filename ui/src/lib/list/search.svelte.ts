// Finding rows of a list by what one types, in any script.

import { apiError } from '$lib/api/call';
import type { Desk } from '$lib/desk.svelte';

/** How many hits are asked for: what the program answers at most. */
const HITS_MAX = 200;

/**
 * A text to find rows by.
 *
 * What is in the row is compared here, letter by letter without accents. Whether a Latin text means a Cyrillic or Greek
 * name is for the program's search to say, whose transliteration is the only one there is.
 */
export class ListSearch {
  text = $state('');
  /** Ids of records that the program found for the text. */
  #found: ReadonlySet<string> = $state.raw(new Set());
  #words: readonly string[] = $derived(folded(this.text).split(/\s+/).filter(Boolean));
  #desk: Pick<Desk, 'api' | 'report'>;
  #kind: string;
  /** Counts what was typed, so that a slow answer to an earlier text does not replace a later one's. */
  #turn = 0;

  /** `kind` is that of the records by which rows are known to the program's search. */
  constructor(desk: Pick<Desk, 'api' | 'report'>, kind: string) {
    this.#desk = desk;
    this.#kind = kind;
  }

  /** Takes the text as it stands. */
  async type(text: string): Promise<void> {
    this.text = text;
    const turn = ++this.#turn;
    if (!text.trim()) {
      this.#found = new Set();
      return;
    }
    try {
      const hits = await this.#desk.api('search', { text: text.trim(), limit: HITS_MAX });
      if (turn !== this.#turn) return;
      this.#found = new Set(hits.filter(({ kind }) => kind === this.#kind).map(({ id }) => id));
    } catch (thrown) {
      // The rows' own letters still find; that other scripts do not is said.
      if (turn === this.#turn) this.#desk.report(apiError(thrown, 'search'));
    }
  }

  /** Whether the text means the row of this record, which shows these texts; an empty one means every row. */
  finds(id: string, ...texts: readonly (string | null | undefined)[]): boolean {
    if (this.#words.length === 0 || this.#found.has(id)) return true;
    const text = folded(texts.filter(Boolean).join(' '));
    return this.#words.every((word) => text.includes(word));
  }
}

/** Small letters without accents. The Ukrainian й and ї are letters of their own, but nobody is hurt by finding both. */
function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
