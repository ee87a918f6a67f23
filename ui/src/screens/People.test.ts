import { screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import AtRoute from '$test/AtRoute.svelte';
import { renderWithDesk } from '$test/desk';
import { done } from '$test/fixtures';
import { directory } from '$test/people';
import type { PeopleView, PersonRow, PersonView, PrivateView } from '$lib/api/bindings';
import { wireError, type Handlers } from '$lib/host/fake';
import type { RouteOf } from '$lib/router.svelte';
import { PAGE } from '../features/people/people.svelte';
import People from './People.svelte';

afterEach(() => history.replaceState(null, '', '#'));

test('everybody is listed by name, with where they come from and their latest visit', async () => {
  await open();
  expect(screen.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending');
  expect(cells()).toEqual([
    ['Bohdan Lys', 'Driver, Motor pool', '', 'German', 'No visit yet'],
    ['Margaret Hall', 'Host, Head of delegation', 'Arlington', '', '2 visits To Aachen, Jun 1, 2031'],
    ['Yurii Savchuk Юрій Савчук', 'Rescue diver', 'Ivano-Frankivsk', '', '1 visit Firefighter exchange, Oct 17, 2026'],
  ]);
});

test('a head of the table sorts, and the filters keep to a side, a role and a city', async () => {
  const { user } = await open();
  await user.click(screen.getByRole('button', { name: 'Visits' }));
  await listed(['Bohdan Lys', 'Yurii Savchuk', 'Margaret Hall']);
  await user.click(screen.getByRole('radio', { name: 'From partner cities 1' }));
  await listed(['Yurii Savchuk']);
  await user.click(screen.getByRole('radio', { name: 'Everybody 3' }));
  await user.selectOptions(screen.getByLabelText('Role'), 'Head of delegation');
  await listed(['Margaret Hall']);
  await user.selectOptions(screen.getByLabelText('Role'), 'Any role');
  await user.selectOptions(screen.getByLabelText('From'), 'Ivano-Frankivsk');
  await listed(['Yurii Savchuk']);
});

test('people are found by what one types, which the program is asked for', async () => {
  const { user, host } = await open();
  const box = screen.getByRole('searchbox', { name: 'Find a person' });
  await user.type(box, 'савчук');
  await waitFor(() => expect(names()).toEqual(['Yurii Savchuk']));
  expect(asked(host, 'people').at(-1)).toMatchObject({ text: 'савчук', sort: 'name', language: 'en-US', limit: PAGE });
  await user.type(box, 'x');
  await waitFor(() => expect(screen.getByText('Nobody fits what is asked for.')).toBeVisible());
});

test('whoever is open stays so when the list is kept to others', async () => {
  const { user } = await open({ person: 'p3' });
  await user.click(screen.getByRole('radio', { name: 'From partner cities 1' }));
  await waitFor(() => expect(names()).toEqual(['Yurii Savchuk']));
  expect(drawer('Margaret Hall')).toBeVisible();
});

test('one person is told over years, the latest visit first, with what waits for them', async () => {
  await open({ person: 'p3' });
  const beside = within(drawer('Margaret Hall'));
  const visits = await beside.findAllByRole('link');
  expect(visits.map((link) => [link.textContent.trim(), link.getAttribute('href')])).toEqual([
    ['To Aachen', '#/v/v2/participants?person=p3'],
    ['Firefighter exchange', '#/v/v1/participants?person=p3'],
    ['Book the flights', '#/v/v2/tasks?task=t1'],
  ]);
  expect(beside.getByText('Head of delegation · Confirmed')).toBeVisible();
  expect(beside.getByText('Bee stings')).toBeVisible();
  expect(beside.getByText('Valid until Mar 2, 2031')).toBeVisible();
  expect(beside.getByText(/Anna/)).toBeVisible();
});

test('passport, health and contacts are asked for only by Show', async () => {
  const { user, host } = await open({ person: 'p3' });
  expect(asked(host, 'person_private')).toEqual([]);
  await user.click(await screen.findByRole('button', { name: 'Show' }));
  expect(await screen.findByText('FB771377')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Hide' }));
  expect(screen.queryByText('FB771377')).toBeNull();
});

test('who may not see passports sees no trace of them', async () => {
  await open({ person: 'p3', view: { private: false } });
  expect(await screen.findByText('To Aachen', { selector: 'bdi.proper' })).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Show' })).toBeNull();
});

test('the arrow keys change row and drawer together, Enter edits, Escape closes and gives the focus back', async () => {
  const { user, host, desk } = await open();
  row('Bohdan').focus();
  await user.keyboard(' ');
  expect(drawer('Bohdan Lys')).toBeVisible();
  await user.keyboard('{ArrowDown}');
  expect(desk.router.route).toEqual({ name: 'people', person: 'p3' });
  await user.keyboard('{Enter}');
  const diet = await screen.findByLabelText('Food');
  expect(screen.queryByLabelText('Role', { selector: 'fieldset select' })).toBeNull();
  await user.type(diet, 'Vegan{Tab}');
  expect(asked(host, 'record_set')).toEqual([{ kind: 'person', id: 'p3', fields: { diet: 'Vegan' } }]);
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('complementary')).toBeNull();
  expect(row('Margaret')).toHaveFocus();
});

test('whoever takes part in a visit stays; others go to the trash', async () => {
  const { user, host } = await open({ person: 'p3' });
  const trash = await screen.findByRole('button', { name: 'Move to trash' });
  expect(trash).toBeDisabled();
  expect(trash).toHaveAccessibleDescription(/stays/);
  await user.click(row('Bohdan'));
  await user.click(screen.getByRole('button', { name: 'Move to trash' }));
  expect(asked(host, 'record_delete')).toEqual([{ kind: 'person', id: 'p2' }]);
  await waitFor(() => expect(row('Margaret')).toHaveFocus());
});

test('several people are changed in one step, and kept from the trash where one takes part', async () => {
  const { user, host } = await open();
  row('Bohdan').focus();
  await user.keyboard('{Shift>}{ArrowDown}{/Shift}');
  const bar = within(screen.getByRole('group', { name: /chosen rows/ }));
  expect(bar.getByText('2 chosen')).toBeVisible();
  expect(bar.getByRole('button', { name: 'Move to trash' })).toBeDisabled();
  await user.selectOptions(bar.getByLabelText('What to set'), 'Languages');
  await user.click(bar.getByRole('button', { name: 'Make empty' }));
  expect(asked(host, 'records_set')).toEqual([{ kind: 'person', ids: ['p2', 'p3'], fields: { languages: null } }]);
  await user.click(screen.getByRole('checkbox', { name: 'Choose Margaret Hall' }));
  await user.click(bar.getByRole('button', { name: 'Move to trash' }));
  expect(asked(host, 'records_delete')).toEqual([{ kind: 'person', ids: ['p2'] }]);
});

test('somebody is added by either name, and opened', async () => {
  const { user, host, desk } = await open();
  await user.keyboard('n');
  const dialog = within(await screen.findByRole('dialog', { name: 'Add person' }));
  await user.click(dialog.getByRole('button', { name: 'Add person' }));
  expect(dialog.getByText(/Write a name/)).toBeVisible();
  await user.type(dialog.getByLabelText('Name in own script'), 'Софія Кравець');
  await user.click(dialog.getByRole('button', { name: 'Add person' }));
  expect(asked(host, 'record_add')).toEqual([
    { kind: 'person', visit: null, fields: { native_name: 'Софія Кравець' } },
  ]);
  await waitFor(() => expect(desk.router.route).toEqual({ name: 'people', person: 'p9' }));
});

test('why somebody could not be added is said in the form', async () => {
  const { user } = await open({
    handlers: {
      record_add: () => {
        throw wireError('disk_full');
      },
    },
  });
  await user.keyboard('n');
  const dialog = within(await screen.findByRole('dialog', { name: 'Add person' }));
  await user.type(dialog.getByLabelText('Name in own script'), 'Софія');
  await user.click(dialog.getByRole('button', { name: 'Add person' }));
  expect(await dialog.findByRole('alert')).toHaveTextContent('The disk is full');
});

test('of thousands the first are drawn, and more when asked for', async () => {
  const rows = Array.from({ length: PAGE + 2 }, (_, n) => person(`q${n}`, `Person ${String(n).padStart(3, '0')}`));
  const { user } = await open({ view: { rows } });
  expect(names()).toHaveLength(PAGE);
  await user.click(screen.getByText('Show 2 more of 2'));
  await waitFor(() => expect(names()).toHaveLength(PAGE + 2));
});

test('a chapter that knows nobody says how to begin', async () => {
  await open({ view: { rows: [] } });
  expect(screen.getByText('Nobody is known yet')).toBeVisible();
});

interface Opened {
  person?: string;
  view?: Partial<Pick<PeopleView, 'rows' | 'private'>>;
  handlers?: Handlers;
}

async function open({ person: opened, view = {}, handlers = {} }: Opened = {}) {
  const route: RouteOf<'people'> = { name: 'people', ...(opened ? { person: opened } : {}) };
  const drawn = await renderWithDesk(AtRoute, {
    route,
    props: { screen: People },
    handlers: {
      people: (query) => ({ ...directory(view.rows ?? ROWS, query), private: view.private ?? true }),
      person: () => MARGARET_OVER_YEARS,
      search: () => [],
      person_private: () => ({ passport_number: 'FB771377' }) as PrivateView,
      record_get: ({ kind, id }) => ({ kind, id, fields: {} }),
      record_set: ({ kind, id }) => done({ kind, id, fields: {} }),
      record_add: ({ kind }) => done({ kind, id: 'p9', fields: {} }),
      record_delete: () => done({}),
      records_set: () => done({}),
      records_delete: () => done({}),
      history: () => [],
      ...handlers,
    },
  });
  await screen.findByText(view.rows?.length === 0 ? 'Nobody is known yet' : 'next and previous');
  return { ...drawn, user: userEvent.setup() };
}

function person(id: string, latin: string, fields: Partial<PersonRow> = {}): PersonRow {
  return {
    person: id,
    name: { latin, native: null, language: null, pronunciation: null },
    rank: null,
    position: null,
    organisation: null,
    languages: null,
    diet: null,
    ours: null,
    city: null,
    roles: [],
    visits: 0,
    latest: null,
    ...fields,
  };
}

const MARGARET = person('p3', 'Margaret Hall', {
  ours: true,
  city: 'Arlington',
  roles: ['host', 'head_of_delegation'],
  visits: 2,
  latest: { visit: 'v2', title: 'To Aachen', starts_on: '2031-06-01' },
});

const ROWS = [
  person('p1', 'Yurii Savchuk', {
    name: { latin: 'Yurii Savchuk', native: 'Юрій Савчук', language: 'uk', pronunciation: null },
    position: 'Rescue diver',
    ours: false,
    city: 'Ivano-Frankivsk',
    roles: ['delegate'],
    visits: 1,
    latest: { visit: 'v1', title: 'Firefighter exchange', starts_on: '2026-10-17' },
  }),
  MARGARET,
  person('p2', 'Bohdan Lys', { position: 'Driver', organisation: 'Motor pool', languages: 'German' }),
];

const MARGARET_OVER_YEARS: PersonView = {
  row: MARGARET,
  parts: [
    {
      participation: 'a2',
      visit: 'v2',
      title: 'To Aachen',
      starts_on: '2031-06-01',
      ends_on: '2031-06-10',
      side: 'guest',
      role: 'head_of_delegation',
      status: 'confirmed',
    },
    {
      participation: 'a1',
      visit: 'v1',
      title: 'Firefighter exchange',
      starts_on: '2026-10-17',
      ends_on: null,
      side: 'host',
      role: 'host',
      status: null,
    },
  ],
  allergies: 'Bee stings',
  passport_expires_on: '2031-03-02',
  tasks: [{ task: 't1', visit: 'v2', title: 'Book the flights', due_on: '2031-03-01' }],
  changed_by: 'Anna',
  changed_at_ms: 1_790_000_000_000,
};

function cells(): string[][] {
  const lines = screen.getAllByRole('row').slice(1);
  return lines.map((line) => [...line.children].map((cell) => cell.textContent.replace(/\s+/g, ' ').trim()));
}

function listed(expected: string[]): Promise<void> {
  return waitFor(() => expect(names()).toEqual(expected));
}

function names(): string[] {
  return [...document.querySelectorAll('tbody .first')].map((line) => line.textContent);
}

function row(starts: string): HTMLElement {
  return screen.getByRole('button', { name: new RegExp(`^${starts}`) });
}

function drawer(of: string): HTMLElement {
  return screen.getByRole('complementary', { name: `Details of ${of}` });
}

function asked(host: { asked: { command: string; request: unknown }[] }, command: string): unknown[] {
  return host.asked.filter((it) => it.command === command).map(({ request }) => request);
}
