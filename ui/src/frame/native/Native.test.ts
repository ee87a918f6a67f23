import { waitFor } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { renderWithDesk } from '$test/desk';
import { appState, done, preferences } from '$test/fixtures';
import type { AppState, Preferences } from '$lib/api/bindings';
import { fakeHost, fakeShell, type FakeShell, type Handlers } from '$lib/host/fake';
import type { MenuItem } from '$lib/host/host';
import { i18n } from '$lib/i18n/i18n.svelte';
import Native from './Native.svelte';

interface Opened {
  state?: Partial<AppState>;
  prefer?: Partial<Preferences>;
  handlers?: Handlers;
  shell?: FakeShell;
}

/** What the system is to draw around a window whose person has switched the bar on. */
async function open({ state = {}, prefer = { menu_bar: true }, handlers = {}, shell = fakeShell() }: Opened = {}) {
  const answers = { app_state: () => appState(state), preferences: () => preferences(prefer), ...handlers };
  const host = Object.assign(fakeHost(answers), { shell });
  const opened: string[] = [];
  const part = (name: string) => () => void opened.push(name);
  const [find, showKeys, showSettings, showSteps] = [part('find'), part('keys'), part('settings'), part('steps')];
  const frame = { find, showKeys, showSettings, showSteps };
  const drawn = await renderWithDesk(Native, { host, props: { shell, frame, onchosen: part('nothing') } });
  const bar = () => shell.menus.at(-1) ?? [];
  const items = (label: string) => bar().find((menu) => menu.label === label)?.items ?? [];
  return { ...drawn, shell, opened, bar, items, menu: (label: string) => items(label).map(words) };
}

function words(item: MenuItem): string {
  if (item.kind === 'line') return '-';
  const pale = item.kind === 'entry' && !item.enabled;
  return pale ? `(${item.label})` : item.label;
}

afterEach(() => {
  vi.restoreAllMocks();
  return i18n.use('en');
});

test('the bar is drawn only for whoever has switched it on', async () => {
  const { desk, shell } = await open({ prefer: {} });
  expect(shell.menus).toEqual([null]);
  await desk.prefer({ menu_bar: true });
  await waitFor(() => expect(shell.menus.at(-1)).not.toBeNull());
});

test('a Mac has the bar always, with a menu of the program’s own', async () => {
  vi.spyOn(navigator, 'platform', 'get').mockReturnValue('MacIntel');
  const { menu } = await open({ prefer: {} });
  expect(menu('Delegation Desk')).toEqual([
    ...['About this program', '-', 'Open the settings', '-'],
    ...['Hide Delegation Desk', 'Hide others', 'Show all', '-', 'Quit'],
  ]);
  expect(menu('File')).not.toContain('Quit');
});

test('the menus hold what can be done and the screens, and show pale what cannot be done now', async () => {
  const { bar, menu } = await open();
  expect(bar().map(({ label }) => label)).toEqual(['File', 'Edit', 'View', 'Go', 'Help']);
  expect(menu('File')).toEqual([
    ...['Plan a visit', 'Import a list of participants', '-', 'Make a copy of the data', '-'],
    ...['Open the settings', '-', 'Quit'],
  ]);
  expect(menu('Edit')).toEqual([
    ...['(Undo)', '(Do again)', 'See what I did, and take it back', '-'],
    ...['Cut', 'Copy', 'Paste', 'Select all'],
  ]);
  expect(menu('View')).toEqual([
    ...['Make the text larger', '(Make the text smaller)', '(Make the text its usual size)', '-'],
    ...['(Use light colours)', 'Use dark colours'],
  ]);
  expect(menu('Go')).toEqual([
    ...['Find', '-', 'Today', 'Calendar', 'Partnerships', 'People', '-'],
    ...['Overview', 'Itinerary', 'Participants', 'Tasks', 'Journal', '-', 'Sync and changes', 'Trash'],
  ]);
  expect(menu('Help')).toEqual(['Show the list of keys', 'About this program']);
});

test('keys stand beside entries, but none that a person may be typing', async () => {
  const { items } = await open({ state: { undo: { code: 'step', args: {} } } });
  const keys = [...items('Edit'), ...items('Help')].flatMap((item) => (item.kind === 'entry' ? [item.key] : []));
  expect(keys).toEqual(['mod+z', null, null, null, null]);
});

