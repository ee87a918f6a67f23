import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { startDesk } from '$test/desk';
import { done, visitRow } from '$test/fixtures';
import OnRoute from '$test/OnRoute.svelte';
import type { JournalLine, JournalPerson, JournalView, ParticipantRef } from '$lib/api/bindings';
import { wireError, type Handlers } from '$lib/host/fake';
import Journal from './Journal.svelte';

afterEach(() => history.replaceState(null, '', '#'));

test('one line and Enter write a note down now, and one goes on writing', async () => {
  const { user, host } = await open();
  const field = await screen.findByRole('textbox', { name: 'What happened' });
  await user.type(field, ' Rain, we go to the hall {Enter}');
  expect(host.asked.at(-1)).toEqual({
    command: 'journal_add',
    request: {
      visit: 'v1',
      kind: 'note',
      text: 'Rain, we go to the hall',
      day: '2026-10-20',
      time: null,
      person: null,
      minutes: null,
    },
  });
  await waitFor(() => expect(field).toHaveValue(''));
  expect(field).toHaveFocus();
});

test('nothing is no note', async () => {
  const { user, host } = await open();
  await user.type(await screen.findByRole('textbox', { name: 'What happened' }), '{Enter}');
  expect(screen.getByText('Write what happened.')).toBeVisible();
  expect(asked(host)).toEqual([]);
});

test('a refused note stays where it was written', async () => {
  const { user } = await open(undefined, { journal_add: () => Promise.reject(wireError('disk_full')) });
  const field = await screen.findByRole('textbox', { name: 'What happened' });
  await user.type(field, 'Rain{Enter}');
  expect(await screen.findByRole('alert')).toHaveTextContent('The disk is full');
  expect(field).toHaveValue('Rain');
});

