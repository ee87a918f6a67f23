// Where what the program found leads.

import type { SearchHit } from '$lib/api/bindings';
import type { Key } from '$lib/i18n/i18n.svelte';
import { parseRoute, type Route } from '$lib/router.svelte';

/** The kinds of records that lead somewhere, by their headings in the order in which they are shown. */
export const HIT_GROUPS = [
  { key: 'people', heading: 'find.people', kinds: ['person'] },
  { key: 'programme', heading: 'find.programme', kinds: ['programme_item'] },
  { key: 'visits', heading: 'find.visits', kinds: ['visit'] },
  { key: 'venues', heading: 'find.venues', kinds: ['venue'] },
  { key: 'partnerships', heading: 'find.partnerships', kinds: ['partnership', 'city', 'initiative'] },
  { key: 'tasks', heading: 'find.tasks', kinds: ['task'] },
  { key: 'journal', heading: 'find.journal', kinds: ['journal_entry'] },
] as const satisfies readonly { key: string; heading: Key; kinds: readonly string[] }[];

/** The screen that shows a hit, `null` where none does. */
export function routeOf({ kind, id, visit, detail, shown_by }: SearchHit): Route | null {
  const shownAs = shown_by?.kind ?? kind;
  const shown = encodeURIComponent(shown_by?.id ?? id);
  const inVisit = visit && `#/v/${encodeURIComponent(visit)}`;
  const addresses: Record<string, readonly (string | null)[]> = {
    person: [inVisit && `${inVisit}/participants?person=${shown}`, `#/people?person=${shown}`],
    programme_item: [inVisit && `${inVisit}/itinerary?item=${shown}`],
    visit: [`#/v/${shown}/overview`, `#/v/${shown}/itinerary`],
    partnership: [`#/partnerships/${shown}`],
    task: [inVisit && `${inVisit}/tasks?task=${shown}`],
    journal_entry: [inVisit && `${inVisit}/journal${detail ? `?day=${encodeURIComponent(detail)}` : ''}`],
  };
  const routes = (addresses[shownAs] ?? []).map((address) => (address ? parseRoute(address) : null));
  return routes.find((route) => route !== null) ?? null;
}
