import { screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import AtRoute from '$test/AtRoute.svelte';
import { renderWithDesk } from '$test/desk';
import { done } from '$test/fixtures';
import type { PlannedTaskView, TaskPerson, TaskPlanView, TasksView, TaskView } from '$lib/api/bindings';
import { wireError, type Handlers } from '$lib/host/fake';
import type { RouteOf } from '$lib/router.svelte';
import Tasks from './Tasks.svelte';

afterEach(() => history.replaceState(null, '', '#'));

test('tasks stand by when they are due, and done ones are shown when asked for', async () => {
  const { user } = await open();
  expect(headings()).toEqual(['Now', 'This week', 'Waiting on someone']);
  expect(titles()).toEqual(['Order flags', 'Book the bus', 'Supper numbers']);
  expect(screen.getByText('3 days late')).toBeVisible();
  await user.click(screen.getByRole('checkbox', { name: 'Show 1 done' }));
  expect(headings()).toEqual(['Now', 'This week', 'Waiting on someone', 'Done']);
  expect(screen.getByRole('checkbox', { name: 'Send the letter' })).toBeChecked();
});

test('tasks stand by phase or by person, those without one at the end', async () => {
  const { user } = await open();
  await user.click(screen.getByRole('radio', { name: 'By phase' }));
  expect(headings()).toEqual(['Hosting', 'Transport', 'No phase']);
  await user.click(screen.getByRole('radio', { name: 'By person' }));
  expect(headings()).toEqual(['Lan Nguyen', 'Nobody yet']);
  expect(titles()).toEqual(['Book the bus', 'Order flags', 'Supper numbers']);
});

test('tasks are found by any of their words, by whose they are, and put in order', async () => {
  const { user } = await open();
  await user.type(screen.getByRole('searchbox', { name: 'Find a task' }), 'bohdan');
  expect(titles()).toEqual(['Supper numbers']);
  await user.clear(screen.getByRole('searchbox', { name: 'Find a task' }));
  await user.selectOptions(screen.getByLabelText('Whose tasks'), 'Nobody yet');
  expect(titles()).toEqual(['Order flags', 'Supper numbers']);
  await user.selectOptions(screen.getByLabelText('Whose tasks'), 'Lan Nguyen');
  await user.type(screen.getByRole('searchbox', { name: 'Find a task' }), 'flags');
  expect(screen.getByText('No task fits what is asked for.')).toBeVisible();
});

test('within a group the order is by title when asked for', async () => {
  const { user } = await open({ view: { tasks: [task('b'), task('a')] } });
  expect(titles()).toEqual(['b', 'a']);
  await user.selectOptions(screen.getByLabelText('Order'), 'By title');
  expect(titles()).toEqual(['a', 'b']);
});

test('by keyboard alone a task is walked to, opened, closed and ticked off', async () => {
  const { user, host, desk } = await open();
  await user.keyboard('jj');
  expect(box('Book the bus')).toHaveFocus();
  await user.keyboard('{Enter}');
  expect(desk.router.route).toEqual({ name: 'tasks', visit: 'v1', task: 't2' });
  expect(drawer('Book the bus')).toBeVisible();
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('complementary')).toBeNull();
  expect(box('Book the bus')).toHaveFocus();
  await user.keyboard(' ');
  expect(asked(host, 'task_set_done')).toEqual([{ task: 't2', done: true }]);
  await user.keyboard('k');
  expect(box('Order flags')).toHaveFocus();
});

test('a tick comes back where the program refuses it, and says why', async () => {
  const { user } = await open({
    handlers: {
      task_set_done: () => {
        throw wireError('disk_full');
      },
    },
  });
  await user.click(box('Book the bus'));
  expect(await screen.findByRole('alert')).toHaveTextContent('The disk is full');
  expect(box('Book the bus')).not.toBeChecked();
});

