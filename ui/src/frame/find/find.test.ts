import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startDesk } from '$test/desk';
import { appState, done, quickView, visitRow } from '$test/fixtures';
import type { AppState, SearchHit } from '$lib/api/bindings';
import { wireError, type Handlers } from '$lib/host/fake';
import type { Route } from '$lib/router.svelte';
import { Find, HITS_MAX, TYPING_MS } from './find.svelte';
import { Recent } from './recent.svelte';

function hit(fields: Partial<SearchHit> = {}): SearchHit {
  const yurii = { title: 'Yurii Savchuk', native: 'Юрій Савчук', detail: 'Rescue diver' };
  return { kind: 'person', id: 'p5', visit: 'v1', ...yurii, shown_by: null, ...fields };
}

interface Opened {
  state?: Partial<AppState>;
  route?: Route;
}

async function findOn(handlers: Handlers = {}, { state = {}, route }: Opened = {}) {
  const answers = { search: () => [], quick_entry: () => ({ ...quickView(), states_when: false }), ...handlers };
  const { desk, host } = await startDesk({ handlers: { app_state: () => appState(state), ...answers }, route });
  const opened: string[] = [];
  const open = (part: string) => () => void opened.push(part);
  const frame = {
    find: open('find'),
    showKeys: open('keys'),
    showSettings: open('settings'),
    showSteps: open('steps'),
  };
  const recent = new Recent();
  const find = new Find(desk, frame, recent);
  const asked = (command: string) =>
    host.asked.filter((call) => call.command === command).map(({ request }) => request);
  const titles = (group: string) =>
    find.groups
      .find(({ key }) => key === group)
      ?.entries.map(({ title, detail }) => [title, detail].filter(Boolean).join(' · ')) ?? [];
  const entry = (group: string, title: string) => {
    const found = find.groups.find(({ key }) => key === group)?.entries.find((it) => it.title === title);
    if (!found) throw new Error(`no ${title} in ${group}: ${titles(group).join(', ')}`);
    return found;
  };
  const type = async (text: string) => {
    find.type(text);
    await vi.advanceTimersByTimeAsync(TYPING_MS);
  };
  return { desk, host, find, recent, opened, asked, titles, entry, type };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('typing', () => {
  test('asks once, when it pauses', async () => {
    const { find, asked } = await findOn({ search: () => [hit()] });
    find.type('ю');
    await vi.advanceTimersByTimeAsync(TYPING_MS - 1);
    find.type('юр ');
    await vi.advanceTimersByTimeAsync(TYPING_MS);
    expect(asked('search')).toEqual([{ text: 'юр', limit: HITS_MAX }]);
  });

  test('of nothing asks nothing', async () => {
    const { find, asked, type } = await findOn({ search: () => [hit()] });
    await type('  ');
    expect(asked('search')).toEqual([]);
    expect(find.nothing).toBe(false);
  });

  test('waits for no slow answer to an earlier text', async () => {
    const answers: ((hits: SearchHit[]) => void)[] = [];
    const { titles, type } = await findOn({ search: () => new Promise((answer) => answers.push(answer)) });
    await type('a');
    await type('ab');
    answers[1]?.([hit()]);
    answers[0]?.([hit({ title: 'Too late' })]);
    await vi.advanceTimersByTimeAsync(0);
    expect(titles('people')).toEqual(['Yurii Savchuk · Rescue diver']);
  });
});

describe('what is found', () => {
  test('leads to the screen that shows it', async () => {
    const found = [
      hit(),
      hit({ kind: 'programme_item', id: 'i9', title: 'Station tour', native: null }),
      hit({ kind: 'venue', id: 'n1', title: 'Station 10', shown_by: { kind: 'programme_item', id: 'i7' } }),
    ];
    const { desk, entry, type } = await findOn({ search: () => found });
    await type('s');
    void entry('people', 'Yurii Savchuk').run();
    expect(desk.router.route).toEqual({ name: 'participants', visit: 'v1', person: 'p5' });
    void entry('programme', 'Station tour').run();
    expect(desk.router.route).toEqual({ name: 'itinerary', visit: 'v1', item: 'i9' });
    void entry('venues', 'Station 10').run();
    expect(desk.router.route).toEqual({ name: 'itinerary', visit: 'v1', item: 'i7' });
  });

  test.each([
    ['tasks', hit({ kind: 'task', id: 't1' }), { name: 'tasks', visit: 'v1', task: 't1' }],
    ['partnerships', hit({ kind: 'partnership', id: 'p1', visit: null }), { name: 'partnership', partnership: 'p1' }],
    [
      'partnerships',
      hit({ kind: 'city', id: 'c1', visit: null, shown_by: { kind: 'partnership', id: 'p2' } }),
      { name: 'partnership', partnership: 'p2' },
    ],
    [
      'journal',
      hit({ kind: 'journal_entry', detail: '2026-10-20' }),
      { name: 'journal', visit: 'v1', day: '2026-10-20' },
    ],
    ['people', hit({ visit: null }), { name: 'people', person: 'p5' }],
    ['visits', hit({ kind: 'visit', id: 'v1' }), { name: 'overview', visit: 'v1' }],
  ])('under %s: %o leads to %o', async (group, found, route) => {
    const { desk, entry, type } = await findOn({ search: () => [found] });
    await type('y');
    void entry(group, found.title).run();
    expect(desk.router.route).toEqual(route);
  });

  test('is left out where no screen shows it, and then it is said that nothing was found', async () => {
    const { find, titles, type } = await findOn({ search: () => [hit({ kind: 'device' }), hit({ kind: 'venue' })] });
    find.type('x');
    expect(find.nothing, 'nobody has looked yet').toBe(false);
    await type('x');
    expect(titles('venues')).toEqual([]);
    expect(find.nothing).toBe(true);
  });

  test('stands with the best name first, and its group with it', async () => {
    const found = [
      hit({ kind: 'person', id: 'p1', title: 'Anna Costa', native: null }),
      hit({ kind: 'programme_item', id: 'i1', title: 'Reception at the station', native: null }),
      hit({ kind: 'programme_item', id: 'i2', title: 'Station tour', native: null }),
    ];
    const { find, titles, type } = await findOn({ search: () => found });
    await type('sta');
    expect(find.groups.map(({ key }) => key)).toEqual(['programme', 'people', 'new']);
    expect(titles('programme')[0]).toContain('Station tour');
  });

  test('leaves its error to be shown', async () => {
    const { find, type } = await findOn({
      search: () => {
        throw wireError('internal');
      },
    });
    await type('x');
    expect(find.error).toMatchObject({ code: 'internal' });
  });
});

describe('places', () => {
  test('are narrowed by every word typed', async () => {
    const visits = [visitRow(), visitRow({ id: 'v2', title: 'Mayor of Gbarnga' })];
    const { desk, entry, titles, type } = await findOn({}, { state: { visits } });
    await type('partic gbar');
    expect(titles('go')).toEqual(['Participants · Mayor of Gbarnga']);
    void entry('go', 'Participants').run();
    expect(desk.router.route).toEqual({ name: 'participants', visit: 'v2' });
  });

  test('where one was lately come first while nothing is typed, but not where one is', async () => {
    const { desk, entry, find, recent, titles } = await findOn({}, { route: { name: 'sync' } });
    recent.note({ name: 'itinerary', visit: 'v1' });
    recent.open({ name: 'participants', visit: 'v1', person: 'p5' }, 'Yurii Savchuk', 'Юрій Савчук');
    recent.note({ name: 'itinerary', visit: 'v1' });
    recent.note({ name: 'sync' });
    find.type('');
    expect(find.groups[0]?.key).toBe('recent');
    expect(titles('recent')).toEqual(['Itinerary · Firefighter exchange', 'Yurii Savchuk · Participants']);
    void entry('recent', 'Yurii Savchuk').run();
    expect(desk.router.route).toMatchObject({ person: 'p5' });
  });
});

describe('things to do', () => {
  test('begin in the visit in view, else in the one that comes next', async () => {
    const visits = [visitRow(), visitRow({ id: 'v2', title: 'Mayor of Gbarnga' })];
    const { desk, entry, type } = await findOn({}, { state: { visits }, route: { name: 'participants', visit: 'v2' } });
    await type('add an itin');
    expect(entry('do', 'Add an itinerary item')).toMatchObject({ detail: 'Mayor of Gbarnga', chord: null });
    void entry('do', 'Add an itinerary item').run();
    expect(desk.router.route).toEqual({ name: 'itinerary', visit: 'v2', do: 'add' });
    await type('add an itin');
    expect(entry('do', 'Add an itinerary item').chord, 'the key means that here').toBe('n');
    desk.router.go({ name: 'today' });
    await type('plan another');
    void entry('do', 'Plan another visit like this one').run();
    expect(desk.router.route).toEqual({ name: 'visit_copy', visit: 'v1' });
  });

  test('name the step that Undo takes back, and are not there without one', async () => {
    const step = { code: 'item_added', args: { title: 'Lunch' } };
    const { titles, host, entry, type } = await findOn(
      { undo: () => ({ ...done({ steps: 1, kept: 0 }), undo: null }) },
      { state: { undo: step } },
    );
    await type('undo');
    expect(titles('do')).toContain('Undo · Added “Lunch”');
    await entry('do', 'Undo').run();
    expect(host.asked.map(({ command }) => command)).toContain('undo');
    await type('do again');
    expect(titles('do')).not.toContain('Do again');
  });

  test('open what the frame opens, and go to the trash', async () => {
    const { desk, entry, opened, type } = await findOn();
    for (const [text, title] of [
      ['keys', 'Show the list of keys'],
      ['settings', 'Open the settings'],
      ['what i did', 'See what I did, and take it back'],
    ] as const) {
      await type(text);
      void entry('do', title).run();
    }
    expect(opened).toEqual(['keys', 'settings', 'steps']);
    await type('trash');
    void entry('do', 'Open the trash').run();
    expect(desk.router.route).toEqual({ name: 'trash' });
  });

  test('change colours and language', async () => {
    const { desk, entry, type } = await findOn();
    await type('dark');
    await entry('do', 'Use dark colours').run();
    expect(desk.preferences.theme).toBe('dark');
    await type('українська');
    await entry('do', 'Change the language').run();
    expect(desk.preferences.language).toBe('uk');
    await desk.prefer({ language: 'en', theme: null });
  });

  test('exchange with the server, where there is one', async () => {
    const { desk, asked, entry, type } = await findOn({ sync_now: () => ({}) as never });
    await type('send and receive');
    await entry('do', 'Send and receive now').run();
    expect(asked('sync_now')).toHaveLength(1);
    expect(desk.toast?.text).toBe('Sent and received.');
    const alone = await findOn({}, { state: { sync: { ...appState().sync, server: null } } });
    await alone.type('send and receive');
    expect(alone.titles('do')).toEqual([]);
  });

  test('say why they could not be done', async () => {
    const { desk, entry, type } = await findOn({
      task_add: () => {
        throw wireError('forbidden');
      },
    });
    await type('buy flowers');
    await entry('new', 'Add the task “buy flowers”').run();
    expect(desk.toast?.tone).toBe('danger');
  });
});

test('text that is nothing else is offered as a task', async () => {
  const { asked, entry, type } = await findOn({
    task_add: () => done({} as never, 'task_added', { title: 'Buy flowers' }),
  });
  await type('Buy flowers ');
  await entry('new', 'Add the task “Buy flowers”').run();
  expect(asked('task_add')).toEqual([{ visit: 'v1', title: 'Buy flowers', due_on: null }]);
});

test('a line that says when is read for the visit and the day in view, and added as it was understood', async () => {
  const { desk, find, asked, type } = await findOn(
    {
      quick_entry: () => quickView(),
      item_add: () => done({ id: 'i5', title: 'Lunch' } as never, 'item_added', { title: 'Lunch' }),
    },
    { route: { name: 'itinerary', visit: 'v1', day: '2026-10-20' } },
  );
  await type('tue 15 lunch courthouse all');
  expect(asked('quick_entry')).toEqual([{ visit: 'v1', day: '2026-10-20', text: 'tue 15 lunch courthouse all' }]);
  await find.addItem();
  expect(asked('item_add')).toEqual([quickView().item]);
  expect(desk.router.route).toEqual({ name: 'itinerary', visit: 'v1', item: 'i5' });
});
