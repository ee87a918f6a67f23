// Everybody the chapter knows: who is listed, and in which order.

import type { PeopleView, PersonRow } from '$lib/api/bindings';
import { apiError } from '$lib/api/call';
import { sorted, type Sort } from '$lib/components/sort';
import type { Desk } from '$lib/desk.svelte';
import { fmt } from '$lib/fmt.svelte';
import { ListSearch } from '$lib/list/search.svelte';
import { Selection } from '$lib/list/selection.svelte';
import { nameOf } from '$lib/people/names';
import { Reading } from '$lib/reading.svelte';

/** Whose people are listed. */
export type Whose = 'all' | 'ours' | 'theirs';

export type Column = 'name' | 'post' | 'city' | 'languages' | 'latest';

/** How many rows are drawn before one asks for more: a table of thousands is slow, and nobody reads it to the end. */
export const PAGE = 200;

const COMPARE: Record<Column, (a: PersonRow, b: PersonRow) => number> = {
  name: (a, b) => fmt.compare(nameOf(a), nameOf(b)),
  post: (a, b) => fmt.compare(postOf(a), postOf(b)),
  city: (a, b) => fmt.compare(a.city ?? '', b.city ?? ''),
  languages: (a, b) => fmt.compare(a.languages ?? '', b.languages ?? ''),
  latest: (a, b) => (a.latest?.starts_on ?? '').localeCompare(b.latest?.starts_on ?? ''),
};

/** The directory on screen. */
export class People {
  readonly reading: Reading<PeopleView>;
  readonly search: ListSearch;
  readonly selection = new Selection(() => this.shown.map(({ person }) => person));
  whose: Whose = $state('all');
  /** A word of the participation's `role` field that they had, empty for any. */
  role = $state('');
  /** The city that they come from, empty for any. */
  city = $state('');
  sort: Sort<Column> = $state.raw({ column: 'name', descending: false });
  /** How many rows are drawn. */
  limit = $state(PAGE);

  counts: Readonly<Record<Whose, number>> = $derived({
    all: this.everybody.length,
    ours: this.everybody.filter(({ ours }) => ours === true).length,
    theirs: this.everybody.filter(({ ours }) => ours === false).length,
  });
  cities: readonly string[] = $derived(distinct(this.everybody.flatMap(({ city }) => city ?? [])).sort(fmt.compare));
  roles: readonly string[] = $derived(distinct(this.everybody.flatMap(({ roles }) => roles)));
  /** Everybody who fits what is asked for, in the order chosen. */
  fitting: readonly PersonRow[] = $derived(
    sorted(
      this.everybody.filter((row) => this.#fits(row)),
      this.sort,
      COMPARE,
    ),
  );
  /** Who is drawn. */
  shown: readonly PersonRow[] = $derived(this.fitting.slice(0, this.limit));

  #desk: Pick<Desk, 'api' | 'do' | 'report'>;

  constructor(desk: Pick<Desk, 'api' | 'do' | 'report'>) {
    this.#desk = desk;
    this.search = new ListSearch(desk, 'person');
    this.reading = new Reading('people', () => desk.api('people'));
  }

  get view(): PeopleView | null {
    return this.reading.value;
  }

  get everybody(): readonly PersonRow[] {
    return this.view?.rows ?? [];
  }

  load(): Promise<void> {
    return this.reading.load();
  }

  /** The person of an address. */
  of(person: string | undefined): PersonRow | null {
    return this.everybody.find((row) => row.person === person) ?? null;
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

  #fits(row: PersonRow): boolean {
    const { person, name, position, organisation, rank, languages, city, roles, ours } = row;
    if (this.whose !== 'all' && ours !== (this.whose === 'ours')) return false;
    if (this.role && !roles.includes(this.role)) return false;
    if (this.city && city !== this.city) return false;
    return this.search.finds(person, name.latin, name.native, rank, position, organisation, languages, city);
  }
}

/** Rank, post and where somebody works, as one text. */
export function postOf({ rank, position, organisation }: PersonRow): string {
  return [rank, position, organisation].filter(Boolean).join(', ');
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
