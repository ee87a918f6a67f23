import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import type { ItineraryView, ItemMove } from '$lib/api/bindings';
import { wireError, type Handlers } from '$lib/host/fake';
import { startDesk } from '$test/desk';
import { done, quickView } from '$test/fixtures';
import { CLASH, days, item, programme } from '$test/programme';
import OnRoute from '$test/OnRoute.svelte';
import { moved } from '../features/itinerary/place';
import ItineraryScreen from './Itinerary.svelte';

// Finding things by role in a whole window takes seconds where many tests run at once.
vi.setConfig({ testTimeout: 60_000 });

/** The window on the programme, over a program that keeps what is moved. */
async function open(
  view: ItineraryView = programme(),
  at: { day?: string; item?: string; do?: string } = {},
  handlers: Handlers = {},
) {
  let state = view;
  const answers: Handlers = {
    itinerary: () => state,
    item_probe: () => [],
    item_move: (move) => {
      const before = [...state.items, ...state.tray].find(({ id }) => id === move.item);
      if (!before) throw wireError('not_found');
      const after = moved(before, move);
      const others = (items: ItineraryView['items']) => items.filter(({ id }) => id !== move.item);
      state = { ...state, items: others(state.items), tray: others(state.tray) };
      if (after.slot.day) state = { ...state, items: [...state.items, after] };
      else state = { ...state, tray: [...state.tray, after] };
      return done(after, 'item_moved', { title: after.title, day: after.slot.day ?? '', time: after.slot.start ?? '' });
    },
    record_set: ({ kind, id }) => done({ kind, id, fields: {} }, 'record_changed', { title: 'x' }),
    ...handlers,
  };
  const { desk, host } = await startDesk({ handlers: answers, route: { name: 'itinerary', visit: 'v1', ...at } });
  render(OnRoute, { props: { desk, screen: ItineraryScreen } });
  await screen.findByRole('button', { name: 'Earlier days' }).catch(() => screen.findByRole('heading', { level: 1 }));
  const asked = <T = unknown>(command: string) =>
    host.asked.filter((call) => call.command === command).map(({ request }) => request as T);
  return { desk, host, asked, user: userEvent.setup() };
}

const block = (name: RegExp) => screen.getByRole('button', { name });
const moves = (asked: <T>(command: string) => T[]) => asked<ItemMove>('item_move');

test('the strip has as many days as the visit, and says where clashes are', async () => {
  await open(programme({ days: days('2026-10-15', 12), items: programme().items }));
  const strip = screen.getByRole('list', { name: 'Days of the visit' });
  expect(within(strip).getAllByRole('button')).toHaveLength(12);
});

test('a day with a clash says so in the strip and in its heading', async () => {
  await open();
  expect(screen.getByRole('button', { name: /Tuesday, October 20.*1 clash/ })).toBeVisible();
});

test('a day on which the clocks change says it in words', async () => {
  await open(programme(), { day: '2026-10-24' });
  expect(screen.getByText('The clocks in Ivano-Frankivsk go back by 1 h.')).toBeVisible();
  expect(screen.getAllByText('Ivano-Frankivsk is 6 h ahead.')).toHaveLength(2);
});

test('an item says its kind, its time, its place and how sure it is', async () => {
  await open(programme(), { day: '2026-10-19' });
  expect(block(/^Welcome by the County Board/)).toHaveAccessibleName(/09:30.*All 3 guests.*Bozman.*Courtesy call/);
  expect(block(/^Lunch with the Fire Chief/)).toHaveAccessibleName(/Tentative/);
  expect(block(/^Walk through Clarendon/)).toHaveAccessibleName(/from 15:00/);
  expect(screen.getByText('Some time this day')).toBeVisible();
});

test('a journey shows the clocks of both its ends', async () => {
  await open(programme(), { day: '2026-10-17' });
  expect(block(/^Flight from Warsaw/)).toHaveAccessibleName(/12:30 Warsaw – 16:25 Arlington/);
});

test('an item over midnight goes on at the top of the next day', async () => {
  await open(programme(), { day: '2026-10-20' });
  const next = screen.getByRole('list', { name: 'Thursday, October 22' });
  expect(within(next).getByText(/continued from Wed, Oct 21/)).toBeVisible();
});

