// One day of a visit's journal, and everything that is written into it.

import { apiError, type ApiError } from '$lib/api/call';
import type { JournalItem, JournalLine, JournalPerson, JournalView } from '$lib/api/bindings';
import type { Desk } from '$lib/desk.svelte';
import { Reading } from '$lib/reading.svelte';

/** What can be written down, in the order in which it is offered. */
export const MODES = ['note', 'arrival', 'departure', 'attendance', 'hours'] as const;

export type Mode = (typeof MODES)[number];

export class Journal {
  readonly reading: Reading<JournalView>;
  mode: Mode = $state('note');
  /** Why the latest edit was not made. */
  error: ApiError | null = $state.raw(null);
  /** Participations and items that the program was just told of: they are not pressed twice. */
  busy: ReadonlySet<string> = $state.raw(new Set());

  /** Those who are expected and not here yet. */
  missing: readonly JournalPerson[] = $derived(
    (this.view?.people ?? []).filter(({ arrived_at, departed_at }) => !arrived_at && !departed_at),
  );
  /** Those who are here. */
  here: readonly JournalPerson[] = $derived(
    (this.view?.people ?? []).filter(({ arrived_at, departed_at }) => arrived_at && !departed_at),
  );
  isToday = $derived(this.view !== null && this.view.now.startsWith(this.view.day));

  #desk: Pick<Desk, 'api' | 'do'>;
  #visit: string;
  #day: string | null;

  constructor(desk: Pick<Desk, 'api' | 'do'>, visit: string, day: string | undefined) {
    this.#desk = desk;
    this.#visit = visit;
    this.#day = day ?? null;
    this.reading = new Reading('journal', () => desk.api('journal', { visit, day: this.#day }));
  }

  get view(): JournalView | null {
    return this.reading.value;
  }

  load(): Promise<void> {
    return this.reading.load();
  }

  /** Turns to another day. */
  turn(day: string | undefined): Promise<void> {
    this.#day = day ?? null;
    return this.load();
  }

  /** The day so many places after the one shown, `null` where there is none. */
  beside(places: number): string | null {
    const view = this.view;
    if (!view) return null;
    const at = view.days.findIndex(({ date }) => date === view.day);
    return view.days[at + places]?.date ?? null;
  }

  /** Writes a note down; says whether it was. `time` empty: now. */
  note(text: string, time: string): Promise<boolean> {
    return this.#add({ kind: 'note', text, time, person: null, minutes: null });
  }

  /** Notes the time that somebody volunteered; says whether it was noted. */
  hours(person: string, minutes: number, text: string, time: string): Promise<boolean> {
    return this.#add({ kind: 'hours', text, time, person, minutes });
  }

  /** Notes that people are here, or takes that back. */
  arrive(participations: string[], arrived: boolean, time = ''): Promise<boolean> {
    return this.#edit(participations, 'check_in', () =>
      this.#desk.do('check_in', { participations, arrived, at: this.#moment(time) }),
    );
  }

  /** Notes that people left, or takes that back. */
  leave(participations: string[], departed: boolean, time = ''): Promise<boolean> {
    return this.#edit(participations, 'leave', () =>
      this.#desk.do('leave', { participations, departed, at: this.#moment(time) }),
    );
  }

  /** Notes who was at an item. */
  attend({ id }: Pick<JournalItem, 'id'>, present: string[], headCount: number | null): Promise<boolean> {
    return this.#edit([id], 'attendance_set', () =>
      this.#desk.do('attendance_set', { item: id, present, head_count: headCount }),
    );
  }

  /** Changes what a line says. A line of people arriving or leaving has a time only. */
  change(line: JournalLine, to: { time: string; text: string; minutes: number | null }): Promise<boolean> {
    const people = line.people.map(({ id }) => id);
    if (!line.entry) {
      return line.kind === 'arrival' ? this.arrive(people, true, to.time) : this.leave(people, true, to.time);
    }
    const entry = line.entry;
    const fields = {
      text: to.text.trim() || null,
      at: `${this.view?.day}T${to.time}:00`,
      ...(to.minutes === null ? {} : { minutes: to.minutes }),
    };
    return this.#edit([entry], 'record_set', () =>
      this.#desk.do('record_set', { kind: 'journal_entry', id: entry, fields }),
    );
  }

  /** Takes a line away: an entry goes to the trash, and whoever arrived or left did not. */
  remove(line: JournalLine): Promise<boolean> {
    const people = line.people.map(({ id }) => id);
    const { entry, kind } = line;
    if (!entry) return kind === 'arrival' ? this.arrive(people, false) : this.leave(people, false);
    return this.#edit([entry], 'record_delete', () =>
      this.#desk.do('record_delete', { kind: 'journal_entry', id: entry }),
    );
  }

  #add(entry: {
    kind: string;
    text: string;
    time: string;
    person: string | null;
    minutes: number | null;
  }): Promise<boolean> {
    const { text, time, ...rest } = entry;
    const request = { visit: this.#visit, text: text.trim(), day: this.view?.day ?? null, time: time || null, ...rest };
    return this.#edit([], 'journal_add', () => this.#desk.do('journal_add', request));
  }

  /** A time on the day that is shown; `null`, now, where it is today and no time was given. */
  #moment(time: string): string | null {
    const view = this.view;
    if (!view || (this.isToday && !time)) return null;
    return `${view.day}T${time || view.now.slice(11)}`;
  }

  async #edit(
    concerned: readonly string[],
    command: 'check_in' | 'leave' | 'attendance_set' | 'journal_add' | 'record_set' | 'record_delete',
    doing: () => Promise<unknown>,
  ): Promise<boolean> {
    if (concerned.some((id) => this.busy.has(id))) return false;
    this.busy = new Set([...this.busy, ...concerned]);
    this.error = null;
    try {
      await doing();
      return true;
    } catch (thrown) {
      this.error = apiError(thrown, command);
      return false;
    } finally {
      this.busy = new Set([...this.busy].filter((id) => !concerned.includes(id)));
    }
  }
}