test('an entry does what the Find box does', async () => {
  const { desk, shell, opened } = await open();
  shell.choose('find.do.plan_visit');
  expect(desk.router.route).toEqual({ name: 'visit_new' });
  shell.choose('go itinerary');
  expect(desk.router.route).toEqual({ name: 'itinerary', visit: 'v1' });
  shell.choose('find.do.text_larger');
  await waitFor(() => expect(desk.preferences.text_size).toBe(112));
  shell.choose('find');
  expect(opened).toEqual(['nothing', 'nothing', 'nothing', 'nothing', 'find']);
});

test('Undo takes back the step, or the typing of whoever is typing', async () => {
  const step = { code: 'step', args: {} };
  const { host, shell } = await open({
    state: { undo: step },
    handlers: { undo: () => ({ ...done({ steps: 1, kept: 0 }), undo: step }) },
  });
  const undone = () => host.asked.filter(({ command }) => command === 'undo').length;
  const execCommand = vi.fn(() => true);
  Object.assign(document, { execCommand });
  const field = document.body.appendChild(document.createElement('input'));
  field.focus();
  shell.choose('find.do.undo');
  expect([execCommand.mock.calls, undone()]).toEqual([[['undo']], 0]);
  field.remove();
  shell.choose('find.do.undo');
  expect(undone()).toBe(1);
});

test('the bar is drawn again in another language, and not for what leaves it as it is', async () => {
  const { desk, shell, menu } = await open();
  const before = shell.menus.length;
  desk.router.go({ name: 'sync' });
  await desk.reload();
  expect(shell.menus).toHaveLength(before);
  await desk.prefer({ language: 'uk' });
  await waitFor(() => expect(menu('Довідка')).toContain('Про програму'));
});

test('the sign in the tray says where sync stands, and exchanges', async () => {
  const sync = { ...appState().sync, state: 'offline', waiting: 3, decisions: 1 } as const;
  const { host, shell } = await open({
    state: { sync },
    handlers: { sync_now: () => ({ sent: 3, received: 0, refused: 0, two_versions: 0 }) },
  });
  const tray = shell.trays.at(-1);
  expect(tray?.tooltip).toBe('Delegation Desk\nWorking offline\n3 changes to send\n1 needs a decision');
  expect(tray?.items.map(words)).toEqual([
    ...['(Working offline)', '(3 changes to send)', '(1 needs a decision)', '-'],
    ...['Open Delegation Desk', 'Send and receive now', '-', 'Quit'],
  ]);
  shell.choose('find.do.exchange');
  await waitFor(() => expect(host.asked.map(({ command }) => command)).toContain('sync_now'));
});

test('the sign follows the exchange, and a chapter that works alone has nothing to exchange', async () => {
  const sync = { ...appState().sync, state: 'alone', server: null } as const;
  const { host, shell } = await open({ state: { sync } });
  const labels = () => (shell.trays.at(-1)?.items ?? []).map(words);
  expect(labels()).toEqual(['(Working alone)', '-', 'Open Delegation Desk', '-', 'Quit']);
  host.emit({ event: 'sync', summary: { ...sync, state: 'exchanging' } });
  await waitFor(() => expect(labels()[0]).toBe('(Sending and receiving)'));
});

test('a system without a tray is asked once and told nothing of', async () => {
  const shell = fakeShell();
  const setTray = vi.spyOn(shell, 'setTray').mockResolvedValue(false);
  const { desk } = await open({ shell });
  await waitFor(() => expect(setTray).toHaveBeenCalledOnce());
  await desk.prefer({ language: 'uk' });
  expect(setTray).toHaveBeenCalledOnce();
  expect(desk.toast).toBeNull();
});

test('a link opens the form for joining, whether it came before the page or comes later', async () => {
  const link = (code: string) => `delegation-desk://join?server=https%3A%2F%2Fdesk.example.org&code=${code}`;
  const shell = fakeShell();
  shell.follow(link('first'));
  const { desk, host } = await open({ shell });
  await waitFor(() => expect(desk.router.route).toMatchObject({ name: 'join', code: 'first' }));
  shell.follow(link('second'));
  await waitFor(() => expect(desk.router.route).toMatchObject({ name: 'join', code: 'second' }));
  expect(host.asked.map(({ command }) => command)).not.toContain('chapter_join');
});

test('what cannot be drawn is said', async () => {
  const { desk, shell } = await open({ prefer: {} });
  shell.setMenu = () => Promise.reject(new Error('no menus here'));
  await desk.prefer({ menu_bar: true });
  await waitFor(() => expect(desk.toast?.tone).toBe('danger'));
});