test('every field of a task is kept as soon as it was changed', async () => {
  const { user, host } = await open({ task: 't2' });
  const beside = within(drawer('Book the bus'));
  await user.selectOptions(beside.getByLabelText('Who does it'), 'Nobody yet');
  await user.selectOptions(beside.getByLabelText('Status'), 'Waiting');
  await user.type(beside.getByLabelText('Note'), 'Ask twice{Tab}');
  const title = beside.getByLabelText('Title');
  await user.clear(title);
  await user.tab();
  expect(beside.getByText('Write what is to be done.')).toBeVisible();
  expect(asked(host, 'record_set')).toEqual([
    { kind: 'task', id: 't2', fields: { assignee: null } },
    { kind: 'task', id: 't2', fields: { status: 'waiting' } },
    { kind: 'task', id: 't2', fields: { note: 'Ask twice' } },
  ]);
});

test('why a field was not kept is said beside it', async () => {
  const { user } = await open({
    task: 't2',
    handlers: {
      record_set: () => {
        throw wireError('bad_value', { field: 'phase', value: 'x' });
      },
    },
  });
  const phase = within(drawer('Book the bus')).getByLabelText('Phase');
  await user.type(phase, 'x{Tab}');
  expect(phase).toHaveAccessibleDescription('“x” does not fit here.');
});

test('a task goes to the trash, and the focus to the one after it', async () => {
  const { user, host } = await open({ task: 't1' });
  await user.click(screen.getByRole('button', { name: 'Move to trash' }));
  expect(asked(host, 'record_delete')).toEqual([{ kind: 'task', id: 't1' }]);
  await waitFor(() => expect(box('Book the bus')).toHaveFocus());
});

test('several tasks are chosen by Shift and the arrows and changed in one step', async () => {
  const { user, host } = await open();
  await user.keyboard('j{Shift>}{ArrowDown}{/Shift}');
  expect(screen.getByText('2 chosen')).toBeVisible();
  await user.selectOptions(screen.getByLabelText('What to set'), 'Who does it');
  await user.selectOptions(screen.getByLabelText('Who does it'), 'Lan Nguyen');
  await user.click(screen.getByRole('button', { name: 'Set for 2' }));
  expect(asked(host, 'records_set')).toEqual([{ kind: 'task', ids: ['t1', 't2'], fields: { assignee: 'p1' } }]);
  expect(asked(host, 'task_set_done')).toEqual([]);
});

test('a task is added by N, for this visit', async () => {
  const { user, host } = await open();
  await user.keyboard('n');
  await user.keyboard('Call the motor pool{Enter}');
  expect(asked(host, 'task_add')).toEqual([{ visit: 'v1', title: 'Call the motor pool', due_on: null }]);
  await waitFor(() => expect(screen.getByRole('button', { name: 'Add task' })).toHaveFocus());
});

test('of a template what is wanted is added together, and what is there already is left out', async () => {
  const { user, host } = await open();
  await user.keyboard('t');
  const beside = within(await screen.findByRole('complementary', { name: 'From a template' }));
  await waitFor(() => expect(beside.getByLabelText('Template')).toHaveFocus());
  expect(beside.getByText('8 weeks before · Aug 22, 2026')).toBeVisible();
  expect(beside.getByText('95 days before · Jul 14, 2026 · there already')).toBeVisible();
  expect(beside.getByRole('checkbox', { name: 'Settle hosts' })).not.toBeChecked();
  await user.click(beside.getByRole('checkbox', { name: 'Thank-you letters' }));
  await user.click(beside.getByRole('button', { name: 'Add 1 task' }));
  expect(asked(host, 'tasks_plan')).toEqual([{ visit: 'v1', template: 'firefighter_exchange', numbers: [1] }]);
  await waitFor(() => expect(screen.queryByRole('complementary')).toBeNull());
});

test('another template can be chosen, and begins with all that is missing', async () => {
  const { user } = await open();
  await user.click(screen.getByRole('button', { name: 'From a template' }));
  await user.selectOptions(await screen.findByLabelText('Template'), 'Mayoral visit');
  expect(screen.getByRole('button', { name: 'Add 1 task' })).toBeEnabled();
  await user.click(screen.getByRole('checkbox', { name: 'Letter from mayor to mayor' }));
  expect(screen.getByRole('button', { name: 'Add 0 tasks' })).toBeDisabled();
});

