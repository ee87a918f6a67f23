import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { QuickEntryView } from '$lib/api/bindings';
import { createApi } from '$lib/api/call';
import { fakeHost, wireError, type Handlers } from '$lib/host/fake';
import { quickView } from '$test/fixtures';
import { Quick, TYPING_MS } from './quick.svelte';

const HERE = { visit: 'v1', day: '2026-10-20' };

function quickOn(handlers: Handlers) {
  const host = fakeHost(handlers);
  return { host, quick: new Quick(createApi(host)) };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('a line is read once, when the typing pauses', async () => {
  const { host, quick } = quickOn({ quick_entry: () => quickView() });
  quick.type('tue', HERE);
  quick.type('tue 15 lunch ', HERE);
  await vi.advanceTimersByTimeAsync(TYPING_MS);
  expect(host.asked).toEqual([{ command: 'quick_entry', request: { ...HERE, text: 'tue 15 lunch' } }]);
  expect(quick.view?.item?.title).toBe('Lunch');
});

test('whoever presses Enter at once gets what the whole line means', async () => {
  const { host, quick } = quickOn({ quick_entry: () => quickView() });
  quick.type('tue 15 lunch', HERE);
  expect((await quick.now())?.title).toBe('Lunch');
  await vi.advanceTimersByTimeAsync(TYPING_MS);
  await quick.now();
  expect(host.asked).toHaveLength(1);
});

test('a slow answer to an earlier text does not replace the later one', async () => {
  const answers: ((view: QuickEntryView) => void)[] = [];
  const { quick } = quickOn({ quick_entry: () => new Promise((answer) => answers.push(answer)) });
  quick.type('tue', HERE);
  await vi.advanceTimersByTimeAsync(TYPING_MS);
  quick.type('wed', HERE);
  await vi.advanceTimersByTimeAsync(TYPING_MS);
  answers[1]?.(quickView({ title: 'Later' }));
  answers[0]?.(quickView({ title: 'Earlier' }));
  await vi.advanceTimersByTimeAsync(0);
  expect(quick.view?.item?.title).toBe('Later');
});

test('nothing typed, or no visit to type for, means nothing and asks nothing', async () => {
  const { host, quick } = quickOn({ quick_entry: () => quickView() });
  quick.type('  ', HERE);
  quick.type('tue 15 lunch', null);
  await vi.advanceTimersByTimeAsync(TYPING_MS);
  expect(await quick.now()).toBeNull();
  expect(host.asked).toEqual([]);
});

test('a line that cannot be read leaves its error to be shown', async () => {
  const { quick } = quickOn({
    quick_entry: () => {
      throw wireError('internal');
    },
  });
  quick.type('tue', HERE);
  expect(await quick.now()).toBeNull();
  expect(quick.error).toMatchObject({ code: 'internal' });
});
