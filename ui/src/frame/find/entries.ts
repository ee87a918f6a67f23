// What the Find box lists, and in which order.

import type { Key } from '$lib/i18n/i18n.svelte';

/** Something that can be chosen: a place to go to, or a thing to do. */
export interface Entry {
  /** Tells it from all others in the list. */
  readonly key: string;
  readonly title: string;
  /** Whether the title is the name of a person, a place or a visit. */
  readonly proper: boolean;
  /** The name in its own script. */
  readonly native: string | null;
  readonly detail: string | null;
  /** The key that does the same, in the writing of `Binding.key`. */
  readonly chord: string | null;
  run(): void | Promise<void>;
}

/** Entries under one heading. */
export interface Group {
  readonly key: string;
  readonly heading: Key;
  /** Whether its entries were found by the text, so that the text is marked in them. */
  readonly found: boolean;
  readonly entries: readonly Entry[];
}

/** How many entries stand under one heading; with more of them one types another letter. */
export const ENTRIES_MAX = 8;

/** Entries in which every word that was typed begins a word, or stands inside one. */
export function matching(entries: readonly Entry[], text: string): Entry[] {
  const words = folded(text).split(/\s+/).filter(Boolean);
  return entries.filter((entry) => {
    const whole = folded([entry.title, entry.native, entry.detail].filter(Boolean).join(' '));
    return words.every((word) => whole.includes(word));
  });
}

/**
 * The groups with something in them: the best entry first, and the group of the best entry first.
 *
 * Equals keep their order, which is the program's for what it found.
 */
export function ranked(groups: readonly Group[], text: string): Group[] {
  const wanted = folded(text).trim();
  const byRank = <T>(items: readonly T[], rank: (item: T) => number) =>
    items.map((item) => ({ item, rank: rank(item) })).sort((a, b) => a.rank - b.rank);
  const sorted = groups
    .filter(({ entries }) => entries.length > 0)
    .map((group) => {
      const entries = byRank(group.entries, (entry) => rankOf(entry, wanted));
      const best = entries[0]?.rank ?? 0;
      return { best, group: { ...group, entries: entries.slice(0, ENTRIES_MAX).map(({ item }) => item) } };
    });
  return byRank(sorted, ({ best }) => best).map(({ item }) => item.group);
}

/** 0 where a name begins with the text, 1 where a word of it does, else 2. */
function rankOf({ title, native }: Entry, wanted: string): number {
  if (!wanted) return 0;
  const names = [title, native ?? ''].map(folded);
  if (names.some((name) => name.startsWith(wanted))) return 0;
  return names.some((name) => ` ${name}`.includes(` ${wanted}`)) ? 1 : 2;
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
