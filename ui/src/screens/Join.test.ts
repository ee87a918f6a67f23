import { screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { fakeHost, type Handlers } from '$lib/host/fake';
import type { RouteOf } from '$lib/router.svelte';
import AtRoute from '$test/AtRoute.svelte';
import { renderWithDesk } from '$test/desk';
import { appState } from '$test/fixtures';
import Join from './Join.svelte';

const SERVER = 'https://desk.example.org';
const INVITED = { name: 'join', server: SERVER, code: 'K7QM-2X' } as const;

async function open(route: RouteOf<'join'>, handlers: Handlers = {}) {
  const host = fakeHost(handlers);
  const drawn = await renderWithDesk(AtRoute, { host, route, props: { screen: Join } });
  return { ...drawn, user: userEvent.setup() };
}

test('an invitation fills the form in, and only the person joins', async () => {
  const { desk, host, user } = await open(INVITED, { chapter_join: () => appState() });
  expect(screen.getByText(/invites you to a chapter on https:\/\/desk.example.org/)).toBeInTheDocument();
  expect(screen.getByLabelText(/server/i)).toHaveValue(SERVER);
  expect(screen.getByLabelText(/code/i)).toHaveValue('K7QM-2X');
  expect(host.asked.map(({ command }) => command)).not.toContain('chapter_join');
  await user.click(screen.getByRole('button', { name: 'Join' }));
  const request = { server: SERVER, code: 'K7QM-2X', person_name: 'Margaret' };
  await waitFor(() => expect(host.asked).toContainEqual({ command: 'chapter_join', request }));
  expect(desk.router.route).toEqual({ name: 'today' });
});

test('a chapter that works alone may be what the invitation is for', async () => {
  const sync = { ...appState().sync, state: 'alone', server: null } as const;
  const answers = { app_state: () => appState({ sync }), connect: () => appState() };
  const { host, user } = await open(INVITED, answers);
  await user.click(screen.getByRole('button', { name: 'Connect to a server' }));
  const request = { server: SERVER, code: 'K7QM-2X' };
  await waitFor(() => expect(host.asked).toContainEqual({ command: 'connect', request }));
});

test.each<RouteOf<'join'>>([
  { name: 'join' },
  { name: 'join', server: SERVER },
  { name: 'join', server: 'javascript:alert(1)', code: 'x' },
])('%o says that it is no whole invitation, and can be filled in by hand', async (route) => {
  await open(route);
  expect(screen.getByRole('alert')).toHaveTextContent('This link is not a whole invitation');
  expect(screen.getByLabelText(/server/i)).toHaveValue('');
});

test('without a chapter the link leads to the form too, and back to the beginning', async () => {
  const answers = { app_state: () => appState({ chapter: null, chapters: [], visits: [] }) };
  const { desk, user } = await open(INVITED, answers);
  expect(desk.router.route).toEqual(INVITED);
  await user.click(screen.getByRole('button', { name: 'Back' }));
  expect(desk.router.route).toEqual({ name: 'welcome' });
});
