// Every screen that can be gone to by its name.

import type { VisitRow } from '$lib/api/bindings';
import { t } from '$lib/i18n/i18n.svelte';
import { href, parseRoute, type Route, type RouteName } from '$lib/router.svelte';
import { VISIT_PARTS } from '$lib/visit-parts';
import { NO_PLACES, SCREEN_NAMES, visitOf } from '../places';
import type { Entry } from './entries';
import type { Been } from './recent.svelte';

/** The chapter's screens and the parts of each visit. */
export function placesOf(visits: readonly VisitRow[], go: (route: Route) => void): Entry[] {
  const names = Object.keys(SCREEN_NAMES) as RouteName[];
  const chapter = names
    .filter((name) => !NO_PLACES.has(name))
    .map((name) => parseRoute(`#/${name}`))
    .filter((route) => route !== null);
  const parts = visits.flatMap((visit) => VISIT_PARTS.map((name) => ({ name, visit: visit.id }) as Route));
  return [...chapter, ...parts].map((route) => placeEntry(route, visits, () => go(route)));
}

/** The places where the person was lately, but not where they are. */
export function recentOf(
  been: readonly Been[],
  here: Route,
  visits: readonly VisitRow[],
  go: (been: Been) => void,
): Entry[] {
  return been
    .filter(({ route }) => href(route) !== href(here))
    .map((place) => {
      const entry = placeEntry(place.route, visits, () => go(place));
      const key = `recent ${entry.key}`;
      if (place.title === null) return { ...entry, key };
      return { ...entry, key, title: place.title, native: place.native, proper: true, detail: entry.title };
    });
}

function placeEntry(route: Route, visits: readonly VisitRow[], run: () => void): Entry {
  const visit = visits.find(({ id }) => id === visitOf(route));
  return {
    key: `place ${href(route)}`,
    title: t(SCREEN_NAMES[route.name]),
    proper: false,
    native: null,
    detail: visit?.title ?? null,
    chord: null,
    run,
  };
}
