// The people of one visit: who is listed, in which order, and what can be done with them.

import type { JsonValue, ParticipantAdd, ParticipantRow, ParticipantsView } from '$lib/api/bindings';
import { apiError } from '$lib/api/call';
import { sorted, type Sort } from '$lib/components/sort';
import type { Desk } from '$lib/desk.svelte';
import { ListSearch } from '$lib/list/search.svelte';
import { Selection } from '$lib/list/selection.svelte';
import { Reading } from '$lib/reading.svelte';
import { COMPARE, type Column } from './order';

/** Which people are listed. */
export type Segment = 'guest' | 'host' | 'all';

/** A participant with their place on their own side, from 1: what protocol counts by. */
export interface Participant extends ParticipantRow {
  readonly place: number;
}

/** What of a desk the list needs. */
export type ListDesk = Pick<Desk, 'api' | 'do' | 'report'>;

/** Whoever has one of these was never there, so a time of arrival beside it would contradict it. */
const NOT_ARRIVED = new Set(['nominated', 'invited', 'confirmed', 'withdrawn', 'visa_refused', 'no_show']);

/** One visit's participants on screen. */
export class Participants {
  readonly reading: Reading<ParticipantsView>;
  segment: Segment = $state('guest');
  sort: Sort<Column> = $state.raw({ column: 'number', descending: false });
  readonly search: ListSearch;
  readonly selection = new Selection(() => this.shown.map(({ id }) => id));

  /** Everybody, in protocol order, guests first. */
  everyone: readonly Participant[] = $derived(withPlaces(this.view?.rows ?? []));
  counts = $derived(countsOf(this.everyone));
  /** Who is listed now, in the order chosen. */
  shown: readonly Participant[] = $derived(
    sorted(
      this.everyone.filter((row) => this.#isIn(row) && finds(this.search, row)),
      this.sort,
      COMPARE,
    ),
  );

  #desk: ListDesk;
  #visit: string;

  constructor(desk: ListDesk, visit: string) {
    this.#desk = desk;
    this.#visit = visit;
    this.search = new ListSearch(desk, 'person');
    this.reading = new Reading('participants', () => desk.api('participants', { visit }));
  }

  get view(): ParticipantsView | null {
    return this.reading.value;
  }

  load(): Promise<void> {
    return this.reading.load();
  }

  /** The participant whom an address names by their person. */
  of(person: string | undefined): Participant | null {
    return this.everyone.find((row) => row.person === person) ?? null;
  }

  /** Adds somebody. Rejects with the `ApiError`, for the form to show. */
  add(request: Omit<ParticipantAdd, 'visit'>): Promise<ParticipantRow> {
    return this.#desk.do('participant_add', { ...request, visit: this.#visit });
  }

  /** Moves somebody to a place in the order of precedence of their side, from 1. */
  async move({ id, side }: Participant, place: number): Promise<void> {
    const last = this.everyone.filter((row) => row.side === side).length;
    if (!Number.isInteger(place) || place < 1 || place > last) return;
    await this.#try(this.#desk.do('precedence_move', { participation: id, number: place }));
  }

  /** Says where somebody stands; an arrival is noted with its time. */
  async setStatus({ id }: Pick<Participant, 'id'>, status: string): Promise<void> {
    await this.#try(this.setStatuses([id], status));
  }

  /** Says where several people stand, as one step. Rejects with the `ApiError`, for the bar to show. */
  async setStatuses(ids: string[], status: string): Promise<void> {
    if (status === 'arrived') {
      await this.#desk.do('check_in', { participations: ids, arrived: true, at: null });
      return;
    }
    const fields: Record<string, JsonValue> = { status };
    const haveArrived = this.everyone.some(({ id, arrived_at }) => arrived_at && ids.includes(id));
    if (haveArrived && NOT_ARRIVED.has(status)) fields.arrived_at = null;
    await this.#desk.do('records_set', { kind: 'participation', ids, fields });
  }

  /** Notes that people are here, or takes that back. */
  async checkIn(participations: string[], arrived: boolean): Promise<void> {
    await this.#try(this.#desk.do('check_in', { participations, arrived, at: null }));
  }

  /** Takes somebody out of the visit; the person stays known, and the trash keeps their part in it. */
  async remove({ id }: Participant): Promise<boolean> {
    return this.#try(this.#desk.do('record_delete', { kind: 'participation', id }));
  }

  #isIn({ side }: Participant): boolean {
    return this.segment === 'all' || side === this.segment;
  }

  /** Says what went wrong by a toast: these actions have no form. Returns whether it worked. */
  async #try(doing: Promise<unknown>): Promise<boolean> {
    try {
      await doing;
      return true;
    } catch (thrown) {
      this.#desk.report(apiError(thrown, 'participants'));
      return false;
    }
  }
}

/** Whether what was typed means this participant. */
export function finds(search: ListSearch, { person, name, position, organisation, diet }: ParticipantRow): boolean {
  return search.finds(person, name.latin, name.native, position, organisation, diet);
}

function withPlaces(rows: readonly ParticipantRow[]): Participant[] {
  const reached = new Map<string, number>();
  return rows.map((row) => {
    const place = (reached.get(row.side) ?? 0) + 1;
    reached.set(row.side, place);
    return { ...row, place };
  });
}

function countsOf(rows: readonly Participant[]): Record<Segment, number> {
  const guest = rows.filter(({ side }) => side === 'guest').length;
  return { guest, host: rows.length - guest, all: rows.length };
}
