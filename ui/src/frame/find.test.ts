import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { visitRow } from '$test/fixtures';
import { createApi } from '$lib/api/call';
import type { SearchHit } from '$lib/api/bindings';
import { fakeHost, wireError, type Handlers } from '$lib/host/fake';
import { Find, TYPING_MS } from './find.svelte';

const yurii: SearchHit = {
  ...{ kind: 'person', id: 'p5', visit: 'v1', title: 'Yurii Savchuk', native: 'Юрій Савчук', detail: 'Rescue diver' },
};

function findOn(handlers: Handlers) {
  const host = fakeHost(handlers);
  return { host, find: new Find(createApi(host)) };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('typing', () => {
  test('asks once, when it pauses', async () => {
    const { host, find } = findOn({ search: () => [yurii] });
    find.type('ю');
    await vi.advanceTimersByTimeAsync(TYPING_MS - 1);
    find.type('юр ');
    await vi.advanceTimersByTimeAsync(TYPING_MS);
    expect(host.asked).toEqual([{ command: 'search', request: { text: 'юр', limit: 30 } }]);
    expect(find.hits.person).toMatchObject([
      { title: 'Yurii Savchuk', native: 'Юрій Савчук', route: { name: 'participants', visit: 'v1', person: 'p5' } },
    ]);
  });

  test('of nothing asks nothing and shows nothing', async () => {
    const { host, find } = findOn({ search: () => [yurii] });
    find.type('  ');
    await vi.advanceTimersByTimeAsync(TYPING_MS);
    expect(host.asked).toEqual([]);
    expect(find.nothing).toBe(false);
  });
});

test('a slow answer to an earlier text does not replace the later one', async () => {
  const answers: ((hits: SearchHit[]) => void)[] = [];
  const { find } = findOn({ search: () => new Promise((answer) => answers.push(answer)) });
  find.type('a');
  await vi.advanceTimersByTimeAsync(TYPING_MS);
  find.type('ab');
  await vi.advanceTimersByTimeAsync(TYPING_MS);
  answers[1]?.([yurii]);
  answers[0]?.([{ ...yurii, title: 'Too late' }]);
  await vi.advanceTimersByTimeAsync(0);
  expect(find.hits.person?.map(({ title }) => title)).toEqual(['Yurii Savchuk']);
});

test('an item leads to its place in the itinerary, and what has no screen is left out', async () => {
  const item: SearchHit = {
    kind: 'programme_item',
    id: 'i9',
    visit: 'v1',
    title: 'Station tour',
    native: null,
    detail: null,
  };
  const { find } = findOn({ search: () => [item, { ...item, kind: 'venue' }, { ...yurii, visit: null }] });
  find.type('station');
  await vi.advanceTimersByTimeAsync(TYPING_MS);
  expect(Object.keys(find.hits)).toEqual(['programme_item']);
  expect(find.hits.programme_item?.[0]?.route).toEqual({ name: 'itinerary', visit: 'v1', item: 'i9' });
});

test('nothing found is said only once the program has looked', async () => {
  const { find } = findOn({ search: () => [] });
  find.type('xyz');
  expect(find.nothing).toBe(false);
  await vi.advanceTimersByTimeAsync(TYPING_MS);
  expect(find.nothing).toBe(true);
});

test('a search that fails leaves its error to be shown', async () => {
  const { find } = findOn({
    search: () => {
      throw wireError('internal');
    },
  });
  find.type('x');
  await vi.advanceTimersByTimeAsync(TYPING_MS);
  expect(find.error).toMatchObject({ code: 'internal' });
});

test('places are narrowed by every word typed', () => {
  const { find } = findOn({});
  const visits = [visitRow(), visitRow({ id: 'v2', title: 'Mayor of Gbarnga' })];
  expect(find.places(visits)).toHaveLength(6);
  find.type('part gbar');
  expect(find.places(visits)).toMatchObject([{ route: { name: 'participants', visit: 'v2' } }]);
});
