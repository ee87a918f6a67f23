import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { appState, done, preferences, visitRow } from '$test/fixtures';
import { startDesk } from '$test/desk';
import type { TaskView } from './api/bindings';
import { wireError } from './host/fake';
import { actionSentence, chosenLanguage, TOAST_MS } from './desk.svelte';
import { fmt } from './fmt.svelte';
import { i18n } from './i18n/i18n.svelte';

const task = { task: 't1', done: true };
const taskView: TaskView = {
  ...{ id: 't1', title: 'Call the motor pool', visit: 'v1', visit_title: 'Firefighter exchange', group: 'now' },
  ...{ due_on: null, days_late: 0, status: 'done', waiting_on: null, assignee: null, phase: null, note: null },
};
const taskDone = () => done(taskView);

beforeEach(() => vi.useFakeTimers());
afterEach(async () => {
  vi.useRealTimers();
  await i18n.use('en');
});

describe('an edit', () => {
  test('is said, can be taken back, and names the Undo button', async () => {
    const { desk } = await startDesk({ handlers: { task_set_done: taskDone } });
    const result = await desk.do('task_set_done', task);
    expect(result.status).toBe('done');
    expect(desk.toast).toEqual({ text: 'A change', undoable: true, tone: 'plain' });
    expect(desk.spoken).toBe('A change');
    expect(desk.undoLabel).toBe('A change');
  });

  test('that changed nothing says nothing', async () => {
    const nothing = { ...taskDone(), done: null, undo: null };
    const { desk } = await startDesk({ handlers: { task_set_done: () => nothing } });
    await desk.do('task_set_done', task);
    expect(desk.toast).toBeNull();
  });

  test('that is refused rejects, and the frame stays as it was', async () => {
    const { desk } = await startDesk({
      handlers: {
        task_set_done: () => {
          throw wireError('not_found');
        },
      },
    });
    await expect(desk.do('task_set_done', task)).rejects.toMatchObject({ code: 'not_found' });
    expect(desk.toast).toBeNull();
    expect(desk.undoLabel).toBeNull();
  });
});

describe('a toast', () => {
  test('goes after its time', async () => {
    const { desk } = await startDesk();
    desk.say('Done');
    vi.advanceTimersByTime(TOAST_MS - 1);
    expect(desk.toast).not.toBeNull();
    vi.advanceTimersByTime(1);
    expect(desk.toast).toBeNull();
  });

  test('stays while somebody is on it, and then for its whole time', async () => {
    const { desk } = await startDesk();
    desk.say('Done');
    desk.holdToast();
    vi.advanceTimersByTime(10 * TOAST_MS);
    expect(desk.toast).not.toBeNull();
    desk.releaseToast();
    vi.advanceTimersByTime(TOAST_MS);
    expect(desk.toast).toBeNull();
  });

  test('of a later step is not taken away by the time of an earlier one', async () => {
    const { desk } = await startDesk();
    desk.say('One');
    vi.advanceTimersByTime(TOAST_MS - 1);
    desk.say('Two');
    vi.advanceTimersByTime(TOAST_MS - 1);
    expect(desk.toast?.text).toBe('Two');
  });
});

describe('undo', () => {
  test('says what was taken back and what comes next', async () => {
    const label = { code: 'step', args: {} };
    const { desk } = await startDesk({
      handlers: { undo: () => ({ result: { steps: 1, kept: 0 }, done: label, undo: null, redo: label }) },
    });
    await desk.undo();
    expect(desk.toast).toEqual({ text: 'Undone: A change', undoable: false, tone: 'plain' });
    expect(desk.undoLabel).toBeNull();
    expect(desk.redoLabel).toBe('A change');
  });

  test('down to a step says how many it took back, and what a colleague has changed meanwhile', async () => {
    const { desk, host } = await startDesk({
      handlers: {
        undo_to: () => ({ result: { steps: 3, kept: 1 }, done: { code: 'step', args: {} }, undo: null, redo: null }),
      },
    });
    await desk.undo('7');
    expect(host.asked).toContainEqual({ command: 'undo_to', request: { step: '7' } });
    expect(desk.toast?.text).toBe('Took 3 steps back. 1 value stays, since somebody changed it meanwhile.');
  });

  test('with nothing to undo says so', async () => {
    const { desk } = await startDesk({
      handlers: {
        undo: () => {
          throw wireError('nothing_to_undo');
        },
      },
    });
    await desk.undo();
    expect(desk.toast).toMatchObject({ text: 'There is nothing to undo.', tone: 'danger' });
  });
});

