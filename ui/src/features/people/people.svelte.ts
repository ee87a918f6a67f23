// Everybody the chapter knows, as far as is shown: the program finds and sorts them, since there may be thousands.

import { untrack } from 'svelte';
import type { PeopleQuery, PeopleSort, PeopleView, PersonRow, Whose } from '$lib/api/bindings';
import { apiError } from '$lib/api/call';
import type { Sort } from '$lib/components/sort';
import type { Desk } from '$lib/desk.svelte';
import { fmt } from '$lib/fmt.svelte';
import { Selection } from '$lib/list/selection.svelte';
import { Reading } from '$lib/reading.svelte';

/** How many rows are drawn before one asks for more: a table of thousands is slow, and nobody reads it to the end. */
export const PAGE = 200;

/** The directory on screen. */
export class People {
  readonly reading: Reading<PeopleView>;
  readonly selection = new Selection(() => this.shown.map(({ person }) => person));
  whose: Whose = $state('all');
  /** A word of the participation's `role` field that they had, empty for any. */
  role = $state('');
  /** The city that they come from, empty for any. */
  city = $state('');
  /** What is looked for, in any script. */
  text = $state('');
  sort: Sort<PeopleSort> = $state.raw({ column: 'name', descending: false });
  /** How many rows are drawn. */
  limit = $state(PAGE);

  cities: readonly string[] = $derived([...(this.view?.cities ?? [])].sort(fmt.compare));

  #desk: Pick<Desk, 'api' | 'do' | 'report'>;
  /** Who is open beside the list, and so is told of whether they are listed or not. */
  #opened: () => string | undefined;

  constructor(desk: Pick<Desk, 'api' | 'do' | 'report'>, opened: () => string | undefined) {
    this.#desk = desk;
    this.#opened = opened;
    this.reading = new Reading('people', () => desk.api('people', this.#asked()));
  }

  get view(): PeopleView | null {
    return this.reading.value;
  }

  /** Who is drawn. */
  get shown(): readonly PersonRow[] {
    return this.view?.rows ?? [];
  }

  /** How many more fit what is asked for. */
  get more(): number {
    return (this.view?.fitting ?? 0) - this.shown.length;
  }

  /** Reads them again, in an effect also whenever something else is asked for. */
  load(): Promise<void> {
    return this.reading.load();
  }

  /** The person of an address. */
  of(person: string | undefined): PersonRow | null {
    const row = this.shown.find((row) => row.person === person);
    return row ?? (this.view?.open && this.view.open.person === person ? this.view.open : null);
  }

  /** Keeps the list to those whom a text means. */
  type(text: string): void {
    this.text = text;
  }

  /** Adds somebody; returns their id. Rejects with the `ApiError`, for the form to show. */
  async add(fields: Record<string, string>): Promise<string> {
    return (await this.#desk.do('record_add', { kind: 'person', visit: null, fields })).id;
  }

  /** Puts somebody into the trash. Says whether it worked. */
  async remove({ person }: Pick<PersonRow, 'person'>): Promise<boolean> {
    try {
      await this.#desk.do('record_delete', { kind: 'person', id: person });
      return true;
    } catch (thrown) {
      this.#desk.report(apiError(thrown, 'record_delete'));
      return false;
    }
  }

  #asked(): PeopleQuery {
    return {
      whose: this.whose,
      role: this.role || null,
      city: this.city || null,
      text: this.text.trim(),
      sort: this.sort.column,
      descending: this.sort.descending,
      language: fmt.manner.locale,
      limit: this.limit,
      // Walking along the rows asks nothing: they are there.
      open: untrack(this.#opened) ?? null,
    };
  }
}

/** Rank, post and where somebody works, as one text. */
export function postOf({ rank, position, organisation }: PersonRow): string {
  return [rank, position, organisation].filter(Boolean).join(', ');
}
