// What stands on a day: visits that run, anniversaries, renewals, tasks that are due.

import type {
  CalendarAnniversary,
  CalendarRenewal,
  CalendarTask,
  CalendarView,
  CalendarVisit,
} from '$lib/api/bindings';
import type { Route } from '$lib/router.svelte';
import { addDays, daysBetween } from '$lib/time';

export type Entry =
  | { readonly kind: 'visit'; readonly key: string; readonly visit: CalendarVisit; readonly day: number }
  | { readonly kind: 'anniversary'; readonly key: string; readonly anniversary: CalendarAnniversary }
  | { readonly kind: 'renewal' | 'renewal_text'; readonly key: string; readonly renewal: CalendarRenewal }
  | { readonly kind: 'task'; readonly key: string; readonly task: CalendarTask };

/** The entries of each day from `from` to the day before `until` that has any, in the order of days. */
export function entriesByDay(view: CalendarView, from: string, until: string): Map<string, Entry[]> {
  const days = new Map<string, Entry[]>();
  const add = (day: string, entry: Entry) => {
    if (day < from || day >= until) return;
    days.set(day, [...(days.get(day) ?? []), entry]);
  };
  for (const visit of view.visits) {
    const first = visit.starts_on > from ? visit.starts_on : from;
    for (let day = first; day <= visit.ends_on && day < until; day = addDays(day, 1)) {
      add(day, { kind: 'visit', key: visit.id, visit, day: daysBetween(visit.starts_on, day) + 1 });
    }
  }
  for (const anniversary of view.anniversaries) {
    add(anniversary.anniversary.on, { kind: 'anniversary', key: `a${anniversary.partnership}`, anniversary });
  }
  for (const renewal of view.renewals) {
    add(renewal.renewal.on, { kind: 'renewal', key: `r${renewal.partnership}`, renewal });
    add(renewal.renewal.text_by, { kind: 'renewal_text', key: `t${renewal.partnership}`, renewal });
  }
  for (const task of view.tasks) add(task.due_on, { kind: 'task', key: task.id, task });
  return new Map([...days].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Where an entry leads, seen from its day. */
export function routeOf(entry: Entry, day: string): Route {
  switch (entry.kind) {
    case 'visit':
      return { name: 'itinerary', visit: entry.visit.id, day };
    case 'anniversary':
      return { name: 'partnership', partnership: entry.anniversary.partnership };
    case 'renewal':
    case 'renewal_text':
      return { name: 'partnership', partnership: entry.renewal.partnership };
    case 'task':
      return { name: 'tasks', visit: entry.task.visit, task: entry.task.id };
  }
}

/** Whether a visit will not be as it stands: its bar is drawn without its colour. */
export function isOff({ status }: CalendarVisit): boolean {
  return status === 'cancelled' || status === 'postponed';
}
