// What the program would answer, for tests. Every function takes the fields that matter to the test.

import type {
  AppState,
  Done,
  ItemAdd,
  Preferences,
  QuickEntryView,
  TaskView,
  TodayView,
  VisitRow,
} from '$lib/api/bindings';

export const ARLINGTON = { name: 'Arlington', zone: 'America/New_York' };
export const IVANO_FRANKIVSK = { name: 'Ivano-Frankivsk', zone: 'Europe/Kyiv' };

export function visitRow(fields: Partial<VisitRow> = {}): VisitRow {
  return {
    id: 'v1',
    title: 'Firefighter exchange',
    starts_on: '2026-10-17',
    ends_on: '2026-10-26',
    direction: 'inbound',
    status: 'planned',
    home: ARLINGTON,
    partner: IVANO_FRANKIVSK,
    hue: 0,
    past: false,
    clashes: 0,
    to_check: 0,
    ...fields,
  };
}

export function appState(fields: Partial<AppState> = {}): AppState {
  return {
    chapter: {
      id: 'c1',
      name: 'Arlington',
      city: 'Arlington',
      zone: 'America/New_York',
      person_name: 'Margaret',
      coordinator: true,
    },
    chapters: [{ id: 'c1', name: 'Arlington' }],
    visits: [visitRow()],
    undo: null,
    redo: null,
    sync: {
      state: 'offline',
      waiting: 14,
      decisions: 0,
      set_aside: 0,
      last_exchange_ms: null,
      offline_since_ms: null,
      clock_off_minutes: null,
      server: 'https://desk.example.org',
    },
    key_kept_in: 'key_store',
    version: '0.1.0',
    ...fields,
  };
}

/** An open task of the visit, by its words. */
export function task(fields: Partial<TaskView> & { id: string }): TaskView {
  const visit = visitRow();
  return {
    title: fields.id,
    visit: visit.id,
    visit_title: visit.title,
    group: 'now',
    due_on: null,
    days_late: 0,
    status: 'open',
    waiting_on: null,
    assignee: null,
    phase: null,
    note: null,
    ...fields,
  };
}

/** A day on which nothing is planned. */
export function today(fields: Partial<TodayView> = {}): TodayView {
  return {
    date: '2026-10-20',
    lead: null,
    ribbon: [],
    tasks: [],
    sync: appState().sync,
    anniversaries: [],
    recent: [],
    unreadable: [],
    ...fields,
  };
}

/** What somebody prefers who reads English and has chosen nothing but the clock. */
export function preferences(fields: Partial<Preferences> = {}): Preferences {
  return {
    language: 'en',
    theme: null,
    contrast: null,
    text_size: null,
    clock: '24',
    letter_keys: null,
    week_start: null,
    menu_bar: null,
    notices: null,
    due_told: null,
    last_route: null,
    ...fields,
  };
}

/** What the line "tue 15 lunch courthouse all" was understood as. */
export function quickView(item: Partial<ItemAdd> = {}): QuickEntryView {
  return {
    item: {
      visit: 'v1',
      title: 'Lunch',
      kind: 'meal',
      day: '2026-10-20',
      start: '15:00',
      end: null,
      length_minutes: 60,
      place: 'Courthouse',
      tracks: [],
      certainty: null,
      ...item,
    },
    states_when: true,
    outside: false,
    new_place: false,
  };
}

/** The answer to an edit, whose step has the code `code` and can be undone. */
export function done<T>(result: T, code = 'step', args: Record<string, string> = {}): Done<T> {
  const label = { code, args };
  return { result, done: label, undo: label, redo: null };
}
