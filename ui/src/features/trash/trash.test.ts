import { expect, test } from 'vitest';
import type { TrashRow } from '$lib/api/bindings';
import { createApi } from '$lib/api/call';
import { fakeHost, wireError } from '$lib/host/fake';
import { Trash } from './trash.svelte';

function row(fields: Partial<TrashRow> = {}): TrashRow {
  const visit = { id: 'v1', name: 'Firefighter exchange' };
  return {
    kind: 'programme_item',
    id: 'i1',
    title: 'Lunch',
    who: 'Anna',
    at_ms: 1000,
    visit,
    hidden: false,
    ...fields,
  };
}

const ROWS = [
  row({ at_ms: 3000 }),
  row({ kind: 'task', id: 't1', title: 'Book the bus', who: 'Bohdan', at_ms: 2000 }),
  row({ kind: 'venue', id: 'n1', title: 'Café Éclair', visit: null }),
];

async function open(rows = ROWS) {
  const host = fakeHost({ trash: () => rows });
  const api = createApi(host);
  const trash = new Trash({ api, do: async (command, ...request) => (await api(command, ...request)) as never });
  await trash.load();
  return { host, trash, titles: () => trash.rows.map(({ title }) => title) };
}

test('the latest stands first, and every column sorts', async () => {
  const { trash, titles } = await open();
  expect(titles()).toEqual(['Lunch', 'Book the bus', 'Café Éclair']);
  trash.sort = { column: 'title', descending: false };
  expect(titles()).toEqual(['Book the bus', 'Café Éclair', 'Lunch']);
  trash.sort = { column: 'who', descending: true };
  expect(titles()[0]).toBe('Book the bus');
});

test('words and a kind narrow the list, without regard to accents', async () => {
  const { trash, titles } = await open();
  trash.text = 'cafe';
  expect(titles()).toEqual(['Café Éclair']);
  trash.text = 'firefighter anna';
  expect(titles()).toEqual(['Lunch']);
  trash.text = '';
  trash.kind = 'task';
  expect(titles()).toEqual(['Book the bus']);
});

test('what is refused stays, with the reason', async () => {
  const { host, trash } = await open();
  host.handlers.records_restore = () => {
    throw wireError('forbidden');
  };
  expect(await trash.restore(ROWS.slice(0, 1))).toBe(false);
  expect(trash.error).toMatchObject({ code: 'forbidden' });
});
