import { describe, expect, test, vi } from 'vitest';
import type { HostEvent } from './host';
import { openBrowserHost, type Page } from './browser';

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });

function page(address: string, answer: (address: string) => Response | Promise<Response>) {
  const events = { onmessage: null as ((message: MessageEvent) => void) | null, close: vi.fn() };
  const fetch = vi.fn(async (asked: string, init: RequestInit) => {
    void init;
    return answer(asked);
  });
  const replaceState = vi.fn();
  const made: Page = {
    location: { href: address },
    history: { replaceState },
    fetch,
    openEvents: () => events as never,
  };
  return { made, fetch, replaceState, events };
}

describe('the one-time token', () => {
  test('is exchanged for a session and goes out of the address', async () => {
    const { made, fetch, replaceState } = page('http://127.0.0.1:4280/?token=abc#/sync', () => json({}));
    await openBrowserHost(made);
    expect(fetch.mock.calls[0]?.[0]).toBe('session');
    expect(fetch.mock.calls[0]?.[1].body).toBe('{"token":"abc"}');
    expect(replaceState).toHaveBeenCalledWith(null, '', 'http://127.0.0.1:4280/#/sync');
  });

  test('is not asked for where the page has none', async () => {
    const { made, fetch } = page('http://127.0.0.1:4280/#/sync', () => json({}));
    await openBrowserHost(made);
    expect(fetch).not.toHaveBeenCalled();
  });

  test('that was used already leaves it to the cookie', async () => {
    const { made } = page('http://127.0.0.1:4280/?token=abc', (asked) =>
      asked === 'session' ? json({}, 401) : json({ ok: true }),
    );
    const host = await openBrowserHost(made);
    await expect(host.rpc('app_state', {})).resolves.toEqual({ ok: true });
  });
});

describe('a command', () => {
  const host = (answer: (address: string) => Response | Promise<Response>) =>
    openBrowserHost(page('http://127.0.0.1/', answer).made);

  test('goes to its own address as JSON', async () => {
    const { made, fetch } = page('http://127.0.0.1/', () => json([]));
    await (await openBrowserHost(made)).rpc('search', { text: 'Юрій', limit: 5 });
    expect(fetch.mock.calls[0]?.[0]).toBe('rpc/search');
    expect(fetch.mock.calls[0]?.[1]).toMatchObject({ method: 'POST', body: '{"text":"Юрій","limit":5}' });
  });

  test('that the program refuses rejects with the error as it came', async () => {
    const refused = { code: 'not_found', message: 'no such item', args: { id: 'i9' } };
    await expect((await host(() => json(refused, 404))).rpc('item_move', {})).rejects.toEqual(refused);
  });

  test('says that nobody answered when the program is gone', async () => {
    const gone = await host(() => Promise.reject(new TypeError('Failed to fetch')));
    await expect(gone.rpc('today', {})).rejects.toMatchObject({ name: 'HostError', code: 'unreachable' });
  });

  test('says that the session is over', async () => {
    await expect((await host(() => json({}, 401))).rpc('today', {})).rejects.toMatchObject({ code: 'session_over' });
  });

  test('answered by something that is not the program is nobody answering', async () => {
    const proxy = await host(() => new Response('<html>Bad gateway</html>', { status: 502 }));
    await expect(proxy.rpc('today', {})).rejects.toMatchObject({ code: 'unreachable' });
  });
});

test('what the program tells unasked is passed on until one stops listening', async () => {
  const { made, events } = page('http://127.0.0.1/', () => json({}));
  const heard: HostEvent[] = [];
  const stop = (await openBrowserHost(made)).listen((event) => heard.push(event));
  events.onmessage?.(new MessageEvent('message', { data: '{"event":"changed","visits":["v1"]}' }));
  expect(heard).toEqual([{ event: 'changed', visits: ['v1'] }]);
  stop();
  expect(events.close).toHaveBeenCalledOnce();
});
