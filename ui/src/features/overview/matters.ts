// What is still to settle, in words.

import type { ToSettleView } from '$lib/api/bindings';
import { findingText } from '$lib/findings';
import { fmt } from '$lib/fmt.svelte';
import { t } from '$lib/i18n/i18n.svelte';

/** How many titles a line names before it counts the rest. */
const TITLES_MAX = 3;

/** What people lack: codes of `PeopleMatter` (`crates/domain/src/standing/matter.rs`). */
const PEOPLE = [
  'not_confirmed',
  'passport_expired',
  'passport_short',
  'passport_missing',
  'diet_unknown',
  'emergency_contact_missing',
] as const;

/** A line of the list: what is open, and why. */
export interface MatterWords {
  readonly title: string;
  readonly detail: string;
}

/** A matter in words. Of people only their number is said: their names are drawn beside it. */
export function matterWords(matter: ToSettleView): MatterWords {
  const { code, items, findings, people, task } = matter;
  const titles = items.map(({ title }) => title || t('finding.part.untitled'));
  if (code === 'programme') {
    const [first] = items;
    const found = findings.map((finding) => findingText(finding, first?.id ?? null)).join(' ');
    if (!first) return { title: found, detail: '' };
    const day = first.day ? fmt.day(first.day) : '';
    return {
      title: titles.map((name) => t('overview.quoted', { name })).join(' · '),
      detail: [day, found].filter(Boolean).join(': '),
    };
  }
  if (code === 'not_placed') {
    const named = titles.slice(0, TITLES_MAX).map((name) => t('overview.quoted', { name }));
    const rest = titles.length - named.length;
    const list = rest > 0 ? [...named, t('overview.and_more', { count: rest })] : named;
    return { title: t('overview.settle.not_placed', { count: items.length }), detail: list.join(' · ') };
  }
  if (code === 'task') {
    const waits = task?.waiting_on ? t('overview.waiting_on', { who: task.waiting_on }) : t('overview.task');
    return { title: task?.title ?? '', detail: waits };
  }
  const known = PEOPLE.find((word) => word === code);
  if (!known) return { title: t('overview.settle.other'), detail: '' };
  return { title: t(`overview.settle.${known}`, { count: people.length }), detail: '' };
}

/** By when, in words: "2 days late", "due since 27 Jun", "today", "by 9 Oct". Only a task has somebody who is late. */
export function deadlineText({ code, by, days_left }: ToSettleView): string {
  if (by === null || days_left === null) return '';
  if (days_left < 0)
    return code === 'task' ? t('overview.late', { days: -days_left }) : t('overview.since', { day: fmt.day(by) });
  return days_left === 0 ? t('overview.due_today') : t('overview.due_by', { day: fmt.day(by) });
}
