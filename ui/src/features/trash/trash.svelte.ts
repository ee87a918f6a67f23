// What was deleted, and bringing it back.

import type { TrashRow } from '$lib/api/bindings';
import { apiError, type ApiError } from '$lib/api/call';
import type { Sort } from '$lib/components/sort';
import { sorted } from '$lib/components/sort';
import type { Desk } from '$lib/desk.svelte';
import { fmt } from '$lib/fmt.svelte';
import { Reading } from '$lib/reading.svelte';
import { kindWord } from '$lib/records/words';

export type TrashColumn = 'title' | 'visit' | 'who' | 'at';

/** Tells a row from all others. */
export function keyOf({ kind, id }: TrashRow): string {
  return `${kind} ${id}`;
}

export class Trash {
  readonly reading: Reading<TrashRow[]>;
  sort: Sort<TrashColumn> = $state.raw({ column: 'at', descending: true });
  /** Words that a row must hold. */
  text = $state('');
  /** The kind of records that is shown; empty: all. */
  kind = $state('');
  /** Why the latest ones did not come back. */
  error: ApiError | null = $state.raw(null);

  /** The kinds that lie in the trash, by their names. */
  kinds = $derived(
    [...new Set(this.all.map(({ kind }) => kind))].sort((a, b) => fmt.compare(kindWord(a), kindWord(b))),
  );
  rows = $derived(this.#rows());

  #desk: Pick<Desk, 'api' | 'do'>;

  constructor(desk: Pick<Desk, 'api' | 'do'>) {
    this.#desk = desk;
    this.reading = new Reading('trash', () => desk.api('trash'));
  }

  get all(): readonly TrashRow[] {
    return this.reading.value ?? [];
  }

  load(): Promise<void> {
    return this.reading.load();
  }

  /** Brings records back as one step; says whether they came. */
  async restore(rows: readonly TrashRow[]): Promise<boolean> {
    this.error = null;
    try {
      await this.#desk.do('records_restore', { records: rows.map(({ kind, id }) => ({ kind, id })) });
      return true;
    } catch (thrown) {
      this.error = apiError(thrown, 'records_restore');
      return false;
    }
  }

  #rows(): TrashRow[] {
    const words = folded(this.text).split(/\s+/).filter(Boolean);
    const wanted = this.all.filter((row) => {
      const text = folded([row.title, kindWord(row.kind), row.visit?.name, row.who].filter(Boolean).join(' '));
      return (!this.kind || row.kind === this.kind) && words.every((word) => text.includes(word));
    });
    return sorted(wanted, this.sort, {
      title: (a, b) => fmt.compare(a.title, b.title),
      visit: (a, b) => fmt.compare(a.visit?.name ?? '', b.visit?.name ?? ''),
      who: (a, b) => fmt.compare(a.who, b.who),
      at: (a, b) => a.at_ms - b.at_ms,
    });
  }
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
