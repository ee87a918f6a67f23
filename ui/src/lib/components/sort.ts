/** By which column a table is sorted, and which way. */
export interface Sort<C extends string> {
  readonly column: C;
  readonly descending: boolean;
}

/**
 * The rows in the order of `sort`; rows that are equal keep theirs, either way round.
 *
 * `compare` holds the ascending order of each column that can be sorted by.
 */
export function sorted<T, C extends string>(
  rows: readonly T[],
  sort: Sort<C>,
  compare: Record<C, (a: T, b: T) => number>,
): T[] {
  const ascending = compare[sort.column];
  return [...rows].sort(sort.descending ? (a, b) => ascending(b, a) : ascending);
}
