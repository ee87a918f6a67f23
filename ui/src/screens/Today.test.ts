import { screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, onTestFinished, test } from 'vitest';
import { renderWithDesk } from '$test/desk';
import { appState, done, task, visitRow } from '$test/fixtures';
import type { TodayView } from '$lib/api/bindings';
import { wireError, type Handlers } from '$lib/host/fake';
import Today from './Today.svelte';

const LAN = {
  person: 'p1',
  name: { latin: 'Lan Nguyen', native: null, language: null, pronunciation: null },
};
const VISIT = visitRow({ clashes: 4, to_check: 2 });

function today(fields: Partial<TodayView> = {}): TodayView {
  return {
    date: '2026-10-06',
    lead: { visit: VISIT, guests: 10, arrived: 0, days_until: 11, placed: 42, unplaced: 3 },
    ribbon: [VISIT],
    tasks: [
      task({ id: 'Ask for a passport copy', group: 'now', due_on: '2026-10-04', days_late: 2, assignee: LAN }),
      task({ id: 'Send the gift list', group: 'week', due_on: '2026-10-07' }),
      task({ id: 'Supper numbers', group: 'waiting', waiting_on: 'Bohdan' }),
    ],
    sync: appState().sync,
    anniversaries: [
      { partnership: 'p1', home: 'Baltimore', partner: 'Rotterdam', hue: 3, years: 41, on: '2026-11-02', round: false },
    ],
    recent: [{ who: 'Bohdan', kind: 'person', count: 10, title: 'Yurii Savchuk', at_ms: Date.now() }],
    unreadable: [],
    ...fields,
  };
}

async function open(view: TodayView = today(), handlers: Handlers = {}) {
  const drawn = await renderWithDesk(Today, { handlers: { today: () => view, ...handlers } });
  // As the frame does.
  const handle = (event: KeyboardEvent) => drawn.desk.keys.handle(event);
  window.addEventListener('keydown', handle);
  onTestFinished(() => window.removeEventListener('keydown', handle));
  return { ...drawn, user: userEvent.setup() };
}

test('the next visit is told in a sentence, with the one way into it', async () => {
  await open();
  expect(await screen.findByRole('heading', { name: '10 guests come from Ivano-Frankivsk in 11 days' })).toBeVisible();
  expect(screen.getByText(/3 do not\. 4 clashes, 2 people to check\./)).toBeVisible();
  expect(screen.getByRole('link', { name: 'Open the visit' })).toHaveAttribute('href', '#/v/v1/overview');
});

test.each([
  [{ days_until: 0, guests: 1 }, '1 guest comes from Ivano-Frankivsk today'],
  [{ days_until: -2, arrived: 8 }, 'Day 3 of the visit from Ivano-Frankivsk: 8 of 10 guests have arrived'],
  [
    { days_until: 1, visit: { ...VISIT, direction: 'outbound' } },
    'Your delegation leaves for Ivano-Frankivsk tomorrow',
  ],
])('%o reads: %s', async (fields, sentence) => {
  await open(today({ lead: { visit: VISIT, guests: 10, arrived: 0, placed: 1, unplaced: 0, ...fields } }));
  expect(await screen.findByRole('heading', { name: sentence })).toBeVisible();
});

test('a visit of which nothing is placed yet says what waits', async () => {
  const lead = { visit: visitRow(), guests: 0, arrived: 0, days_until: 17, placed: 0, unplaced: 16 };
  await open(today({ lead }));
  expect(await screen.findByRole('heading', { name: 'Guests come from Ivano-Frankivsk in 17 days' })).toBeVisible();
  expect(screen.getByText('16 items of the itinerary wait for their days. No clashes, nobody to check.')).toBeVisible();
});

test('tasks stand in their groups, with what is late in words', async () => {
  await open();
  expect(await screen.findByText('2 days late')).toBeVisible();
  expect(screen.getAllByRole('heading', { level: 3 }).map((heading) => heading.textContent)).toEqual([
    'Now',
    'This week',
    'Waiting on someone',
  ]);
  expect(screen.getByText('Tomorrow')).toBeVisible();
  expect(screen.getByText('Waiting on Bohdan')).toBeVisible();
});