test('Alt and an arrow move an item and keep the focus on it', async () => {
  const { user, asked } = await open(programme(), { day: '2026-10-19' });
  block(/^Lunch/).focus();
  await user.keyboard('{Alt>}{ArrowDown}{/Alt}');
  expect(moves(asked)).toEqual([{ item: 'lunch', day: '2026-10-19', start: '13:15', end: null }]);
  await user.keyboard('{Alt>}{ArrowRight}{/Alt}');
  await waitFor(() => expect(moves(asked)[1]).toMatchObject({ day: '2026-10-20', start: '13:15' }));
  await waitFor(() => expect(block(/^Lunch/)).toHaveFocus());
  expect(within(screen.getByRole('list', { name: 'Tuesday, October 20' })).getByText(/^Lunch/)).toBeVisible();
});

test('an item moved off the board takes the board with it', async () => {
  const { user, desk } = await open(programme(), { day: '2026-10-17' });
  block(/^Welcome/).focus();
  await user.keyboard('{Alt>}{ArrowRight}{/Alt}');
  await waitFor(() => expect(block(/^Welcome/)).toHaveFocus());
  expect(desk.router.route).toMatchObject({ day: '2026-10-18' });
});

test('Alt, Shift and an arrow change the end', async () => {
  const { user, asked } = await open(programme(), { day: '2026-10-19' });
  block(/^Welcome/).focus();
  await user.keyboard('{Alt>}{Shift>}{ArrowDown}{/Shift}{/Alt}');
  expect(moves(asked)).toEqual([{ item: 'welcome', day: '2026-10-19', start: '09:30', end: '11:15' }]);
});

test('arrows go to the items around', async () => {
  const { user } = await open(programme(), { day: '2026-10-19' });
  block(/^Welcome/).focus();
  await user.keyboard('{ArrowDown}');
  expect(block(/^Lunch/)).toHaveFocus();
  await user.keyboard('{ArrowRight}');
  await waitFor(() => expect(block(/^Radio interview/)).toHaveFocus());
});

test('Delete puts an item into the tray, where the focus follows it', async () => {
  const { user, asked } = await open(programme(), { day: '2026-10-19' });
  block(/^Lunch/).focus();
  await user.keyboard('{Delete}');
  expect(moves(asked)).toEqual([{ item: 'lunch', day: null, start: null, end: null }]);
  const tray = screen.getByRole('region', { name: 'Not placed yet' });
  await waitFor(() => expect(within(tray).getByRole('button', { name: /^Lunch/ })).toHaveFocus());
});

test('an item of the tray is placed by choosing a day and a start', async () => {
  const { user, asked } = await open();
  await user.click(block(/^Iwo Jima/));
  const details = screen.getByRole('complementary', { name: 'Details of Iwo Jima at dusk' });
  await user.selectOptions(within(details).getByRole('combobox', { name: 'Day' }), '2026-10-21');
  await user.selectOptions(within(details).getByRole('combobox', { name: 'Starts' }), '17:30');
  await waitFor(() =>
    expect(moves(asked)).toEqual([
      { item: 'iwo', day: '2026-10-21', start: null, end: null },
      { item: 'iwo', day: '2026-10-21', start: '17:30', end: null },
    ]),
  );
});

