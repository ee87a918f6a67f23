// The season ribbon: months and visits on one line, labels below it in lanes.

import { addDays, daysBetween } from '$lib/time';

export const RIBBON_MONTHS = 6;

/** A span of days that is drawn as wide as the ribbon. */
export interface Season {
  /** The first of the first month. */
  readonly from: string;
  /** The first of the month after the last. */
  readonly until: string;
  /** The first of every month. */
  readonly months: readonly string[];
}

/** The months from that of `today` on. */
export function seasonOf(today: string): Season {
  const first = firstOfMonth(today, 0);
  const months = Array.from({ length: RIBBON_MONTHS }, (_, index) => firstOfMonth(first, index));
  return { from: first, until: firstOfMonth(first, RIBBON_MONTHS), months };
}

/** Where a day begins on the ribbon, 0 to 1. */
export function along({ from, until }: Season, day: string): number {
  return Math.min(1, Math.max(0, daysBetween(from, day) / daysBetween(from, until)));
}

/** How much of the ribbon a span of days takes, both days counted. */
export function share(season: Season, first: string, last: string): number {
  return along(season, addDays(last, 1)) - along(season, first);
}

/** A label below the ribbon, in any one unit. */
export interface Label {
  readonly start: number;
  readonly width: number;
}

/**
 * The lane of each label, 0 nearest to the ribbon, such that none overlaps another. Labels come in order of `start`.
 *
 * An earlier label that reaches below a later one goes under it, so that the line which leads from the ribbon down to
 * the earlier one crosses nothing.
 */
export function lanesOf(labels: readonly Label[], gap: number): number[] {
  const lanes = labels.map(() => 0);
  for (let index = labels.length - 1; index >= 0; index--) {
    const { start, width } = labels[index] ?? { start: 0, width: 0 };
    const reached = lanes.filter((_, later) => later > index && (labels[later]?.start ?? 0) < start + width + gap);
    lanes[index] = reached.length ? Math.max(...reached) + 1 : 0;
  }
  return lanes;
}

function firstOfMonth(day: string, monthsLater: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const months = year * 12 + (month - 1) + monthsLater;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-01`;
}
