import { screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, onTestFinished, test } from 'vitest';
import { renderWithDesk } from '$test/desk';
import { appState, done } from '$test/fixtures';
import type { DecisionView, SyncSummary, SyncView, VersionView } from '$lib/api/bindings';
import { wireError, type Handlers } from '$lib/host/fake';
import Sync from './Sync.svelte';

function version(fields: Partial<VersionView>): VersionView {
  return { value: null, shown: null, who: 'Anna', mine: false, at_ms: 0, ...fields };
}

function decision(fields: Partial<DecisionView> & { id: string }): DecisionView {
  return {
    kind: 'programme_item',
    record: `record-${fields.id}`,
    title: 'Arrival flight',
    visit: 'v1',
    visit_title: 'Firefighter exchange',
    field: 'public_note',
    holds: 'long_text',
    first: version({ value: 'LO 093, Warsaw to Dulles' }),
    second: version({ value: 'LO 095, Warsaw to Dulles', who: 'Bohdan' }),
    before: 'LO 091, Warsaw to Dulles',
    stands: 'second',
    ...fields,
  };
}

function summary(fields: Partial<SyncSummary> = {}): SyncSummary {
  return { ...appState().sync, waiting: 0, ...fields };
}

const NOTHING: SyncView = { summary: summary(), decisions: [], waiting: [], combined: [], set_aside: [] };

async function open(view: Partial<SyncView>, handlers: Handlers = {}, state = {}) {
  const shown = { ...NOTHING, ...view };
  const drawn = await renderWithDesk(Sync, {
    route: { name: 'sync' },
    props: { route: { name: 'sync' } as const },
    handlers: {
      app_state: () => appState({ sync: shown.summary, ...state }),
      sync_view: () => shown,
      ...handlers,
    },
  });
  // As the frame does.
  const handle = (event: KeyboardEvent) => drawn.desk.keys.handle(event);
  window.addEventListener('keydown', handle);
  onTestFinished(() => window.removeEventListener('keydown', handle));
  return { ...drawn, user: userEvent.setup() };
}

