import { screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import AtRoute from '$test/AtRoute.svelte';
import { renderWithDesk } from '$test/desk';
import { preferences } from '$test/fixtures';
import type { CalendarView } from '$lib/api/bindings';
import { wireError, type Handlers } from '$lib/host/fake';
import type { RouteOf } from '$lib/router.svelte';
import Calendar from './Calendar.svelte';

const VIEW: CalendarView = {
  date: '2026-10-06',
  visits: [
    {
      id: 'v1',
      title: 'Firefighter exchange',
      starts_on: '2026-10-17',
      ends_on: '2026-10-26',
      direction: 'inbound',
      status: 'confirmed',
      hue: 0,
      partner: 'Ivano-Frankivsk',
    },
    {
      id: 'v2',
      title: 'Mayor of Gbarnga',
      starts_on: '2026-10-20',
      ends_on: '2026-10-22',
      direction: 'inbound',
      status: 'cancelled',
      hue: 1,
      partner: 'Gbarnga',
    },
  ],
  anniversaries: [
    { partnership: 'p1', title: 'Reims', hue: 2, anniversary: { on: '2026-10-20', years: 30, round: true } },
  ],
  renewals: [
    {
      partnership: 'p2',
      title: 'Aachen',
      hue: 3,
      renewal: { on: '2027-01-13', text_by: '2026-10-21', nearness: 'near' },
    },
  ],
  tasks: [
    {
      id: 't1',
      title: 'Send the programme',
      visit: 'v1',
      visit_title: 'Firefighter exchange',
      due_on: '2026-10-20',
      done: false,
    },
  ],
  undated: 1,
};

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-10-06T12:00:00Z'), toFake: ['Date'] });
  window.innerWidth = 1280;
});
afterEach(() => vi.useRealTimers());

async function open(route: Omit<RouteOf<'calendar'>, 'name'> = {}, handlers: Handlers = {}) {
  const drawn = await renderWithDesk(AtRoute, {
    route: { name: 'calendar', ...route },
    props: { screen: Calendar as never },
    handlers: { calendar: () => VIEW, ...handlers },
  });
  return { ...drawn, user: userEvent.setup() };
}

/** The cell of a day, by the words that a screen reader begins it with. */
function day(words: string): HTMLElement {
  const cell = screen.getByText(words).closest<HTMLElement>('[role="gridcell"]');
  if (!cell) throw new Error(`${words} is no day of the grid`);
  return cell;
}

test('a month is a grid of days in which visits lie over their days', async () => {
  const { host } = await open({ month: '2026-10' });
  expect(await screen.findByRole('grid', { name: 'October 2026' })).toBeVisible();
  expect(host.asked).toContainEqual({ command: 'calendar', request: { from: '2026-09-27', until: '2026-11-01' } });
  expect(screen.getAllByRole('columnheader').map((head) => head.textContent)).toHaveLength(7);
  for (const words of ['Saturday, October 17', 'Monday, October 26']) {
    expect(within(day(words)).getByText('Firefighter exchange')).toBeInTheDocument();
  }
  expect(within(day('Friday, October 16')).queryByText('Firefighter exchange')).toBeNull();
  expect(within(day('Tuesday, October 20')).getByText('30 years: Reims')).toBeVisible();
  expect(within(day('Tuesday, October 20')).getByRole('link', { name: 'Send the programme' })).toHaveAttribute(
    'href',
    '#/v/v1/tasks?task=t1',
  );
  expect(within(day('Wednesday, October 21')).getByText('Text of the agreement due: Aachen')).toBeVisible();
  expect(screen.getByText('1 visit has no dates yet, so it stands on no day.')).toBeVisible();
});

