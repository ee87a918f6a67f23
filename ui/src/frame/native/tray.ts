// The sign in the tray: where sync stands, and what one wants of the program without its window.

import type { Desk } from '$lib/desk.svelte';
import type { MenuItem, Tray } from '$lib/host/host';
import { t } from '$lib/i18n/i18n.svelte';
import { SYNC_LOOKS } from '$lib/sync-words';
import type { NativeMenu } from './menu';

/** What the sign says. Its entries are those of the menus, so that they do the same. */
export function trayOf(desk: Desk, { entry }: Pick<NativeMenu, 'entry'>): Tray {
  const told = stand(desk);
  const program = t('frame.app');
  const exchange = desk.sync?.server ? [entry('find.do.exchange')] : [];
  return {
    tooltip: [program, ...told].join('\n'),
    items: [
      ...told.map((label, index): MenuItem => ({
        kind: 'entry',
        id: `told ${index}`,
        label,
        key: null,
        enabled: false,
      })),
      ...(told.length ? [LINE] : []),
      { kind: 'role', role: 'open', label: t('menu.role.open') },
      ...exchange,
      LINE,
      { kind: 'role', role: 'quit', label: t('menu.role.quit') },
    ],
  };
}

const LINE: MenuItem = { kind: 'line' };

/** Where sync stands, a line for each thing to know. */
function stand({ sync }: Desk): string[] {
  if (!sync) return [];
  const { state, waiting, decisions } = sync;
  return [
    t(SYNC_LOOKS[state].heading),
    ...(waiting && state !== 'alone' ? [t('frame.sync_waiting', { count: waiting })] : []),
    ...(decisions ? [t('frame.sync_decisions', { count: decisions })] : []),
  ];
}
