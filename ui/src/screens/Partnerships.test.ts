import { screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import AtRoute from '$test/AtRoute.svelte';
import { renderWithDesk } from '$test/desk';
import { done } from '$test/fixtures';
import { AACHEN, arlington, city, partnershipRow } from '$test/partnerships';
import type { PartnershipRow } from '$lib/api/bindings';
import { wireError, type Handlers } from '$lib/host/fake';
import Partnerships from './Partnerships.svelte';

const FRANKIVSK = partnershipRow({
  id: 'p1',
  title: 'Ivano-Frankivsk',
  partner: city({
    id: 'if',
    name: 'Ivano-Frankivsk',
    native_name: 'Івано-Франківськ',
    country: 'UA',
    zone: 'Europe/Kyiv',
    position: { lat: 48.92, lon: 24.71 },
  }),
  signed_on: '2011-03-04',
  next_anniversary: { on: '2027-03-04', years: 16, round: false },
  next_visit: {
    id: 'v1',
    title: 'Firefighter exchange',
    starts_on: '2026-10-17',
    ends_on: '2026-10-26',
    direction: 'inbound',
    status: 'confirmed',
    past: false,
    guests: 10,
    initiative: null,
  },
  visits: { inbound: 2, outbound: 1, online: 0 },
});
const INACTIVE = partnershipRow({
  id: 'p3',
  title: 'Coyoacán',
  partner: city({ id: 'co', name: 'Coyoacán', country: 'MX', zone: 'America/Mexico_City' }),
  status: 'inactive',
});

async function open(rows: PartnershipRow[] = [FRANKIVSK, AACHEN, INACTIVE], handlers: Handlers = {}) {
  const drawn = await renderWithDesk(AtRoute, {
    route: { name: 'partnerships' },
    props: { screen: Partnerships as never },
    handlers: { partnerships: () => ({ date: '2026-10-06', home: arlington(), rows }), ...handlers },
  });
  return { ...drawn, user: userEvent.setup() };
}

/** The names of the rows in their order. */
function names(): string[] {
  return screen.getAllByRole('rowheader').map((head) => within(head).getByText(/ and /).textContent);
}

test('the list says of each partnership what the map shows, and more', async () => {
  await open();
  const row = within(await screen.findByRole('row', { name: /Ivano-Frankivsk/ }));
  expect(row.getByRole('link')).toHaveAttribute('href', '#/partnerships/p1');
  expect(row.getByText('Івано-Франківськ, Ukraine')).toBeVisible();
  expect(row.getByText('Mar 4, 2011')).toBeVisible();
  expect(row.getByText('7 hours ahead')).toBeVisible();
  expect(row.getByText('Visit in 11 days')).toBeVisible();
  expect(row.getByText('2 visits to us, 1 visit to them')).toBeVisible();
  expect(screen.getByRole('img', { name: /^Map with lines/ })).toBeVisible();
  expect(within(screen.getByRole('row', { name: /Aachen/ })).getByText('Renewal on Mar 1, 2027')).toBeVisible();
});

test('it is sorted, filtered and searched in any script', async () => {
  const { user } = await open();
  await screen.findByRole('table');
  expect(names()).toEqual(['Arlington and Aachen', 'Arlington and Ivano-Frankivsk']);
  await user.click(screen.getByRole('button', { name: 'What comes next' }));
  expect(names()).toEqual(['Arlington and Ivano-Frankivsk', 'Arlington and Aachen']);
  await user.click(screen.getByRole('radio', { name: /^All/ }));
  expect(names()).toContain('Arlington and Coyoacán');
  await user.type(screen.getByRole('searchbox'), 'франк');
  expect(names()).toEqual(['Arlington and Ivano-Frankivsk']);
});

test('a city without a position is named, since no map can show it', async () => {
  const { user } = await open();
  await screen.findByRole('table');
  expect(screen.queryByText(/^Not on the map/)).toBeNull();
  await user.click(screen.getByRole('radio', { name: /^All/ }));
  expect(screen.getByText(/^Not on the map.*: Coyoacán\./)).toBeVisible();
});

test('J and K walk through the list', async () => {
  const { user } = await open();
  await screen.findByRole('table');
  await user.keyboard('jj');
  expect(screen.getByRole('link', { name: /Ivano-Frankivsk/ })).toHaveFocus();
  await user.keyboard('k');
  expect(screen.getByRole('link', { name: /Aachen/ })).toHaveFocus();
});

test('a partnership is added by keyboard alone, and opens', async () => {
  const { user, host, desk } = await open([], { partnership_add: () => done({ partnership: 'p9' }) });
  await screen.findByText('No partnership yet');
  await user.keyboard('n');
  await user.keyboard('Reims{Enter}');
  expect(screen.getByRole('combobox', { name: 'Country' })).toHaveFocus();
  await user.selectOptions(screen.getByRole('combobox', { name: 'Country' }), 'France');
  await user.type(screen.getByRole('textbox', { name: 'Position' }), '49.2583, 4.0317');
  await user.selectOptions(screen.getByRole('combobox', { name: 'Status' }), 'Sister city');
  await user.type(screen.getByLabelText('Signed on'), '1996-05-04');
  await user.click(
    within(screen.getByRole('complementary', { name: 'Add partnership' })).getByRole('button', {
      name: 'Add partnership',
    }),
  );
  expect(host.asked).toContainEqual({
    command: 'partnership_add',
    request: {
      partner_city: 'Reims',
      partner_country: 'FR',
      partner_zone: 'Europe/Paris',
      partner_position: '49.2583, 4.0317',
      status: 'sister_city',
      sister_state: null,
      signed_on: '1996-05-04',
      agreement_type: null,
      renewal_on: null,
    },
  });
  expect(desk.router.route).toEqual({ name: 'partnership', partnership: 'p9' });
});

test('a city that is a partner already leads to its partnership, and a bad position is said at its field', async () => {
  const { user, host } = await open(undefined, {
    partnership_add: () => {
      throw wireError('bad_value', { field: 'partner_position', value: 'north of here' });
    },
  });
  await screen.findByRole('table');
  await user.click(screen.getByRole('button', { name: 'Add partnership' }));
  const form = within(screen.getByRole('complementary', { name: 'Add partnership' }));
  await user.type(form.getByRole('textbox', { name: 'Partner city' }), 'aachen');
  await user.selectOptions(form.getByRole('combobox', { name: 'Country' }), 'Germany');
  expect(form.getByText('There is a partnership with this city already.')).toBeVisible();
  expect(form.getByRole('link', { name: 'Arlington and Aachen' })).toHaveAttribute('href', '#/partnerships/p2');
  await user.clear(form.getByRole('textbox', { name: 'Partner city' }));
  await user.type(form.getByRole('textbox', { name: 'Partner city' }), 'Ulm');
  await user.selectOptions(form.getByRole('combobox', { name: /^Clocks/ }), 'Berlin');
  await user.type(form.getByRole('textbox', { name: 'Position' }), 'north of here');
  await user.click(form.getByRole('button', { name: 'Add partnership' }));
  expect(host.asked.map(({ command }) => command)).toContain('partnership_add');
  expect(form.getByRole('textbox', { name: 'Position' })).toBeInvalid();
  expect(form.getByRole('textbox', { name: 'Position' })).toHaveFocus();
});