test('a tap notes an arrival, and one tap all that are missing', async () => {
  const { user, host } = await open();
  await user.click(await screen.findByRole('radio', { name: 'Arrivals' }));
  expect(screen.getByText('2 people are not here yet')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Yurii Savchuk' }));
  expect(asked(host).at(-1)).toEqual({
    command: 'check_in',
    request: { participations: ['a2'], arrived: true, at: null },
  });
  await user.click(screen.getByRole('button', { name: 'All have arrived' }));
  expect(asked(host).at(-1)?.request).toEqual({ participations: ['a2', 'a3'], arrived: true, at: null });
});

test('on another day an arrival has that day, and the time that was given', async () => {
  const { user, host } = await open(journal({ day: '2026-10-19' }));
  await user.click(await screen.findByRole('radio', { name: 'Arrivals' }));
  await fireEvent.input(screen.getByLabelText('Time'), { target: { value: '15:40' } });
  await user.click(screen.getByRole('button', { name: 'Yurii Savchuk' }));
  expect(asked(host).at(-1)?.request).toEqual({ participations: ['a2'], arrived: true, at: '2026-10-19T15:40' });
});

test('those who are here can leave', async () => {
  const { user, host } = await open();
  await user.click(await screen.findByRole('radio', { name: 'Departures' }));
  await user.click(screen.getByRole('button', { name: 'Oksana Hnatiuk' }));
  expect(asked(host).at(-1)).toEqual({
    command: 'leave',
    request: { participations: ['a1'], departed: true, at: null },
  });
});

test('attendance takes two clicks: everybody, or by face', async () => {
  const { user, host } = await open();
  await user.click(await screen.findByRole('radio', { name: 'Who was there' }));
  await user.click(screen.getByRole('button', { name: /^Everybody\s*Drill/ }));
  expect(asked(host).at(-1)).toEqual({
    command: 'attendance_set',
    request: { item: 'i1', present: ['a1', 'a2'], head_count: null },
  });
  await user.click(screen.getByRole('button', { name: /^By face\s*Drill/ }));
  const faces = within(screen.getByRole('group', { name: 'Who was at “Drill”' }));
  expect(faces.getByRole('button', { name: 'Oksana Hnatiuk' })).toHaveAttribute('aria-pressed', 'true');
  await user.click(faces.getByRole('button', { name: 'Andrii Lytvyn' }));
  expect(asked(host).at(-1)?.request).toEqual({ item: 'i1', present: ['a1', 'a3'], head_count: null });
  await user.click(faces.getByRole('button', { name: 'Oksana Hnatiuk' }));
  expect(asked(host).at(-1)?.request).toEqual({ item: 'i1', present: [], head_count: null });
});

test('how many came in all is kept when the field is left', async () => {
  const { user, host } = await open();
  await user.click(await screen.findByRole('radio', { name: 'Who was there' }));
  await user.click(screen.getByRole('button', { name: /^By face\s*Drill/ }));
  await user.type(screen.getByRole('textbox', { name: 'How many in all' }), '40');
  await user.tab();
  expect(asked(host).at(-1)?.request).toEqual({ item: 'i1', present: ['a1'], head_count: 40 });
});

test('hours need somebody who gave them, and a length', async () => {
  const { user, host } = await open();
  await user.click(await screen.findByRole('radio', { name: 'Hours' }));
  await user.click(screen.getByRole('button', { name: 'Add hours' }));
  expect(screen.getByText('Choose who helped.')).toBeVisible();
  expect(asked(host)).toEqual([]);
  await user.selectOptions(screen.getByRole('combobox', { name: 'Who helped' }), 'Margaret Whitaker');
  await user.click(screen.getByRole('button', { name: '2 h' }));
  await user.type(screen.getByRole('textbox', { name: 'What for' }), 'Driving{Enter}');
  expect(asked(host).at(-1)).toEqual({
    command: 'journal_add',
    request: {
      visit: 'v1',
      kind: 'hours',
      text: 'Driving',
      day: '2026-10-20',
      time: null,
      person: 'p9',
      minutes: 120,
    },
  });
});

test('a line is changed where it stands, and the focus comes back', async () => {
  const { user, host } = await open();
  await user.click(await screen.findByRole('button', { name: 'Change: 10:15 Rain' }));
  const form = within(screen.getByRole('form', { name: '10:15 Rain' }));
  await user.clear(form.getByRole('textbox', { name: 'What happened' }));
  await user.type(form.getByRole('textbox', { name: 'What happened' }), 'Rain all day');
  await user.click(form.getByRole('button', { name: 'Keep' }));
  expect(asked(host).at(-1)).toEqual({
    command: 'record_set',
    request: { kind: 'journal_entry', id: 'n1', fields: { text: 'Rain all day', at: '2026-10-20T10:15:00' } },
  });
  await waitFor(() => expect(screen.getByRole('button', { name: 'Change: 10:15 Rain' })).toHaveFocus());
});

test('a note goes to the trash; an arrival is taken back from the people', async () => {
  const { user, host } = await open();
  await user.click(await screen.findByRole('button', { name: 'Delete: 10:15 Rain' }));
  expect(asked(host).at(-1)).toEqual({ command: 'record_delete', request: { kind: 'journal_entry', id: 'n1' } });
  await user.click(screen.getByRole('button', { name: 'Take back: 08:05 One person arrived' }));
  expect(asked(host).at(-1)).toEqual({
    command: 'check_in',
    request: { participations: ['a1'], arrived: false, at: null },
  });
});

test('brackets turn the days, J and K walk down the lines, N writes', async () => {
  const { user, host } = await open();
  await screen.findByText('Rain');
  await user.keyboard('jj');
  expect(screen.getByRole('button', { name: 'Change: 10:15 Rain' })).toHaveFocus();
  await user.keyboard('k');
  expect(screen.getByRole('button', { name: 'Change: 08:05 One person arrived' })).toHaveFocus();
  await user.keyboard('n');
  await waitFor(() => expect(screen.getByRole('textbox', { name: 'What happened' })).toHaveFocus());
  (document.activeElement as HTMLElement).blur();
  await user.keyboard(']');
  expect(location.hash).toBe('#/v/v1/journal?day=2026-10-21');
  await waitFor(() => expect(host.asked.at(-1)?.request).toEqual({ visit: 'v1', day: '2026-10-21' }));
});

test('hours of the day are summed in words', async () => {
  await open();
  expect(await screen.findByText('2 volunteers gave 3 h on this day; 12 h 30 min in the whole visit.')).toBeVisible();
});

function who(id: string, latin: string): ParticipantRef {
  const name = { latin, native: null, language: null, pronunciation: null };
  return { id, person: `p${id}`, name, side: 'guest', track: null, role: 'delegate' };
}

function person(id: string, latin: string, arrived_at: string | null): JournalPerson {
  return { who: who(id, latin), arrived_at, departed_at: null };
}

const EMPTY_LINE: Omit<JournalLine, 'key' | 'kind' | 'time'> = {
  entry: null,
  text: null,
  people: [],
  item: null,
  expected: 0,
  head_count: null,
  volunteer: null,
  minutes: null,
};

function journal(fields: Partial<JournalView> = {}): JournalView {
  return {
    visit: visitRow(),
    zone: 'America/New_York',
    now: '2026-10-20T11:07',
    day: '2026-10-20',
    days: [
      { date: '2026-10-19', lines: 0 },
      { date: '2026-10-20', lines: 2 },
      { date: '2026-10-21', lines: 0 },
    ],
    lines: [
      { ...EMPTY_LINE, key: 'arrival 08:05', kind: 'arrival', time: '08:05', people: [who('a1', 'Oksana Hnatiuk')] },
      { ...EMPTY_LINE, key: 'n1', entry: 'n1', kind: 'note', time: '10:15', text: 'Rain' },
    ],
    people: [
      person('a1', 'Oksana Hnatiuk', '2026-10-20T08:05'),
      person('a2', 'Yurii Savchuk', null),
      person('a3', 'Andrii Lytvyn', null),
    ],
    items: [
      {
        id: 'i1',
        title: 'Drill',
        kind: 'training',
        start: '09:00',
        end: '12:00',
        expected: ['a1', 'a2'],
        present: ['a1'],
        head_count: null,
      },
    ],
    volunteers: [{ id: 'p9', name: 'Margaret Whitaker' }],
    hours: { minutes: 180, volunteers: 2 },
    hours_in_all: { minutes: 750, volunteers: 4 },
    ...fields,
  };
}

async function open(view: JournalView = journal(), handlers: Handlers = {}) {
  const { desk, host } = await startDesk({
    handlers: {
      journal: () => view,
      journal_add: () => done({}),
      check_in: () => done({}),
      leave: () => done({}),
      attendance_set: () => done({}),
      record_set: () => done({ kind: 'journal_entry', id: 'n1', fields: {} }),
      record_delete: () => done({}),
      ...handlers,
    },
    route: { name: 'journal', visit: 'v1' },
  });
  render(OnRoute, { props: { desk, screen: Journal as never } });
  return { desk, host, user: userEvent.setup() };
}

/** The edits that were asked for. */
function asked(host: { asked: { command: string; request: unknown }[] }) {
  const reading = new Set(['journal', 'app_state', 'preferences']);
  return host.asked.filter(({ command }) => !reading.has(command));
}
