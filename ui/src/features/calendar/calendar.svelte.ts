// What the calendar shows: the days of a month with its weeks, or of a year.

import type { CalendarView } from '$lib/api/bindings';
import type { Desk } from '$lib/desk.svelte';
import { Reading } from '$lib/reading.svelte';
import { entriesByDay } from './entries';

/** Days from `from` to the one before `until`. */
export interface Days {
  readonly from: string;
  readonly until: string;
}

export class Calendar {
  readonly reading: Reading<{ days: Days; view: CalendarView }>;
  view: CalendarView | null = $derived.by(() => this.reading.value?.view ?? null);
  /** The entries of each day that has any. */
  entries = $derived.by(() => {
    const read = this.reading.value;
    return read ? entriesByDay(read.view, read.days.from, read.days.until) : new Map<string, never>();
  });

  #days: Days | null = null;

  constructor(desk: Pick<Desk, 'api'>) {
    this.reading = new Reading('calendar', async () => {
      const days = this.#days;
      if (!days) throw new Error('the days to show are not said yet');
      return { days, view: await desk.api('calendar', days) };
    });
  }

  /** Shows other days; those that were shown stay until these are read. */
  show(days: Days): Promise<void> {
    this.#days = days;
    return this.load();
  }

  async load(): Promise<void> {
    if (this.#days) await this.reading.load();
  }
}
