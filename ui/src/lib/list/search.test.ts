import { expect, test } from 'vitest';
import type { SearchHit } from '$lib/api/bindings';
import { createApi } from '$lib/api/call';
import { fakeHost, wireError } from '$lib/host/fake';
import { ListSearch } from './search.svelte';

function hit(kind: string, id: string): SearchHit {
  return { kind, id, visit: null, title: '', native: null, detail: null, shown_by: null };
}

function search(answer: (text: string) => SearchHit[] | Promise<SearchHit[]> = () => []) {
  const reported: string[] = [];
  const api = createApi(fakeHost({ search: ({ text }) => answer(text) }));
  return { reported, search: new ListSearch({ api, report: ({ code }) => reported.push(code) }, 'task') };
}

test('every word has to stand in the row, in any order and without accents', async () => {
  const { search: list } = search();
  await list.type('creme  Brulee');
  expect(list.finds('t1', 'Brûlée à la', 'crème')).toBe(true);
  expect(list.finds('t1', 'Crème', null)).toBe(false);
});

test('what the program finds of the kind counts, whatever the row shows', async () => {
  const { search: list } = search(() => [hit('task', 't1'), hit('person', 't2')]);
  await list.type('avtobus');
  expect(list.finds('t1', 'Автобус')).toBe(true);
  expect(list.finds('t2', 'Автобус')).toBe(false);
});

test('a slow answer to an earlier text does not replace a later one’s', async () => {
  let late: (hits: SearchHit[]) => void = () => {};
  const { search: list } = search((text) => {
    if (text === 'a') return new Promise<SearchHit[]>((resolve) => (late = resolve));
    return [hit('task', 't2')];
  });
  const first = list.type('a');
  await list.type('ab');
  late([hit('task', 't1')]);
  await first;
  expect([list.finds('t1', ''), list.finds('t2', '')]).toEqual([false, true]);
});

test('that the program could not be asked is said, and the row’s own letters still find', async () => {
  const { search: list, reported } = search(() => {
    throw wireError('internal');
  });
  await list.type('bus');
  expect(reported).toEqual(['internal']);
  expect(list.finds('t1', 'Book the bus')).toBe(true);
});
