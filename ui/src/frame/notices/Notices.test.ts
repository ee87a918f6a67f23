import { waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { renderWithDesk } from '$test/desk';
import { appState, preferences, task, today } from '$test/fixtures';
import type { Preferences, TaskView } from '$lib/api/bindings';
import { fakeHost, fakeNotices } from '$lib/host/fake';
import type { Route } from '$lib/router.svelte';
import Notices from './Notices.svelte';

const DAY = '2026-10-20';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
  vi.setSystemTime('2026-10-20T12:00:00Z');
  looking(false);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Whether the person has the window before them. */
function looking(focused: boolean) {
  vi.spyOn(document, 'hasFocus').mockReturnValue(focused);
}

interface Opened {
  tasks?: TaskView[];
  prefer?: Partial<Preferences>;
  route?: Route;
}

async function open({ tasks = [], prefer = {}, route = { name: 'today' } }: Opened = {}) {
  const host = fakeHost({
    today: () => today({ tasks }),
    preferences: () => preferences({ notices: true, ...prefer }),
  });
  const notices = fakeNotices();
  const drawn = await renderWithDesk(Notices, { host, route, props: { notices } });
  return { ...drawn, notices };
}

const due = (title: string, due_on = DAY) => task({ id: title, due_on });

test('what is due is told once for a day, and opens Today', async () => {
  const tasks = [
    due('Book the bus'),
    due('Gifts', '2026-10-19'),
    task({ id: 'Later', group: 'week', due_on: '2026-10-24' }),
  ];
  const { desk, notices } = await open({ tasks, route: { name: 'tasks', visit: 'v1' } });
  await waitFor(() => expect(desk.preferences.due_told).toBe(DAY));
  expect(notices.shown).toEqual([{ tag: `due ${DAY}`, title: '2 tasks are due', body: 'Book the bus\nGifts' }]);
  notices.open();
  await waitFor(() => expect(desk.router.route.name).toBe('today'));
});

test('a notice names three tasks and counts the rest', async () => {
  const { notices } = await open({ tasks: ['A', 'B', 'C', 'D', 'E'].map((title) => due(title)) });
  await waitFor(() => expect(notices.shown[0]?.body).toBe('A\nB\nC\nand 2 more'));
});

test('nothing is told again on the same day, nor where nothing is due', async () => {
  const told = await open({ tasks: [due('Book the bus')], prefer: { due_told: DAY } });
  const idle = await open({ tasks: [] });
  await waitFor(() => expect(idle.desk.preferences.due_told).toBe(DAY));
  expect([...told.notices.shown, ...idle.notices.shown]).toEqual([]);
});

test('a day that begins while the program runs is told too', async () => {
  const { notices } = await open({ tasks: [due('Book the bus')], prefer: { due_told: DAY } });
  vi.setSystemTime('2026-10-21T12:00:00Z');
  await vi.advanceTimersByTimeAsync(60_000);
  await waitFor(() => expect(notices.shown.map(({ tag }) => tag)).toEqual(['due 2026-10-21']));
});

test('whoever looks at Today needs no notice of it', async () => {
  looking(true);
  const { desk, notices } = await open({ tasks: [due('Book the bus')] });
  await waitFor(() => expect(desk.preferences.due_told).toBe(DAY));
  expect(notices.shown).toEqual([]);
});

test('two versions that come while the window is out of sight are told, and open where they are settled', async () => {
  const { desk, host, notices } = await open({ prefer: { due_told: DAY } });
  const summary = (decisions: number) => ({ ...appState().sync, decisions });
  host.emit({ event: 'sync', summary: summary(1) });
  await waitFor(() => expect(notices.shown).toHaveLength(1));
  expect(notices.shown[0]?.title).toBe('1 change needs your decision');
  host.emit({ event: 'sync', summary: summary(0) });
  looking(true);
  host.emit({ event: 'sync', summary: summary(2) });
  await Promise.resolve();
  expect(notices.shown).toHaveLength(1);
  notices.open();
  await waitFor(() => expect(desk.router.route.name).toBe('sync'));
});

test('a system that shows no notice is said', async () => {
  const host = fakeHost({
    today: () => today({ tasks: [due('Book the bus')] }),
    preferences: () => preferences({ notices: true }),
  });
  const notices = { allowed: () => Promise.resolve(true), show: () => Promise.reject(new Error('no daemon')) };
  const { desk } = await renderWithDesk(Notices, { host, props: { notices } });
  await waitFor(() => expect(desk.toast?.tone).toBe('danger'));
});