describe('what the program tells unasked', () => {
  test('of the exchange is not undone by an answer that was under way', async () => {
    const { desk, host } = await startDesk();
    const [before, after] = [appState(), appState()];
    after.sync = { ...after.sync, decisions: 1 };
    let answer = (_: typeof before) => {};
    const slow = new Promise<typeof before>((resolve) => (answer = resolve));
    host.handlers.app_state = () => slow;
    host.emit({ event: 'changed', visits: ['v1'] });
    host.handlers.app_state = () => after;
    host.emit({ event: 'sync', summary: after.sync });
    answer(before);
    await slow;
    await vi.waitFor(() => expect(desk.sync?.decisions).toBe(1));
    await Promise.resolve();
    expect(desk.sync?.decisions).toBe(1);
  });

  test('of a change reads the frame again and reaches the screen that listens', async () => {
    const { desk, host } = await startDesk();
    const heard = vi.fn();
    const stop = desk.onChange(heard);
    host.handlers.app_state = () => appState({ visits: [visitRow({ clashes: 3 })] });
    host.emit({ event: 'changed', visits: ['v1'] });
    await vi.waitFor(() => expect(desk.visits[0]?.clashes).toBe(3));
    expect(heard).toHaveBeenCalledExactlyOnceWith(['v1']);
    stop();
    host.emit({ event: 'changed', visits: ['v1'] });
    expect(heard).toHaveBeenCalledOnce();
  });

  test('of another visit does not wake a screen, but a change of the chapter does', async () => {
    const { desk, host } = await startDesk();
    const heard = vi.fn();
    desk.onChange(heard, 'v1');
    host.emit({ event: 'changed', visits: ['v2'] });
    expect(heard).not.toHaveBeenCalled();
    host.emit({ event: 'changed', visits: ['v2', 'v1'] });
    host.emit({ event: 'changed', visits: [] });
    expect(heard).toHaveBeenCalledTimes(2);
  });

  test('of sync moves the foot of the menu and asks for nothing', async () => {
    const { desk, host } = await startDesk();
    const before = host.asked.length;
    host.emit({ event: 'sync', summary: { ...appState().sync, state: 'up_to_date', waiting: 0 } });
    expect(desk.sync).toMatchObject({ state: 'up_to_date', waiting: 0 });
    expect(host.asked).toHaveLength(before);
  });
});

describe('the start', () => {
  test('without a chapter leads to the welcome', async () => {
    const { desk } = await startDesk({ handlers: { app_state: () => appState({ chapter: null, visits: [] }) } });
    expect(desk.router.route).toEqual({ name: 'welcome' });
  });

  test('opens the screen that was open last', async () => {
    const chosen = { language: 'uk', theme: 'dark', text_size: 125, clock: '12', letter_keys: false };
    const last_route = '#/v/v1/participants?person=p1';
    const handlers = { preferences: () => preferences({ ...chosen, last_route }) };
    const { desk } = await startDesk({ handlers, route: null });
    expect(desk.router.route).toEqual({ name: 'participants', visit: 'v1', person: 'p1' });
    expect(document.documentElement).toMatchObject({ lang: 'uk', dir: 'ltr' });
    expect(document.documentElement.dataset.theme).toBe('dark');
    expect(document.documentElement.style.fontSize).toBe('125%');
    expect(fmt.clock).toBe('12');
    expect(desk.keys.letters).toBe(false);
  });

  test('goes where the address says rather than where the person was last', async () => {
    const { desk } = await startDesk({ route: { name: 'sync' } });
    expect(desk.router.route).toEqual({ name: 'sync' });
  });

  test('says why it can show nothing, and shows it once the program answers', async () => {
    let broken = true;
    const { desk } = await startDesk({
      handlers: {
        app_state: () => {
          if (broken) throw wireError('wrong_key');
          return appState();
        },
      },
    });
    expect(desk.failure).toMatchObject({ code: 'wrong_key' });
    broken = false;
    await desk.reload();
    expect(desk.failure).toBeNull();
    expect(desk.chapter?.name).toBe('Arlington');
  });
});

describe('a preference', () => {
  test('holds at once and is kept whole', async () => {
    const { desk, host } = await startDesk();
    await desk.prefer({ theme: 'dark' });
    expect(document.documentElement.dataset.theme).toBe('dark');
    expect(host.asked.at(-1)).toEqual({ command: 'preferences_set', request: { ...desk.preferences, theme: 'dark' } });
  });

  test('that cannot be kept is taken back, and that is said', async () => {
    const { desk } = await startDesk({
      handlers: {
        preferences_set: () => {
          throw wireError('disk_full');
        },
      },
    });
    await desk.prefer({ theme: 'dark' });
    expect(desk.preferences.theme).toBeNull();
    expect(document.documentElement.dataset.theme).toBe('light');
    expect(desk.toast).toMatchObject({ tone: 'danger' });
  });
});

describe('a step in words', () => {
  test('has its day and time written as the person reads them', () => {
    fmt.clock = '24';
    const args = { title: 'Station tour', day: '2026-10-20', time: '17:30' };
    expect(actionSentence({ code: 'item_moved', args })).toMatch(
      /^Moved “Station tour” to Tue, (?:20 Oct|Oct 20), 17:30$/,
    );
  });

  test('that takes a value away does not end in nothing', () => {
    const step = { code: 'item_place', args: { title: 'Lunch', place: '' } };
    expect(actionSentence(step)).toBe('Took the place off “Lunch”');
  });

  test('names one person and counts several', () => {
    const checkedIn = (count: string) => actionSentence({ code: 'checked_in', args: { name: 'Yurii Savchuk', count } });
    expect(checkedIn('1')).toBe('Checked in Yurii Savchuk');
    expect(checkedIn('21')).toBe('Checked in 21 people');
  });
});

test.each([
  ['uk', ['en-US'], 'uk'],
  [null, ['fi-FI', 'uk-UA', 'en'], 'uk'],
  [null, ['de-AT', 'uk-UA', 'en'], 'de'],
  [null, ['fi-FI', 'sv'], 'en'],
  ['pseudo-rtl', ['en'], 'pseudo-rtl'],
  ['xx', ['uk'], 'uk'],
])('of %s and a system of %o the language is %s', (preferred, system, language) => {
  expect(chosenLanguage(preferred, system)).toBe(language);
});
