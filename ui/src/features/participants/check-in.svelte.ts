// Checking people in at the door of a bus: who is still missing, who is here.

import type { Desk } from '$lib/desk.svelte';
import { ListSearch } from '$lib/list/search.svelte';
import { finds, type Participant, type Participants } from './participants.svelte';

/** Nobody waits for them. */
const NOT_COMING = new Set(['withdrawn', 'visa_refused']);

/** Whoever left again has been here too. */
const HAS_BEEN = new Set(['arrived', 'departed_early', 'completed']);

export class CheckInList {
  readonly search: ListSearch;
  /** Who is being checked in or out just now: a second tap meanwhile does nothing. */
  busy: ReadonlySet<string> = $state.raw(new Set());

  #list: Participants;
  /** Everybody who should be there, of the side that is listed. */
  expected: readonly Participant[] = $derived.by(() => {
    const { everyone, segment } = this.#list;
    return everyone.filter(
      ({ side, status }) => (segment === 'all' || side === segment) && !NOT_COMING.has(status ?? ''),
    );
  });
  missing = $derived(this.expected.filter((row) => !isHere(row) && finds(this.search, row)));
  here = $derived(this.expected.filter((row) => isHere(row) && finds(this.search, row)));
  count = $derived(this.expected.filter(isHere).length);

  constructor(list: Participants, desk: Pick<Desk, 'api' | 'report'>) {
    this.#list = list;
    this.search = new ListSearch(desk, 'person');
  }

  /** Notes that somebody is here, or takes that back. */
  async set({ id }: Participant, arrived: boolean): Promise<void> {
    if (this.busy.has(id)) return;
    this.busy = new Set([...this.busy, id]);
    await this.#list.checkIn([id], arrived);
    this.busy = new Set([...this.busy].filter((other) => other !== id));
  }
}

export function isHere({ status }: Pick<Participant, 'status'>): boolean {
  return HAS_BEEN.has(status ?? '');
}
