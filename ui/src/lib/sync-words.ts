// Where sync stands, in words and a sign: the same wherever it is said at length.

import type { SyncState, SyncSummary } from './api/bindings';
import { fmt } from './fmt.svelte';
import { t, type Key } from './i18n/i18n.svelte';
import { CircleCheck, CloudAlert, CloudOff, House, RefreshCw } from './icons';

export const SYNC_LOOKS: Record<SyncState, { icon: typeof House; heading: Key }> = {
  alone: { icon: House, heading: 'sync.heading.alone' },
  offline: { icon: CloudOff, heading: 'sync.heading.offline' },
  exchanging: { icon: RefreshCw, heading: 'sync.heading.exchanging' },
  up_to_date: { icon: CircleCheck, heading: 'sync.heading.up_to_date' },
  signed_out: { icon: CloudAlert, heading: 'sync.heading.signed_out' },
  too_old: { icon: CloudAlert, heading: 'sync.heading.too_old' },
};

/** What that means for one's work: what is safe, what will happen, what to do. */
export function syncSentence(summary: SyncSummary, zone: string, nowMs: number): string {
  const { state, waiting } = summary;
  const at = (ms: number | null) => (ms === null ? null : fmt.instant(ms, zone, nowMs));
  switch (state) {
    case 'alone':
      return t('sync.state.alone');
    case 'offline': {
      const since = at(summary.offline_since_ms);
      return [
        since ? t('sync.state.offline_since', { since }) : t('sync.state.offline'),
        waiting ? t('sync.state.will_send', { count: waiting }) : '',
      ].join(' ');
    }
    case 'exchanging':
      return t('sync.state.exchanging');
    case 'up_to_date': {
      if (waiting) return t('sync.state.will_send_soon', { count: waiting });
      const last = at(summary.last_exchange_ms);
      return last ? t('sync.state.up_to_date_at', { last }) : t('sync.state.up_to_date');
    }
    case 'signed_out':
      return t('sync.state.signed_out');
    case 'too_old':
      return t('sync.state.too_old');
  }
}
