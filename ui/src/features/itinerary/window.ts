// Which days the board shows.

/** How many days fit into a window, by its width in rem. */
export function daysFitting(widthRem: number): number {
  if (widthRem < NARROW_REM) return 1;
  return widthRem < WIDE_REM ? 3 : 5;
}

const NARROW_REM = 50;
const WIDE_REM = 100;

/** So many days from `first` on; never fewer than fit while there are days. */
export function windowOf(dates: readonly string[], count: number, first: string | undefined): string[] {
  const wanted = first === undefined ? 0 : dates.findIndex((date) => date >= first);
  const latest = Math.max(0, dates.length - count);
  const from = Math.min(wanted < 0 ? latest : wanted, latest);
  return dates.slice(from, from + count);
}