test('two versions are told apart by the words that differ, and the button says what comes of it', async () => {
  const { user, host } = await open({ decisions: [decision({ id: 'd1' })] }, { settle: () => done({}) });
  expect(await screen.findByRole('heading', { name: 'Both Anna and Bohdan changed Arrival flight' })).toBeVisible();
  expect([...document.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['093', '095']);
  expect(screen.getByText('Before: LO 091, Warsaw to Dulles')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Choose a version' })).toBeDisabled();
  await user.click(screen.getByRole('radio', { name: 'Bohdan' }));
  await user.click(screen.getByRole('button', { name: 'Keep Bohdan’s version' }));
  expect(host.asked).toContainEqual({ command: 'settle', request: { id: 'd1', keep: { keep: 'second' } } });
  expect(await screen.findByRole('heading', { name: 'Nothing to decide' })).toBeVisible();
});

test('by keyboard one writes a third version, keeps it, and stands at the next question', async () => {
  const second = decision({ id: 'd2', title: 'Welcome supper' });
  const { user, host } = await open({ decisions: [decision({ id: 'd1' }), second] }, { settle: () => done({}) });
  await screen.findByRole('heading', { name: /Arrival flight/ });
  await user.keyboard('3');
  const field = screen.getByRole('textbox', { name: 'Note for everybody' });
  expect(field).toHaveValue('LO 095, Warsaw to Dulles');
  await user.clear(field);
  await user.type(field, 'LO 097{Control>}{Enter}{/Control}');
  expect(host.asked).toContainEqual({
    command: 'settle',
    request: { id: 'd1', keep: { keep: 'value', value: 'LO 097' } },
  });
  await waitFor(() => expect(screen.getByRole('heading', { name: /Welcome supper/ })).toHaveFocus());
});

test('a time is kept as a whole, with its zone, when a third one is written', async () => {
  const slot = (start: string, end: string) => ({
    day: '2026-10-17',
    start,
    end,
    zone: 'America/New_York',
    certainty: 'fixed',
  });
  const { user, host } = await open(
    {
      decisions: [
        decision({
          id: 'd1',
          field: 'slot',
          holds: 'slot',
          before: null,
          first: version({ value: slot('16:40:00', '18:25:00') }),
          second: version({ value: slot('18:00:00', '20:40:00'), mine: true }),
        }),
      ],
    },
    { settle: () => done({}) },
  );
  const there = await screen.findByText('01:00 – 03:40');
  expect(there.parentElement).toHaveTextContent('in Ivano-Frankivsk, next day');
  await user.keyboard('3');
  const starts = screen.getByLabelText('Starts');
  await user.clear(starts);
  await user.type(starts, '23:00');
  await user.clear(screen.getByLabelText('Ends'));
  await user.type(screen.getByLabelText('Ends'), '00:30');
  await user.click(screen.getByRole('button', { name: 'Keep what I wrote' }));
  expect(host.asked.at(-1)?.request).toEqual({
    id: 'd1',
    keep: { keep: 'value', value: { ...slot('23:00:00', '00:30:00'), end_day: '2026-10-18' } },
  });
});

test('what one deleted and another changed is asked as such', async () => {
  const { user, host } = await open(
    {
      decisions: [
        decision({
          id: 'd1',
          field: 'deleted',
          holds: 'flag',
          first: version({ value: true }),
          second: version({ value: false, mine: true }),
        }),
      ],
    },
    { settle: () => done({}) },
  );
  expect(await screen.findByRole('heading', { name: 'Anna deleted Arrival flight, you changed it' })).toBeVisible();
  expect(screen.queryByRole('radio', { name: /Neither/ })).toBeNull();
  await user.keyboard('1');
  expect(screen.getByRole('button', { name: 'Delete it' })).toBeEnabled();
  await user.keyboard('2');
  await user.click(screen.getByRole('button', { name: 'Keep it' }));
  expect(host.asked.at(-1)?.request).toEqual({ id: 'd1', keep: { keep: 'second' } });
});

test('J and K go through the questions', async () => {
  const { user, desk } = await open({ decisions: [decision({ id: 'd1' }), decision({ id: 'd2' })] });
  await screen.findByRole('heading', { name: /Both Anna/ });
  await user.keyboard('j');
  expect(desk.router.route).toEqual({ name: 'sync', decision: 'd2' });
});

test('a decision that is refused says why, and stays', async () => {
  const { user } = await open(
    { decisions: [decision({ id: 'd1' })] },
    { settle: () => Promise.reject(wireError('disk_full')) },
  );
  await screen.findByRole('heading', { name: /Arrival flight/ });
  await user.keyboard('1{Control>}{Enter}{/Control}');
  expect(await screen.findByRole('alert')).toHaveTextContent('The disk is full');
  expect(screen.getByRole('heading', { name: /Arrival flight/ })).toBeVisible();
});

test('what waits is counted by kind, and one can try to connect', async () => {
  const { user } = await open(
    {
      summary: summary({ waiting: 12 }),
      waiting: [
        { kind: 'programme_item', count: 9 },
        { kind: 'task', count: 3 },
      ],
    },
    { sync_now: () => Promise.reject(wireError('server_unreachable')) },
  );
  expect(await screen.findByText('9 itinerary items')).toBeVisible();
  expect(screen.getByText('3 tasks')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Try to connect' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('The server did not answer. Your changes are safe');
});

test('what was set aside can be sent again, or discarded after asking', async () => {
  const row = {
    id: '7',
    kind: 'task',
    title: 'Book the bus',
    reason: 'forbidden',
    detail: 'viewer',
    at_ms: 0,
    fields: { title: 'Book the bus' },
  };
  const { user, host } = await open(
    { set_aside: [row] },
    { set_aside_retry: () => ({}), set_aside_discard: () => ({}) },
  );
  expect(await screen.findByText('This computer may not change that on the server.')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(host.asked).toContainEqual({ command: 'set_aside_retry', request: { id: '7' } });
  await user.click(screen.getByRole('button', { name: 'Discard' }));
  expect(host.asked.map(({ command }) => command)).not.toContain('set_aside_discard');
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Discard' }));
  expect(host.asked).toContainEqual({ command: 'set_aside_discard', request: { id: '7' } });
});

test('a chapter that works alone can be connected', async () => {
  const { user, host } = await open(
    { summary: summary({ state: 'alone', server: null }) },
    { connect: () => Promise.reject(wireError('bad_invitation')) },
  );
  await user.type(await screen.findByLabelText('Address of the server'), 'https://desk.example.org');
  await user.type(screen.getByLabelText('Code from the invitation'), 'ABCD-EFGH-JKLM');
  await user.click(screen.getByRole('button', { name: 'Connect to a server' }));
  expect(host.asked.at(-1)).toEqual({
    command: 'connect',
    request: { server: 'https://desk.example.org', code: 'ABCD-EFGH-JKLM' },
  });
  expect(await screen.findByRole('alert')).toHaveTextContent('This code is not known');
});

test('a clock that is off and a key in a file are said', async () => {
  await open({ summary: summary({ clock_off_minutes: -7 }) }, {}, { key_kept_in: 'key_file' });
  expect(await screen.findByText(/is 7 minutes behind/)).toBeVisible();
  expect(screen.getByText(/The key to your data lies in a file/)).toBeVisible();
});
