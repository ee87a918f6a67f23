// The directory as the program answers it, from rows that a test gives.

import type { PeopleQuery, PeopleView, PersonRow } from '$lib/api/bindings';
import { nameOf } from '$lib/people/names';

/** What rows are sorted by; the program compares as the language does. */
const KEYS: Record<PeopleQuery['sort'], (row: PersonRow) => string> = {
  name: nameOf,
  post: ({ rank, position, organisation }) => [rank, position, organisation].filter(Boolean).join(', '),
  city: ({ city }) => city ?? '',
  languages: ({ languages }) => languages ?? '',
  latest: ({ latest }) => latest?.starts_on ?? '',
};

/** Answers who of these fits. */
export function directory(rows: readonly PersonRow[], asked: PeopleQuery): PeopleView {
  const of = (ours: boolean) => rows.filter((row) => row.ours === ours).length;
  const key = KEYS[asked.sort];
  const fitting = rows.filter((row) => fits(row, asked)).sort((a, b) => key(a).localeCompare(key(b)));
  if (asked.descending) fitting.reverse();
  return {
    rows: fitting.slice(0, asked.limit),
    fitting: fitting.length,
    open: rows.find(({ person }) => person === asked.open) ?? null,
    counts: { all: rows.length, ours: of(true), theirs: of(false) },
    cities: [...new Set(rows.flatMap(({ city }) => city ?? []))],
    roles: [...new Set(rows.flatMap(({ roles }) => roles))],
    private: true,
  };
}

function fits({ ours, roles, city, name }: PersonRow, asked: PeopleQuery): boolean {
  if (asked.whose !== 'all' && ours !== (asked.whose === 'ours')) return false;
  if (asked.role && !roles.includes(asked.role)) return false;
  if (asked.city && city !== asked.city) return false;
  return `${name.latin} ${name.native ?? ''}`.toLowerCase().includes(asked.text.toLowerCase());
}
