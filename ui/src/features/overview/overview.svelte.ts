// A visit at a glance, and what a person can do about it right there.

import { apiError, type ApiError } from '$lib/api/call';
import type { FindingView, JsonValue, OverviewView, RecordView, ToSettleView } from '$lib/api/bindings';
import type { Desk } from '$lib/desk.svelte';
import { Reading } from '$lib/reading.svelte';

/** How many matters are listed before the rest is counted. */
const SHOWN_MAX = 8;

/** A record to choose from. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

export class Overview {
  readonly reading: Reading<OverviewView>;
  /** Why the latest edit was not made. */
  error: ApiError | null = $state.raw(null);
  /** Whether all that is to settle is listed. */
  all = $state(false);
  /** What is being settled by a button, by its place in the list: it cannot be pressed twice. */
  busy = $state(false);

  /** The nearest ones, and whatever cannot be as it stands. */
  matters: readonly ToSettleView[] = $derived(
    (this.view?.to_settle ?? []).filter(({ severity }, place) => this.all || place < SHOWN_MAX || severity === 'error'),
  );
  more = $derived((this.view?.to_settle.length ?? 0) - this.matters.length);

  #desk: Pick<Desk, 'api' | 'do'>;
  #visit: string;

  constructor(desk: Pick<Desk, 'api' | 'do'>, visit: string) {
    this.#desk = desk;
    this.#visit = visit;
    this.reading = new Reading('overview', () => desk.api('overview', { visit }));
  }

  get view(): OverviewView | null {
    return this.reading.value;
  }

  load(): Promise<void> {
    return this.reading.load();
  }

  /** Moves the first item of a finding to where it clashes with nothing. */
  move({ items: [item], move_to: to }: FindingView): Promise<void> {
    if (!item || !to) return Promise.resolve();
    const { day, start, end } = to;
    return this.#settle('item_move', () => this.#desk.do('item_move', { item, day, start, end }));
  }

  finish(task: string): Promise<void> {
    return this.#settle('task_set_done', () => this.#desk.do('task_set_done', { task, done: true }));
  }

  /** Notes that somebody said that they come. */
  confirm(participation: string): Promise<void> {
    const fields = { status: 'confirmed' };
    return this.#settle('record_set', () =>
      this.#desk.do('record_set', { kind: 'participation', id: participation, fields }),
    );
  }

  /** Sets fields of the visit itself. Rejects with the `ApiError`, for the field to show. */
  async set(fields: Record<string, JsonValue>): Promise<void> {
    await this.#desk.do('record_set', { kind: 'visit', id: this.#visit, fields });
  }

  /** The chapter's people or cities, by name. Rejects with the `ApiError`. */
  async choices(kind: 'person' | 'city'): Promise<Choice[]> {
    const records = await this.#desk.api('record_list', { kind, visit: null });
    return records.map((record) => ({ value: record.id, label: nameOf(record) })).filter(({ label }) => label !== '');
  }

  async #settle(command: 'item_move' | 'task_set_done' | 'record_set', doing: () => Promise<unknown>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.error = null;
    try {
      await doing();
    } catch (thrown) {
      this.error = apiError(thrown, command);
    }
    this.busy = false;
  }
}

function nameOf({ fields }: RecordView): string {
  const written = [fields.latin_name, fields.name, fields.native_name].find((name) => typeof name === 'string' && name);
  return typeof written === 'string' ? written : '';
}