test('a visit without tasks says how to begin', async () => {
  await open({ view: { tasks: [] } });
  expect(screen.getByText('Nothing to do yet')).toBeVisible();
});

interface Opened {
  task?: string;
  view?: Partial<TasksView>;
  handlers?: Handlers;
}

async function open({ task: opened, view = {}, handlers = {} }: Opened = {}) {
  const route: RouteOf<'tasks'> = { name: 'tasks', visit: 'v1', ...(opened ? { task: opened } : {}) };
  const drawn = await renderWithDesk(AtRoute, {
    route,
    props: { screen: Tasks },
    handlers: {
      tasks: () => ({ ...VIEW, ...view }),
      search: () => [],
      task_add: () => done(task('t9')),
      task_set_done: () => done(task('t9')),
      task_plans: () => PLANS,
      tasks_plan: () => done({}),
      record_set: ({ kind, id }) => done({ kind, id, fields: {} }),
      record_delete: () => done({}),
      records_set: () => done({}),
      ...handlers,
    },
  });
  await screen.findByText(view.tasks?.length === 0 ? 'Nothing to do yet' : 'next and previous');
  return { ...drawn, user: userEvent.setup() };
}

const LAN: TaskPerson = {
  person: 'p1',
  name: { latin: 'Lan Nguyen', native: null, language: null, pronunciation: null },
};

function task(id: string, fields: Partial<TaskView> = {}): TaskView {
  return {
    id,
    title: id,
    visit: 'v1',
    visit_title: 'Firefighter exchange',
    group: 'now',
    due_on: null,
    days_late: 0,
    status: 'open',
    waiting_on: null,
    assignee: null,
    phase: null,
    note: null,
    ...fields,
  };
}

const VIEW: TasksView = {
  date: '2026-10-06',
  tasks: [
    task('t1', { title: 'Order flags', due_on: '2026-10-03', days_late: 3, phase: 'Hosting' }),
    task('t2', { title: 'Book the bus', group: 'week', due_on: '2026-10-08', phase: 'Transport', assignee: LAN }),
    task('t3', { title: 'Supper numbers', group: 'waiting', status: 'waiting', waiting_on: 'Bohdan' }),
    task('t4', { title: 'Send the letter', group: 'done', status: 'done' }),
  ],
  people: [LAN],
  phases: ['Hosting', 'Transport'],
};

function planned(number: number, title: string, fields: Partial<PlannedTaskView>): PlannedTaskView {
  return { number, title, phase: null, due_on: null, days: 0, from: 'start', there: false, ...fields };
}

const PLANS: TaskPlanView[] = [
  {
    template: 'firefighter_exchange',
    fits: true,
    tasks: [
      planned(0, 'Settle hosts', { days: -95, due_on: '2026-07-14', there: true }),
      planned(1, 'Send the outline programme', { days: -56, due_on: '2026-08-22' }),
      planned(2, 'Thank-you letters', { days: 7, from: 'end', due_on: '2026-11-02' }),
    ],
  },
  {
    template: 'mayoral_visit',
    fits: false,
    tasks: [planned(0, 'Letter from mayor to mayor', { days: -280, due_on: '2026-10-06' })],
  },
];

function headings(): string[] {
  return screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.textContent);
}

function titles(): string[] {
  return [...document.querySelectorAll('li .title')].map((title) => title.textContent.trim());
}

function box(title: string): HTMLElement {
  return screen.getByRole('checkbox', { name: title });
}

function drawer(title: string): HTMLElement {
  return screen.getByRole('complementary', { name: `Details of ${title}` });
}

function asked(host: { asked: { command: string; request: unknown }[] }, command: string): unknown[] {
  return host.asked.filter((it) => it.command === command).map(({ request }) => request);
}
