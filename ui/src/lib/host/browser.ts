// A browser, served by `desk serve`: commands over HTTP, events as server-sent events.
//
// The page is opened as `/?token=…`. The token works once: it is exchanged for a session cookie that scripts cannot
// read, and goes out of the address so that it stays neither in the history nor in a copied link.

import type { DataRestored } from '$lib/api/bindings';
import { askForFile, offerFile } from './browser-files';
import { browserNotices } from './browser-notices';
import { HostError, type Files, type Host, type HostEvent } from './host';

/** What of a window this host touches. */
export interface Page {
  readonly location: Pick<Location, 'href'>;
  readonly history: Pick<History, 'replaceState'>;
  fetch(address: string, init: RequestInit): Promise<Response>;
  openEvents(address: string): Pick<EventSource, 'onmessage' | 'close'>;
}

/** Opens a session if the page brings a token, else goes on with the one it has. */
export async function openBrowserHost(page: Page = thisPage()): Promise<Host> {
  await exchangeToken(page);
  return {
    kind: 'browser',
    rpc: (command, request) => rpc(page, command, request),
    files: files(page),
    notices: browserNotices(),
    // A browser has menus of its own, and keeps them.
    shell: null,
    listen(on) {
      // EventSource connects again by itself when the program was away.
      const events = page.openEvents('events');
      events.onmessage = (message) => on(JSON.parse(message.data as string) as HostEvent);
      return () => events.close();
    },
  };
}

function thisPage(): Page {
  return {
    location: window.location,
    history: window.history,
    fetch: (address, init) => window.fetch(address, init),
    openEvents: (address) => new EventSource(address),
  };
}

async function exchangeToken(page: Page): Promise<void> {
  const address = new URL(page.location.href);
  const token = address.searchParams.get('token');
  if (token === null) return;
  address.searchParams.delete('token');
  page.history.replaceState(null, '', address.href);
  const response = await post(page, 'session', { token });
  // A used token is no failure here: a reloaded page has its cookie, and without one the first command says so.
  if (!response.ok && response.status !== 401) throw new HostError('unreachable', `session: HTTP ${response.status}`);
}

/** Copies are downloaded and uploaded: the browser may be on another computer than the program. */
function files(page: Page): Files {
  return {
    async saveCopy(name) {
      const response = await send(page, 'copy', { method: 'GET' });
      if (!response.ok) await answered(response, 'copy');
      offerFile(name, await response.blob());
      return name;
    },
    async chooseCopy() {
      const file = await askForFile();
      if (!file) return null;
      const restore = async () =>
        (await answered(await send(page, 'copy', { method: 'POST', body: file }), 'copy')) as DataRestored;
      return { name: file.name, restore };
    },
  };
}

async function rpc(page: Page, command: string, request: unknown): Promise<unknown> {
  return answered(await post(page, `rpc/${command}`, request), command);
}

/** What the program answered. Rejects with its error as it came, or with a `HostError` where none came. */
async function answered(response: Response, asked: string): Promise<unknown> {
  if (response.status === 401) throw new HostError('session_over', `${asked}: no session`);
  const body: unknown = await response.json().catch((cause: unknown) => {
    throw new HostError('unreachable', `${asked}: HTTP ${response.status} without JSON (${String(cause)})`);
  });
  if (!response.ok) throw body;
  return body;
}

function post(page: Page, address: string, body: unknown): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return send(page, address, { method: 'POST', headers, body: JSON.stringify(body) });
}

async function send(page: Page, address: string, init: RequestInit): Promise<Response> {
  try {
    return await page.fetch(address, { credentials: 'same-origin', ...init });
  } catch (cause) {
    throw new HostError('unreachable', `${address}: ${String(cause)}`);
  }
}
