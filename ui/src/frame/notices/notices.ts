// What the system's notices say, and when there is something to say.

import type { SyncSummary, TaskView } from '$lib/api/bindings';
import type { Notice } from '$lib/host/host';
import { t } from '$lib/i18n/i18n.svelte';

/** How many tasks a notice names: it shows a few lines, and the screen shows them all. */
const NAMED_MAX = 3;

/** What is due on `date` (`YYYY-MM-DD`) or is late; `null` where nothing is. */
export function dueNotice(date: string, tasks: readonly TaskView[]): Notice | null {
  const due = tasks.filter(({ group, due_on }) => group === 'now' && due_on !== null && due_on <= date);
  if (due.length === 0) return null;
  const named = due.slice(0, NAMED_MAX).map(({ title }) => title);
  const rest = due.length - named.length;
  const more = rest ? [t('frame.notice_more', { count: rest })] : [];
  return {
    tag: `due ${date}`,
    title: t('frame.notice_due', { count: due.length }),
    body: [...named, ...more].join('\n'),
  };
}

/** That there is more to decide than `before`; `null` where there is not. */
export function versionsNotice(before: number, sync: Pick<SyncSummary, 'decisions'>): Notice | null {
  if (sync.decisions <= before) return null;
  return {
    tag: 'versions',
    title: t('today.decisions', { count: sync.decisions }),
    body: t('frame.notice_versions'),
  };
}