test('a clash is told in a sentence, with its way out', async () => {
  const { user, asked } = await open(programme(), { item: 'radio' });
  expect(screen.getByText('Taras Marchuk in two places.')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Move to 17:30' }));
  expect(moves(asked)).toEqual([{ item: 'radio', day: '2026-10-20', start: '17:30', end: '19:00' }]);
});

test('a clash is left for a reason, and taken up again', async () => {
  let view = programme();
  const { user, asked, host } = await open(
    view,
    { item: 'radio' },
    {
      itinerary: () => view,
      finding_accept: ({ reason }) => {
        view = { ...view, findings: [{ ...CLASH, accepted: reason || null }] };
        return done({}, 'finding_accepted');
      },
    },
  );
  await user.click(screen.getByRole('button', { name: 'Leave it' }));
  await user.type(screen.getByRole('textbox', { name: 'Why it can stay' }), 'He leaves the drill early');
  await user.click(screen.getByRole('button', { name: 'Leave it' }));
  expect(asked('finding_accept')).toEqual([{ visit: 'v1', finding: CLASH.key, reason: 'He leaves the drill early' }]);
  host.emit({ event: 'changed', visits: ['v1'] });
  expect(await screen.findByText(/He leaves the drill early/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Take back' }));
  expect(asked<{ reason: string }>('finding_accept')[1]).toMatchObject({ reason: '' });
});

test('fields are saved when they are left', async () => {
  const { user, asked } = await open(
    programme(),
    { item: 'welcome' },
    {
      item_set_place: ({ item: id }) => done(item({ id }), 'item_place', { title: 'x', place: 'y' }),
    },
  );
  const title = screen.getByRole('textbox', { name: 'Title' });
  await user.clear(title);
  await user.type(title, 'Welcome{Tab}');
  await user.selectOptions(screen.getByRole('combobox', { name: 'Confirmation' }), 'confirmed');
  await user.type(screen.getByRole('combobox', { name: 'Place if it rains' }), 'Library{Tab}');
  await user.selectOptions(screen.getByRole('combobox', { name: 'How sure' }), 'tentative');
  await waitFor(() => expect(asked('record_set')).toHaveLength(3));
  expect(asked<{ fields: unknown }>('record_set').map(({ fields }) => fields)).toEqual([
    { title: 'Welcome' },
    { confirmation: { state: 'confirmed', by: 'Clerk of the Board' } },
    {
      slot: {
        day: '2026-10-19',
        start: '09:30:00',
        end: '11:00:00',
        zone: 'America/New_York',
        certainty: 'tentative',
      },
    },
  ]);
  expect(asked('item_set_place')).toEqual([{ item: 'welcome', place: 'Library', wet_weather: true }]);
});

test('only some take part once somebody is named', async () => {
  const { user, asked } = await open(programme(), { item: 'welcome' });
  await user.click(screen.getByRole('radio', { name: 'Only some' }));
  await user.click(screen.getByRole('checkbox', { name: 'Rescue' }));
  await user.click(screen.getByRole('checkbox', { name: /Sofiia Kravets/ }));
  expect(asked<{ fields: unknown }>('record_set').map(({ fields }) => fields)).toEqual([
    { tracks: ['Rescue'] },
    { participants: ['g2'] },
  ]);
});

test('who is in a group that takes part is ticked with it', async () => {
  await open(programme(), { item: 'drill' });
  const taras = screen.getByRole('checkbox', { name: /Taras Marchuk/ });
  expect(taras).toBeChecked();
  expect(taras).toBeDisabled();
});

test('a refused move is told, and the item is back where it was', async () => {
  const { user } = await open(
    programme(),
    { day: '2026-10-19' },
    {
      item_move: () => {
        throw wireError('disk_full');
      },
    },
  );
  block(/^Lunch/).focus();
  await user.keyboard('{Alt>}{ArrowDown}{/Alt}');
  await waitFor(() => expect(block(/^Lunch/)).toHaveAccessibleName(/13:00/));
  expect(await screen.findByRole('status')).toHaveTextContent(/disk is full/i);
});

test('N adds an item, for groups where some are ticked', async () => {
  const { user, asked, desk } = await open(
    programme(),
    { day: '2026-10-19' },
    {
      item_add: () => done(item({ id: 'new', title: 'Concert' }), 'item_added', { title: 'Concert' }),
    },
  );
  await user.keyboard('n');
  const form = screen.getByRole('complementary', { name: 'New item' });
  expect(within(form).getByRole('textbox', { name: 'In one line' })).toHaveFocus();
  await user.click(within(form).getByRole('button', { name: 'Add to the programme' }));
  expect(within(form).getByText('Write what it is.')).toBeVisible();
  await user.type(within(form).getByRole('textbox', { name: 'Title' }), 'Concert');
  await user.selectOptions(within(form).getByRole('combobox', { name: 'Starts' }), '19:00');
  await user.click(within(form).getByRole('checkbox', { name: 'Rescue' }));
  await user.click(within(form).getByRole('button', { name: 'Add to the programme' }));
  await waitFor(() => expect(asked('item_add')).toHaveLength(1));
  expect(asked('record_set'), 'one step, so that one Undo takes it back').toEqual([]);
  expect(asked('item_add')).toEqual([
    {
      visit: 'v1',
      title: 'Concert',
      kind: 'other',
      day: '2026-10-19',
      start: '19:00',
      end: null,
      length_minutes: 60,
      place: null,
      tracks: ['Rescue'],
      certainty: null,
    },
  ]);
  await waitFor(() => expect(desk.router.route).toMatchObject({ item: 'new' }));
});

test('an item is typed in one line, shown as it was understood, and added by Enter', async () => {
  const lunch = quickView({ day: '2026-10-20' });
  const { user, asked, desk } = await open(
    programme(),
    { day: '2026-10-19', do: 'add' },
    {
      quick_entry: () => lunch,
      item_add: () => done(item({ id: 'new', title: 'Lunch' }), 'item_added', { title: 'Lunch' }),
    },
  );
  const form = within(await screen.findByRole('complementary', { name: 'New item' }));
  expect(desk.router.route, 'it is not begun again on the way back').not.toHaveProperty('do', 'add');
  await user.type(form.getByRole('textbox', { name: 'In one line' }), 'tue 15 lunch courthouse all');
  expect(await form.findByText('Courthouse')).toBeVisible();
  expect(form.getByText('Tuesday, October 20')).toBeVisible();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(asked('item_add')).toEqual([lunch.item]));
  expect(asked('quick_entry').at(-1)).toEqual({ visit: 'v1', day: '2026-10-19', text: 'tue 15 lunch courthouse all' });
  await waitFor(() => expect(desk.router.route).toMatchObject({ item: 'new' }));
});

test('an item goes to the trash, and the focus to the next one', async () => {
  const { user, asked, desk } = await open(
    programme(),
    { day: '2026-10-19', item: 'welcome' },
    {
      record_delete: () => done({}, 'record_deleted', { title: 'x' }),
    },
  );
  await user.click(screen.getByRole('button', { name: 'Delete' }));
  expect(asked('record_delete')).toEqual([{ kind: 'programme_item', id: 'welcome' }]);
  await waitFor(() => expect(desk.router.route).not.toHaveProperty('item', 'welcome'));
  await waitFor(() => expect(block(/^Lunch/)).toHaveFocus());
});

test('the history is read when it is opened', async () => {
  const { user, asked } = await open(
    programme(),
    { item: 'welcome' },
    {
      history: () => [
        { field: 'title', before: 'Welcom', after: 'Welcome', who: 'Bohdan', at_ms: 1_761_000_000_000, source: 'mine' },
      ],
    },
  );
  expect(asked('history')).toEqual([]);
  await user.click(screen.getByText('History'));
  expect(await screen.findByText('Bohdan')).toBeVisible();
  expect(screen.getByText(/Welcom$|Welcom /)).toBeVisible();
});

test('a visit without items offers the first one and an import', async () => {
  const { user } = await open(programme({ items: [], tray: [], findings: [] }));
  expect(screen.getByRole('heading', { name: 'Nothing is planned yet' })).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Import a programme' }));
  expect(screen.getByRole('heading', { name: 'Import a programme' })).toBeVisible();
});

test('a day without items says what one can do', async () => {
  await open(programme(), { day: '2026-10-24' });
  expect(screen.getByText(/Nothing planned on Saturday, October 24/)).toBeVisible();
});

test('a programme that cannot be read says so and is read again', async () => {
  let broken = true;
  const { user } = await open(
    programme(),
    {},
    {
      itinerary: () => {
        if (broken) throw wireError('internal');
        return programme();
      },
    },
  );
  broken = false;
  await user.click(await screen.findByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('button', { name: 'Earlier days' })).toBeVisible();
});

test('brackets turn the days', async () => {
  const { user, desk } = await open(programme(), { day: '2026-10-19' });
  await user.keyboard(']');
  expect(desk.router.route).toMatchObject({ day: '2026-10-20' });
});