test('the arrows move by day and week, and over the end of the month into the next', async () => {
  const { user, desk } = await open({ month: '2026-10', day: '2026-10-24' });
  await screen.findByRole('grid');
  day('Saturday, October 24').focus();
  await user.keyboard('{ArrowLeft}');
  expect(day('Friday, October 23')).toHaveFocus();
  await user.keyboard('{Home}');
  expect(day('Sunday, October 18')).toHaveFocus();
  await user.keyboard('{End}{ArrowDown}{ArrowDown}');
  expect(screen.getByRole('grid', { name: 'November 2026' })).toBeVisible();
  expect(day('Saturday, November 7')).toHaveFocus();
  expect(desk.router.route).toMatchObject({ month: '2026-11' });
});

test('Page Down in the grid goes to the same day of the next month', async () => {
  const { user } = await open({ month: '2026-10' });
  await screen.findByRole('grid');
  day('Tuesday, October 6').focus();
  await user.keyboard('{PageDown}');
  expect(day('Friday, November 6')).toHaveFocus();
});

test('Enter opens a day with all that stands on it, and Escape leads back to it', async () => {
  const { user, desk } = await open({ month: '2026-10' });
  await screen.findByRole('grid');
  day('Tuesday, October 20').focus();
  await user.keyboard('{Enter}');
  const panel = within(screen.getByRole('complementary', { name: 'Tuesday, October 20, 2026' }));
  expect(panel.getAllByRole('link').map((link) => link.textContent)).toEqual([
    'Firefighter exchange',
    'Mayor of Gbarnga',
    '30 years: Reims',
    'Send the programme',
  ]);
  expect(panel.getByText('Day 4 of 10 · They come to us')).toBeVisible();
  expect(panel.getByText('Day 1 of 3 · They come to us · Cancelled')).toBeVisible();
  expect(panel.getByText('A round anniversary')).toBeVisible();
  expect(panel.getByRole('link', { name: 'Firefighter exchange' })).toHaveFocus();
  expect(panel.getByRole('link', { name: 'Firefighter exchange' })).toHaveAttribute(
    'href',
    '#/v/v1/itinerary?day=2026-10-20',
  );
  await user.keyboard('{Escape}');
  expect(day('Tuesday, October 20')).toHaveFocus();
  expect(desk.router.route).toEqual({ name: 'calendar', month: '2026-10' });
});

test('weeks begin as the person prefers', async () => {
  await open({ month: '2026-10' }, { preferences: () => preferences({ week_start: 'mon' }) });
  await screen.findByRole('grid');
  expect(screen.getAllByRole('columnheader')[0]).toHaveTextContent('Monday');
});

test('a narrow window shows the same month as a list', async () => {
  window.innerWidth = 600;
  await open({ month: '2026-10' });
  const heading = await screen.findByRole('heading', { name: 'Tue, Oct 20' });
  const entries = within(heading.closest('li') as HTMLElement).getAllByRole('link');
  expect(entries.map((link) => link.textContent)).toEqual([
    'Firefighter exchange',
    'Mayor of Gbarnga',
    '30 years: Reims',
    'Send the programme',
  ]);
  expect(screen.queryByRole('grid')).toBeNull();
});

test('a year tells each month and leads to it', async () => {
  const { user, host, desk } = await open({ year: '2026' });
  const october = within(await screen.findByRole('region', { name: 'October' }));
  expect(host.asked).toContainEqual({ command: 'calendar', request: { from: '2026-01-01', until: '2027-01-01' } });
  expect(october.getByRole('link', { name: 'Firefighter exchange' })).toBeVisible();
  expect(october.getByText('1 task due')).toBeVisible();
  expect(within(screen.getByRole('region', { name: 'March' })).getByText('Nothing')).toBeVisible();
  await user.click(october.getByRole('link', { name: 'October' }));
  await waitFor(() => expect(desk.router.route).toEqual({ name: 'calendar', month: '2026-10' }));
});

test('what cannot be read is said, and read again', async () => {
  let fails = true;
  const { user } = await open(
    { month: '2026-10' },
    {
      calendar: () => {
        if (fails) throw wireError('internal');
        return VIEW;
      },
    },
  );
  const again = await screen.findByRole('button', { name: /again/i });
  fails = false;
  await user.click(again);
  expect(await screen.findByRole('grid')).toBeVisible();
});
