// A visit about to be planned like one that is there.

import type { VisitParts, VisitRow } from '$lib/api/bindings';
import { apiError, type ApiError } from '$lib/api/call';
import type { Desk } from '$lib/desk.svelte';
import { addDays, daysBetween } from '$lib/time';

/** In the order in which they are asked. */
export const PARTS = [
  'programme',
  'tasks',
  'hosts',
  'guests',
  'vehicles',
  'notes',
] as const satisfies readonly (keyof VisitParts)[];

export class VisitCopy {
  readonly original: VisitRow;
  title = $state('');
  starts_on = $state('');
  /** Guests are mostly others the next time. */
  parts: VisitParts = $state.raw({
    programme: true,
    tasks: true,
    hosts: true,
    guests: false,
    vehicles: true,
    notes: true,
  });
  tried = $state(false);
  busy = $state(false);
  error: ApiError | null = $state.raw(null);

  missing = $derived((['title', 'starts_on'] as const).filter((field) => !this[field].trim()));
  /** The last day, as long after the first as before; `null` while that is not known. */
  ends_on = $derived(this.#endsOn());

  #desk: Pick<Desk, 'do'>;

  constructor(desk: Pick<Desk, 'do'>, original: VisitRow) {
    this.#desk = desk;
    this.original = original;
    this.title = original.title;
  }

  take(part: keyof VisitParts, taken: boolean): void {
    this.parts = { ...this.parts, [part]: taken };
  }

  refused(field: 'title' | 'starts_on'): boolean {
    return this.error?.code === 'bad_value' && this.error.args.field === field;
  }

  /** Plans the copy; `null` where something is missing or the program refused. */
  async add(): Promise<VisitRow | null> {
    this.tried = true;
    this.error = null;
    if (this.missing.length || this.busy) return null;
    const { title, starts_on, parts } = this;
    this.busy = true;
    try {
      return await this.#desk.do('visit_duplicate', { visit: this.original.id, title: title.trim(), starts_on, parts });
    } catch (thrown) {
      this.error = apiError(thrown, 'visit_duplicate');
      return null;
    } finally {
      this.busy = false;
    }
  }

  #endsOn(): string | null {
    const { starts_on, ends_on } = this.original;
    if (!this.starts_on || !starts_on || !ends_on) return null;
    return addDays(this.starts_on, daysBetween(starts_on, ends_on));
  }
}
