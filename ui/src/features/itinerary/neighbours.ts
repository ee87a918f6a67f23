// Which item the arrow keys lead to.

import type { Segment } from './place';

export type Arrow = 'up' | 'down' | 'previous_day' | 'next_day';

/**
 * The item next to `item`: above or below by time on the same day, or on the nearest day with items, the one that
 * starts at the most similar time. `null` where there is none.
 */
export function neighbour(byDay: ReadonlyMap<string, readonly Segment[]>, item: string, arrow: Arrow): string | null {
  const starts = [...byDay].flatMap(([date, segments]) =>
    segments.filter(({ continued }) => !continued).map(({ item: { id }, from }) => ({ date, id, from })),
  );
  const here = starts.find(({ id }) => id === item);
  if (!here) return null;
  if (arrow === 'up' || arrow === 'down') {
    const day = starts.filter(({ date }) => date === here.date);
    return day[day.indexOf(here) + (arrow === 'up' ? -1 : 1)]?.id ?? null;
  }
  const dates = [...new Set(starts.map(({ date }) => date))].sort();
  const date = dates[dates.indexOf(here.date) + (arrow === 'previous_day' ? -1 : 1)];
  const day = starts.filter((start) => start.date === date);
  day.sort((a, b) => Math.abs(a.from - here.from) - Math.abs(b.from - here.from));
  return day[0]?.id ?? null;
}
