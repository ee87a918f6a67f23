import { screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import AtRoute from '$test/AtRoute.svelte';
import { renderWithDesk } from '$test/desk';
import { done } from '$test/fixtures';
import { AACHEN } from '$test/partnerships';
import type { PartnershipView, PartnershipVisit } from '$lib/api/bindings';
import { wireError, type Handlers } from '$lib/host/fake';
import Partnership from './Partnership.svelte';

function visit(fields: Partial<PartnershipVisit> & { id: string; title: string }): PartnershipVisit {
  return {
    starts_on: null,
    ends_on: null,
    direction: 'inbound',
    status: 'completed',
    past: false,
    guests: 0,
    initiative: null,
    ...fields,
  };
}

const VIEW: PartnershipView = {
  date: '2026-10-06',
  row: {
    ...AACHEN,
    signed_on: '1993-06-12',
    next_anniversary: { on: '2027-06-12', years: 34, round: false },
    visits: { inbound: 1, outbound: 1, online: 0 },
  },
  next_round_anniversary: { on: '2033-06-12', years: 40, round: true },
  partner_org: null,
  agreement_type: 'Sister city agreement',
  signatories: null,
  council_resolution_no: null,
  themes: 'Student exchange',
  note: null,
  our_contacts: [],
  partner_contacts: [
    {
      person: 'hanna',
      name: { latin: 'Hanna Beck', native: null, language: null, pronunciation: null },
      position: 'Protocol',
      organisation: 'City of Aachen',
      languages: null,
      email: 'hanna@example.org',
      phone: '+49 241 1',
    },
  ],
  visits: [
    visit({
      id: 'v2',
      title: 'Students to Aachen',
      starts_on: '2027-06-01',
      ends_on: '2027-06-10',
      direction: 'outbound',
    }),
    visit({
      id: 'v1',
      title: 'Choir in Arlington',
      starts_on: '2019-05-02',
      ends_on: '2019-05-05',
      past: true,
      guests: 24,
      initiative: 'i1',
    }),
  ],
  initiatives: [
    { id: 'i1', title: 'Music', purpose: 'Choirs meet.', started_on: null, status: 'active', visits: ['v1'] },
  ],
};

async function open(view: Partial<PartnershipView> = {}, handlers: Handlers = {}) {
  const drawn = await renderWithDesk(AtRoute, {
    route: { name: 'partnership', partnership: 'p2' },
    props: { screen: Partnership as never },
    handlers: {
      partnership: () => ({ ...VIEW, ...view }),
      record_set: () => done({ kind: 'partnership', id: 'p2', fields: {} }, 'record_changed', { title: 'Aachen' }),
      ...handlers,
    },
  });
  await screen.findByRole('heading', { level: 1 });
  return { ...drawn, user: userEvent.setup() };
}

test('a partnership tells its anniversaries, and the renewal with the day by which its text is due', async () => {
  await open();
  expect(screen.getByRole('heading', { level: 1, name: 'Arlington and Aachen' })).toBeVisible();
  expect(screen.getByText('34 years on Saturday, June 12, 2027')).toBeVisible();
  expect(screen.getByText(/40 years on Sunday, June 12, 2033/)).toHaveTextContent('A round anniversary');
  expect(screen.getByText('The agreement is to be renewed on Mar 1, 2027.')).toBeVisible();
  expect(screen.getByText('Its text should be agreed and translated by Dec 7, 2026.')).toBeVisible();
});

test('a partnership tells its visits both ways and its people', async () => {
  await open();
  const visits = within(screen.getByRole('region', { name: 'Visits' }));
  expect(visits.getByText('1 visit to us, 1 visit to them')).toBeVisible();
  expect(visits.getAllByRole('link').map((link) => link.textContent)).toEqual([
    'Students to Aachen',
    'Choir in Arlington',
  ]);
  expect(visits.getByText(/They come to us · a delegation of 24/)).toBeVisible();
  expect(visits.getByText('Part of Music')).toBeVisible();
  const theirs = within(screen.getByRole('region', { name: 'Aachen' }));
  expect(theirs.getByText('Hanna Beck')).toBeVisible();
  expect(theirs.getByRole('link', { name: '+49 241 1' })).toHaveAttribute('href', 'tel:+492411');
});

/** The section of the agreement with its fields open. */
async function editing(handlers: Handlers = {}) {
  const drawn = await open({}, handlers);
  await drawn.user.keyboard('e');
  const section = document.activeElement?.closest('section');
  if (!section) throw new Error('the first field of the agreement has no focus');
  return { ...drawn, agreement: within(section) };
}

test('the agreement is edited in place', async () => {
  const { user, host, agreement } = await editing();
  expect(agreement.getByLabelText('Title')).toHaveFocus();
  const themes = agreement.getByLabelText('Themes');
  await user.clear(themes);
  await user.type(themes, 'Choirs{Tab}');
  await user.selectOptions(agreement.getByLabelText('Status'), 'Inactive');
  const asked = host.asked.filter(({ command }) => command === 'record_set').map(({ request }) => request);
  expect(asked).toEqual([
    { kind: 'partnership', id: 'p2', fields: { themes: 'Choirs' } },
    { kind: 'partnership', id: 'p2', fields: { status: 'inactive' } },
  ]);
});

test('what is refused is said at its field', async () => {
  const { user, agreement } = await editing({
    record_set: () => {
      throw wireError('bad_value', { field: 'signed_on', value: '' });
    },
  });
  await user.clear(agreement.getByLabelText('Signed on'));
  await user.tab();
  expect(agreement.getByLabelText('Signed on')).toBeInvalid();
});

test('contacts are known people or new ones, and the focus comes back', async () => {
  const { user, host } = await open(
    {},
    {
      record_list: () => [
        { kind: 'person', id: 'hanna', fields: { latin_name: 'Hanna Beck' } },
        { kind: 'person', id: 'margaret', fields: { latin_name: 'Margaret Hill' } },
      ],
      contact_add: () => done({}, 'contact_added', { name: 'Margaret Hill' }),
      contact_remove: () => done({}, 'contact_removed', { name: 'Hanna Beck' }),
    },
  );
  const theirs = within(screen.getByRole('region', { name: 'Aachen' }));
  await user.keyboard('c');
  const who = await theirs.findByRole('combobox', { name: 'Who' });
  expect(who).toHaveFocus();
  expect(within(who).queryByRole('option', { name: 'Hanna Beck' })).toBeNull();
  await user.selectOptions(who, 'Margaret Hill');
  await user.click(theirs.getByRole('button', { name: 'Add a contact' }));
  expect(host.asked).toContainEqual({
    command: 'contact_add',
    request: { partnership: 'p2', side: 'theirs', person: 'margaret', name: null },
  });
  expect(await theirs.findByRole('button', { name: 'Add a contact' })).toHaveFocus();

  const ours = within(screen.getByRole('region', { name: 'Arlington' }));
  await user.click(ours.getByRole('button', { name: 'Add a contact' }));
  await user.type(await ours.findByRole('textbox', { name: 'Name' }), 'Oleh Bondar{Enter}');
  expect(host.asked).toContainEqual({
    command: 'contact_add',
    request: { partnership: 'p2', side: 'ours', person: null, name: 'Oleh Bondar' },
  });
  await user.click(theirs.getByRole('button', { name: 'Take Hanna Beck off the contacts' }));
  expect(host.asked).toContainEqual({
    command: 'contact_remove',
    request: { partnership: 'p2', side: 'theirs', person: 'hanna' },
  });
});

test('an initiative is added, and visits are put under it', async () => {
  const { user, host } = await open(
    {},
    { record_add: () => done({ kind: 'initiative', id: 'i2', fields: {} }, 'record_added', { title: 'Water' }) },
  );
  await user.keyboard('i');
  await user.keyboard('Water{Enter}');
  expect(host.asked).toContainEqual({
    command: 'record_add',
    request: { kind: 'initiative', visit: null, fields: { title: 'Water', partnership: 'p2', status: 'active' } },
  });
  const initiatives = within(screen.getByRole('region', { name: 'Initiatives' }));
  await user.click(initiatives.getByRole('button', { name: 'Edit' }));
  await user.click(initiatives.getByRole('checkbox', { name: /^Students to Aachen/ }));
  expect(host.asked).toContainEqual({
    command: 'record_set',
    request: { kind: 'visit', id: 'v2', fields: { initiative: 'i1' } },
  });
  await user.click(initiatives.getByRole('checkbox', { name: /^Choir in Arlington/ }));
  expect(host.asked).toContainEqual({
    command: 'record_set',
    request: { kind: 'visit', id: 'v1', fields: { initiative: null } },
  });
});

test('a city is put on the map as maps write a position', async () => {
  const { user, host } = await open({}, { city_set_position: () => done({}, 'city_placed', { city: 'Aachen' }) });
  await user.click(screen.getByRole('button', { name: /Position of Aachen/ }));
  const field = screen.getByRole('textbox', { name: 'Position of Aachen' });
  expect(field).toHaveValue('50.78, 6.08');
  await user.clear(field);
  await user.type(field, '50°46′31″N 6°5′2″E{Enter}');
  expect(host.asked).toContainEqual({
    command: 'city_set_position',
    request: { city: 'aa', position: '50°46′31″N 6°5′2″E' },
  });
  expect(await screen.findByRole('button', { name: /Position of Aachen/ })).toHaveFocus();
});

test('a renewal that is over its day says that the agreement counts on', async () => {
  const renewal = { on: '2026-03-01', text_by: '2025-12-07', nearness: 'overdue' as const };
  await open({ row: { ...VIEW.row, renewal } });
  expect(screen.getByText('The agreement was to be renewed on Mar 1, 2026.')).toBeVisible();
  expect(screen.getByText('It counts as active until one side says otherwise.')).toBeVisible();
});

test('a partnership goes into the trash, and the list opens', async () => {
  const { user, desk, host } = await open({}, { record_delete: () => done({}, 'record_deleted', { title: 'Aachen' }) });
  await user.click(screen.getByRole('button', { name: 'Move the partnership to the trash' }));
  expect(host.asked).toContainEqual({ command: 'record_delete', request: { kind: 'partnership', id: 'p2' } });
  expect(desk.router.route).toEqual({ name: 'partnerships' });
});
