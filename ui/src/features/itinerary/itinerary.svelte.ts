// The programme of one visit as the day board shows it, and everything that a person can do to it there.

import { apiError, type ApiError, type EditName } from '$lib/api/call';
import type { FindingView, HistoryRow, ItemAdd, ItemMove, ItemView, ItineraryView, JsonValue } from '$lib/api/bindings';
import type { Desk, ResultOf } from '$lib/desk.svelte';
import type { RequestOf } from '$lib/api/call';
import { Reading } from '$lib/reading.svelte';
import { clocksOf } from './clocks';
import { moved, segmentsOf, slotField, spanOf, type Segment } from './place';

const ITEM = 'programme_item';

export class Itinerary {
  readonly reading: Reading<ItineraryView>;
  /** Why the latest edit was not made; the inspector shows it until the next one. */
  error: ApiError | null = $state.raw(null);

  clocks = $derived(this.view && clocksOf(this.view));
  /** Items of the board cut at midnight, by day. */
  byDay = $derived(this.#segmentsByDay());
  /** Items on a day without a time, by day. */
  untimed = $derived(this.#untimedByDay());
  /** The visit's days, and every further day on which something stands, as by the programme's clocks. */
  dates = $derived([...new Set([...(this.view?.days.map(({ date }) => date) ?? []), ...this.byDay.keys()])].sort());
  guests = $derived(this.view?.participants.filter(({ side }) => side === 'guest') ?? []);
  /** What is still open about each item. */
  openByItem = $derived(this.#openByItem());

  #desk: Pick<Desk, 'api' | 'do'>;
  /** Which. */
  readonly visit: string;
  #editing = 0;
  #stale = false;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(desk: Pick<Desk, 'api' | 'do'>, visit: string) {
    this.#desk = desk;
    this.visit = visit;
    this.reading = new Reading('itinerary', () => desk.api('itinerary', { visit }));
  }

  get view(): ItineraryView | null {
    return this.reading.value;
  }

  /** Reads the programme. While an edit is under way the answer would be older than the screen, so it waits. */
  async load(): Promise<void> {
    if (this.#editing) {
      this.#stale = true;
      return;
    }
    await this.reading.load();
  }

  item(id: string | undefined): ItemView | null {
    if (!this.view || !id) return null;
    return this.view.items.find((item) => item.id === id) ?? this.view.tray.find((item) => item.id === id) ?? null;
  }

  /** Findings about an item, the worst first as the program sends them. */
  findingsOf(item: string): FindingView[] {
    return this.view?.findings.filter(({ items }) => items.includes(item)) ?? [];
  }

  /** Open clashes on a day. */
  clashesOn(date: string): number {
    return this.view?.days.find((day) => day.date === date)?.clashes ?? 0;
  }

  /** Moves an item; the board shows it there at once, and where it was if the program refuses. */
  move(move: ItemMove): Promise<boolean> {
    this.#show(move);
    return this.#edit('item_move', move);
  }

  async add(item: Omit<ItemAdd, 'visit'>): Promise<string | null> {
    return (await this.#ask('item_add', { ...item, visit: this.visit }))?.id ?? null;
  }

  /** Copies an item into the tray and returns the copy's id. */
  async duplicate(item: string): Promise<string | null> {
    return (await this.#ask('item_duplicate', { item }))?.id ?? null;
  }

  set(item: string, fields: Record<string, JsonValue>): Promise<boolean> {
    return this.#edit('record_set', { kind: ITEM, id: item, fields });
  }

  /** Changes parts of an item's slot that a move leaves alone, such as how sure it is. */
  setSlot({ id, slot }: ItemView, change: Partial<ItemView['slot']>): Promise<boolean> {
    return this.set(id, { slot: slotField({ ...slot, ...change }) });
  }

  setPlace(item: string, place: string, wet_weather: boolean): Promise<boolean> {
    return this.#edit('item_set_place', { item, place: place.trim(), wet_weather });
  }

  delete(item: string): Promise<boolean> {
    return this.#edit('record_delete', { kind: ITEM, id: item });
  }

  /** Accepts a finding for a reason; an empty one takes that back. */
  accept(finding: string, reason: string): Promise<boolean> {
    return this.#edit('finding_accept', { visit: this.visit, finding, reason: reason.trim() });
  }

  /** What would be found if an item were moved like that. */
  probe(move: ItemMove): Promise<FindingView[]> {
    return this.#desk.api('item_probe', move);
  }

  history(item: string): Promise<HistoryRow[]> {
    return this.#desk.api('history', { kind: ITEM, id: item });
  }

  async #edit<C extends EditName>(command: C, ...request: RequestOf<C>): Promise<boolean> {
    return (await this.#ask(command, ...request)) !== null;
  }

  /** Edits go one after the other, so that held-down keys end where the last of them says. */
  async #ask<C extends EditName>(command: C, ...request: RequestOf<C>): Promise<ResultOf<C> | null> {
    this.#editing += 1;
    this.error = null;
    // What is being read now is from before this edit; it is read again after it.
    if (this.reading.drop()) this.#stale = true;
    const answer = this.#queue.then(() => this.#desk.do(command, ...request));
    this.#queue = answer.catch(() => undefined);
    try {
      return await answer;
    } catch (thrown) {
      this.error = apiError(thrown, command);
      this.#stale = true;
      return null;
    } finally {
      this.#editing -= 1;
      if (this.#stale && !this.#editing) {
        this.#stale = false;
        void this.load();
      }
    }
  }

  #show(move: ItemMove): void {
    const item = this.item(move.item);
    if (!item) return;
    const after = moved(item, move);
    const without = (items: readonly ItemView[]) => items.filter(({ id }) => id !== item.id);
    this.reading.show((view) => {
      const [items, tray] = [without(view.items), without(view.tray)];
      return after.slot.day
        ? { ...view, items: [...items, after].sort(byStart), tray }
        : { ...view, items, tray: [...tray, after] };
    });
  }

  #segmentsByDay(): Map<string, Segment[]> {
    const byDay = new Map<string, Segment[]>();
    for (const item of this.view?.items ?? []) {
      const span = this.view && spanOf(item, this.view.zone);
      if (!span) continue;
      for (const segment of segmentsOf(item, span)) {
        byDay.set(segment.date, [...(byDay.get(segment.date) ?? []), segment]);
      }
    }
    for (const segments of byDay.values()) segments.sort((a, b) => a.from - b.from || b.to - a.to);
    return byDay;
  }

  #untimedByDay(): Map<string, ItemView[]> {
    const byDay = new Map<string, ItemView[]>();
    for (const item of this.view?.items ?? []) {
      const { day, start, end } = item.slot;
      if (day && !start && !end) byDay.set(day, [...(byDay.get(day) ?? []), item]);
    }
    return byDay;
  }

  #openByItem(): Map<string, FindingView[]> {
    const byItem = new Map<string, FindingView[]>();
    for (const finding of this.view?.findings ?? []) {
      if (finding.accepted !== null) continue;
      for (const item of finding.items) byItem.set(item, [...(byItem.get(item) ?? []), finding]);
    }
    return byItem;
  }
}

function byStart(a: ItemView, b: ItemView): number {
  const key = ({ slot }: ItemView) => `${slot.day ?? ''} ${slot.start ?? ''} ${slot.end ?? ''}`;
  return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
}
