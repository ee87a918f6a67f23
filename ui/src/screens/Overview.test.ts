import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { startDesk } from '$test/desk';
import { done, visitRow } from '$test/fixtures';
import OnRoute from '$test/OnRoute.svelte';
import type { FindingView, OverviewView, RecordView, ToSettleView, VisitFields } from '$lib/api/bindings';
import { wireError, type Handlers } from '$lib/host/fake';
import Overview from './Overview.svelte';

afterEach(() => history.replaceState(null, '', '#'));

test('the visit is told in a sentence: who visits whom, when, and how soon', async () => {
  await open();
  expect(await screen.findByRole('heading', { level: 1, name: 'Firefighter exchange' })).toBeVisible();
  expect(screen.getByText('Ivano-Frankivsk', { selector: 'h1 + p *' })).toBeVisible();
  expect(screen.getByText('in 11 days')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Open the itinerary' })).toHaveAttribute('href', '#/v/v1/itinerary');
});

test.each([
  [{ days_until: 0 }, 'begins today'],
  [{ days_until: -3 }, 'day 4'],
])('a visit with %o is %s, and its journal is what one opens', async (fields, words) => {
  await open(overview(fields));
  expect(await screen.findByText(words)).toBeVisible();
  expect(screen.getByRole('link', { name: 'Open the journal' })).toHaveAttribute('href', '#/v/v1/journal');
});

test('each day leads to its day, and says what is to be mended on it', async () => {
  await open();
  const days = within(await screen.findByRole('list', { name: 'Days of the visit' }));
  const [first, second] = days.getAllByRole('link');
  expect(first).toHaveAttribute('href', '#/v/v1/itinerary?day=2026-10-17');
  expect(first).toHaveTextContent('Arrival');
  expect(first).toHaveTextContent('3 items');
  expect(second).toHaveTextContent('2 to fix');
  expect(second).toHaveTextContent('Clocks change');
});

test('a clash is settled by the move that is offered, or opened in the itinerary', async () => {
  const { user, host } = await open(undefined, { item_move: () => done(null as never, 'item_moved') });
  const clash = await matter('“Radio interview” · “High-rise drill”');
  expect(clash.getByText('by Sat, Oct 10')).toBeVisible();
  expect(clash.getByRole('link', { name: /^Open in itinerary/ })).toHaveAttribute(
    'href',
    '#/v/v1/itinerary?day=2026-10-20&item=i1',
  );
  await user.click(clash.getByRole('button', { name: /^Move to 17:30/ }));
  expect(host.asked.at(-1)).toEqual({
    command: 'item_move',
    request: { item: 'i1', day: '2026-10-20', start: '17:30', end: '18:00' },
  });
});

test('a task that is late is ticked off right there', async () => {
  const { user, host } = await open(undefined, { task_set_done: () => done(null as never, 'task_done') });
  const task = await matter('Ask for a passport copy');
  expect(task.getByText('2 days late')).toBeVisible();
  await user.click(task.getByRole('button', { name: /^Done/ }));
  expect(host.asked.at(-1)).toEqual({ command: 'task_set_done', request: { task: 't1', done: true } });
});

test('whoever has not said whether they come is noted as coming, or opened by name', async () => {
  const { user, host } = await open(undefined, { record_set: () => done(record({}), 'record_changed') });
  const open_ = await matter('One person has not said whether they come');
  expect(open_.getByRole('link', { name: 'Andrii Lytvyn' })).toHaveAttribute('href', '#/v/v1/participants?person=p3');
  await user.click(open_.getByRole('button', { name: /^Is coming/ }));
  expect(host.asked.at(-1)).toEqual({
    command: 'record_set',
    request: { kind: 'participation', id: 'pt3', fields: { status: 'confirmed' } },
  });
});

test('a visit that cannot be read is still told by its name', async () => {
  await open(undefined, { overview: () => Promise.reject(wireError('internal')) });
  expect(await screen.findByRole('heading', { level: 1, name: 'Firefighter exchange' })).toBeVisible();
  expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible();
});

test('a refusal is said by the list', async () => {
  const { user } = await open(undefined, { task_set_done: () => Promise.reject(wireError('disk_full')) });
  await user.click((await matter('Ask for a passport copy')).getByRole('button', { name: /^Done/ }));
  expect(await screen.findByRole('alert')).toHaveTextContent('The disk is full');
});

test('what cannot be as it stands is listed however long the list', async () => {
  const many = Array.from({ length: 12 }, (_, place) => task(`Task ${place}`));
  const { user } = await open(overview({ to_settle: [...many, CLASH] }));
  await matter('“Radio interview” · “High-rise drill”');
  expect(screen.queryByText('Task 8', { selector: '.title' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Show 4 more' }));
  expect(screen.getByText('Task 11', { selector: '.title' })).toBeVisible();
});

test('readiness is said in words first', async () => {
  await open();
  expect(await screen.findByRole('link', { name: /Guests\s*8 of 10 confirmed/ })).toHaveAttribute(
    'href',
    '#/v/v1/participants',
  );
  expect(screen.getByRole('link', { name: /Places\s*4 of 4 known\s*Ready/ })).toBeVisible();
});

test('the legs of the journey stand on both clocks', async () => {
  await open();
  const journey = within(await screen.findByRole('region', { name: 'The journey' }));
  expect(journey.getByRole('img', { name: 'Map of the way from Ivano-Frankivsk to Arlington' })).toBeVisible();
  const leg = journey.getByRole('link', { name: 'Flight to Dulles' }).closest('li');
  expect(leg).toHaveTextContent('leaves 10:05 in Ivano-Frankivsk · 03:05 in Arlington');
  expect(leg).toHaveTextContent('arrives 16:40 in Arlington · 23:40 in Ivano-Frankivsk');
});

test('those to call have their number as a link, and what they are called for', async () => {
  await open();
  const calls = within(await screen.findByRole('region', { name: 'Who to call' }));
  expect(calls.getByRole('link', { name: 'Call Margaret Whitaker, +1 (703) 555-0100' })).toHaveAttribute(
    'href',
    'tel:+17035550100',
  );
  expect(calls.getByText('Leads the visit · In charge of 4 items')).toBeVisible();
  expect(calls.getByText('Drives Van A')).toBeVisible();
});

test('who may not see numbers is told so', async () => {
  await open(overview({ private: false, calls: [] }));
  expect(await screen.findByText('Say who leads the visit, and they stand here.')).toBeVisible();
});

test('an empty visit shows what to decide first, and opens the field that decides it', async () => {
  const view = overview({
    to_settle: [],
    readiness: [],
    first_decisions: [
      { code: 'purpose', taken: true },
      { code: 'funder', taken: false },
    ],
  });
  const { user } = await open(view, CHOICES);
  expect(await screen.findByRole('heading', { name: 'What to decide first' })).toBeVisible();
  await user.click(screen.getByRole('button', { name: /^Decide\s*Who pays/ }));
  await waitFor(() => expect(screen.getByRole('textbox', { name: 'Who pays' })).toHaveFocus());
});

test('the dates are kept together, and never the wrong way round', async () => {
  const { user, host } = await open(undefined, { ...CHOICES, record_set: () => done(record({}), 'record_changed') });
  await screen.findByText('in 11 days');
  await user.keyboard('e');
  const last = await screen.findByLabelText('Last day');
  await fireEvent.input(last, { target: { value: '2026-10-01' } });
  await fireEvent.change(last);
  expect(screen.getByText('The last day comes before the first.')).toBeVisible();
  expect(host.asked.some(({ command }) => command === 'record_set')).toBe(false);
  await fireEvent.input(last, { target: { value: '2026-10-28' } });
  await fireEvent.change(last);
  expect(host.asked.at(-1)).toEqual({
    command: 'record_set',
    request: { kind: 'visit', id: 'v1', fields: { starts_on: '2026-10-17', ends_on: '2026-10-28' } },
  });
});

test('Escape closes the drawer and gives the focus back', async () => {
  const { user } = await open(undefined, CHOICES);
  const button = await screen.findByRole('button', { name: 'Edit visit' });
  await user.click(button);
  await waitFor(() => expect(screen.getByRole('textbox', { name: 'Name' })).toHaveFocus());
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('textbox', { name: 'Name' })).toBeNull();
  expect(button).toHaveFocus();
});

test('figures open the sections of the visit', async () => {
  const { user } = await open();
  await screen.findByText('in 11 days');
  await user.keyboard('2');
  expect(location.hash).toBe('#/v/v1/itinerary');
});

const name = (latin: string) => ({ latin, native: null, language: null, pronunciation: null });

const FINDING: FindingView = {
  key: 'person_in_two_places/1',
  code: 'person_in_two_places',
  severity: 'error',
  items: ['i1', 'i2'],
  people: ['p1'],
  day: '2026-10-20',
  args: {
    people: [{ id: 'p1', name: 'Taras Marchuk' }],
    overlap: {
      here: { id: 'i1', title: 'Radio interview', slot: { day: '2026-10-20', start: '10:00:00', end: '10:30:00' } },
      there: { id: 'i2', title: 'High-rise drill', slot: { day: '2026-10-20', start: '09:00:00', end: '12:00:00' } },
      doubt: null,
    },
  },
  sentence: 'Taras Marchuk is also at “High-rise drill”.',
  move_to: {
    day: '2026-10-20',
    start: '17:30',
    end_day: null,
    end: '18:00',
    zone: 'America/New_York',
    end_zone: null,
    certainty: 'fixed',
  },
  accepted: null,
};

function settle(fields: Partial<ToSettleView>): ToSettleView {
  return {
    code: 'task',
    severity: 'warning',
    by: '2026-10-04',
    days_left: -2,
    items: [],
    findings: [],
    people: [],
    task: null,
    ...fields,
  };
}

function task(title: string): ToSettleView {
  return settle({ task: { id: title, title, assignee: null, waiting_on: null } });
}

const CLASH = settle({
  code: 'programme',
  severity: 'error',
  by: '2026-10-10',
  days_left: 4,
  items: [
    { id: 'i1', title: 'Radio interview', day: '2026-10-20' },
    { id: 'i2', title: 'High-rise drill', day: '2026-10-20' },
  ],
  findings: [FINDING],
});

const FIELDS: VisitFields = {
  title: 'Firefighter exchange',
  direction: 'inbound',
  status: 'confirmed',
  status_reason: null,
  starts_on: '2026-10-17',
  ends_on: '2026-10-26',
  host_city: 'c1',
  guest_city: 'c2',
  purpose: null,
  lead: 'p9',
  deputy: null,
  funder: null,
  host_org: null,
  expected_count: 10,
};

function overview(fields: Partial<OverviewView> = {}): OverviewView {
  return {
    visit: visitRow(),
    fields: FIELDS,
    today: '2026-10-06',
    days_until: 11,
    days: [
      { date: '2026-10-17', headline: 'Arrival', items: 3, clashes: 0, clocks_change: false, within: true },
      { date: '2026-10-20', headline: 'High-rise drill', items: 6, clashes: 2, clocks_change: true, within: true },
    ],
    to_settle: [
      settle({
        code: 'not_confirmed',
        by: '2026-06-27',
        days_left: -101,
        people: [
          { id: 'pt3', person: 'p3', name: name('Andrii Lytvyn'), side: 'guest', track: null, role: 'delegate' },
        ],
      }),
      settle({ task: { id: 't1', title: 'Ask for a passport copy', assignee: name('Lan Nguyen'), waiting_on: null } }),
      CLASH,
    ],
    readiness: [
      { part: 'guests', done: 8, total: 10 },
      { part: 'places', done: 4, total: 4 },
      { part: 'a_part_of_a_newer_program', done: 1, total: 2 },
    ],
    journey: {
      stops: [
        { name: 'Ivano-Frankivsk', lat: 48.92, lon: 24.71, home: false },
        { name: 'Arlington', lat: 38.88, lon: -77.09, home: true },
      ],
      legs: [
        {
          item: 'i9',
          title: 'Flight to Dulles',
          kind: 'arrival',
          slot: {
            day: '2026-10-17',
            start: '10:05',
            end_day: null,
            end: '16:40',
            zone: 'Europe/Kyiv',
            end_zone: 'America/New_York',
            certainty: 'fixed',
          },
        },
      ],
    },
    calls: [
      {
        person: 'p9',
        name: name('Margaret Whitaker'),
        home: true,
        reasons: ['lead', 'item_lead'],
        items: 4,
        vehicle: null,
        phone: '+1 (703) 555-0100',
      },
      {
        person: null,
        name: name('Carl Jensen'),
        home: true,
        reasons: ['driver'],
        items: 0,
        vehicle: { id: 'x1', name: 'Van A' },
        phone: null,
      },
    ],
    private: true,
    first_decisions: [],
    ...fields,
  };
}

function record(fields: RecordView['fields']): RecordView {
  return { kind: 'visit', id: 'v1', fields };
}

const CHOICES: Handlers = {
  record_list: ({ kind }) =>
    kind === 'city'
      ? [{ kind, id: 'c1', fields: { name: 'Arlington' } }]
      : [{ kind, id: 'p9', fields: { latin_name: 'Margaret Whitaker' } }],
};

async function open(view: OverviewView = overview(), handlers: Handlers = {}) {
  const { desk, host } = await startDesk({
    handlers: { overview: () => view, ...handlers },
    route: { name: 'overview', visit: 'v1' },
  });
  render(OnRoute, { props: { desk, screen: Overview as never } });
  return { desk, host, user: userEvent.setup() };
}

/** The line of the list with this title. */
async function matter(title: string) {
  const line = (await screen.findByText(title, { selector: '.title' })).closest('li');
  if (!line) throw new Error(`${title} is not in the list`);
  return within(line);
}