test('a task is ticked off at once, and comes back when the program refuses', async () => {
  let refuse: (error: unknown) => void = () => {};
  const { user, host } = await open(today(), {
    task_set_done: () => new Promise((_, reject) => (refuse = reject)),
  });
  const box = await screen.findByRole('checkbox', { name: 'Send the gift list' });
  await user.click(box);
  expect(box).toBeChecked();
  expect(host.asked.at(-1)).toEqual({
    command: 'task_set_done',
    request: { task: 'Send the gift list', done: true },
  });
  refuse(wireError('disk_full'));
  await waitFor(() => expect(box).not.toBeChecked());
  expect(screen.getByRole('alert')).toHaveTextContent('The disk is full');
});

test('by keyboard one walks down the tasks, ticks one off and goes on with the next', async () => {
  let view = today();
  const { user, host } = await open(view, {
    today: () => view,
    task_set_done: ({ task: id }) => {
      view = { ...view, tasks: view.tasks.filter((task) => task.id !== id) };
      return done(task({ id, status: 'done' }));
    },
  });
  await screen.findByText('2 days late');
  await user.keyboard('jj');
  expect(screen.getByRole('checkbox', { name: 'Send the gift list' })).toHaveFocus();
  await user.keyboard('k ');
  host.emit({ event: 'changed', visits: ['v1'] });
  await waitFor(() => expect(screen.queryByRole('checkbox', { name: 'Ask for a passport copy' })).toBeNull());
  await waitFor(() => expect(screen.getByRole('checkbox', { name: 'Send the gift list' })).toHaveFocus());
});

test('N writes a new task, and the focus comes back', async () => {
  const { user, host } = await open(today(), { task_add: () => done(task({ id: 'new' })) });
  await screen.findByText('2 days late');
  await user.keyboard('n');
  await user.keyboard('{Enter}');
  expect(screen.getByText('Write what is to be done.')).toBeVisible();
  await user.keyboard('Call the bus company{Enter}');
  await waitFor(() => expect(screen.queryByRole('form', { name: 'New task' })).toBeNull());
  expect(host.asked).toContainEqual({
    command: 'task_add',
    request: { visit: 'v1', title: 'Call the bus company', due_on: null },
  });
  expect(screen.getByRole('button', { name: 'Add task' })).toHaveFocus();
});

test('beside the tasks: sync in a sentence, anniversaries, what others did', async () => {
  await open();
  expect(await screen.findByText(/14 changes will be sent when you are back online\./)).toBeVisible();
  const anniversaries = within(screen.getByRole('region', { name: 'Anniversaries' }));
  expect(anniversaries.getByText('Baltimore and Rotterdam')).toBeVisible();
  expect(anniversaries.getByText(/^41 years, /)).toBeVisible();
  expect(screen.getByRole('region', { name: 'What others did' })).toHaveTextContent(
    'Bohdan: 10 people, such as Yurii Savchuk',
  );
});

test('without a visit one starts from a template', async () => {
  await renderWithDesk(Today, {
    handlers: {
      app_state: () => appState({ visits: [] }),
      today: () => today({ lead: null, ribbon: [], tasks: [] }),
    },
  });
  expect(await screen.findByRole('heading', { name: 'No visit planned yet' })).toBeVisible();
  expect(screen.getByRole('link', { name: 'Mayoral visit' })).toHaveAttribute(
    'href',
    '#/visits/new?template=mayoral_visit',
  );
});

test('a visit that cannot be read whole is said to be safe, and can be opened', async () => {
  await open(today({ unreadable: ['v9'] }));
  expect(await screen.findByRole('alert')).toHaveTextContent('safe');
  expect(screen.getByRole('link', { name: 'Open what is readable' })).toHaveAttribute('href', '#/v/v9/itinerary');
});
