// What comes next in a partnership: a visit, the renewal of its agreement, an anniversary.

import type { PartnershipRow } from '$lib/api/bindings';
import { daysBetween } from '$lib/time';

/** How far ahead an anniversary is told of in the list, in days: a year, so that every one is once. */
const ANNIVERSARY_DAYS_AHEAD = 366;

export type Next =
  | { readonly what: 'visit'; readonly on: string; readonly days: number; readonly title: string }
  | { readonly what: 'renewal'; readonly on: string }
  | { readonly what: 'anniversary'; readonly on: string; readonly years: number; readonly round: boolean };

/** The earliest of them, `null` where nothing is known. `days` of a visit that runs is 0 or less. */
export function nextOf({ next_visit, renewal, next_anniversary }: PartnershipRow, date: string): Next | null {
  const all: Next[] = [];
  if (next_visit?.starts_on) {
    const { starts_on, title } = next_visit;
    all.push({ what: 'visit', on: starts_on, days: daysBetween(date, starts_on), title });
  }
  if (renewal && renewal.nearness !== 'far') all.push({ what: 'renewal', on: renewal.on });
  if (next_anniversary && daysBetween(date, next_anniversary.on) <= ANNIVERSARY_DAYS_AHEAD) {
    const { on, years, round } = next_anniversary;
    all.push({ what: 'anniversary', on, years, round });
  }
  return all.sort((a, b) => (a.on < b.on ? -1 : 1))[0] ?? null;
}
