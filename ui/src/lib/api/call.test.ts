import { expect, test } from 'vitest';
import { fakeHost, wireError } from '$lib/host/fake';
import { HostError } from '$lib/host/host';
import { createApi } from './call';

test('a command that takes nothing is sent with an empty request', async () => {
  const host = fakeHost({ trash: () => [] });
  await createApi(host)('trash');
  expect(host.asked).toEqual([{ command: 'trash', request: {} }]);
});

test('an error of the program keeps its code and its data', async () => {
  const host = fakeHost({
    item_move: () => {
      throw wireError('ends_before_start', { start: '10:00', end: '09:00' });
    },
  });
  await expect(createApi(host)('item_move', { item: 'i1', day: null, start: null, end: null })).rejects.toMatchObject({
    name: 'ApiError',
    code: 'ends_before_start',
    args: { start: '10:00', end: '09:00' },
  });
});

test('silence of the program is an error with a code too', async () => {
  const host = fakeHost({
    today: () => {
      throw new HostError('unreachable', 'gone');
    },
  });
  await expect(createApi(host)('today')).rejects.toMatchObject({ name: 'ApiError', code: 'unreachable' });
});

test('anything else thrown is our own fault, and keeps its cause', async () => {
  const cause = new TypeError('no');
  const host = fakeHost({
    today: () => {
      throw cause;
    },
  });
  await expect(createApi(host)('today')).rejects.toMatchObject({ code: 'internal', cause });
});
