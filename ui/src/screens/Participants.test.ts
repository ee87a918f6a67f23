import { screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import AtRoute from '$test/AtRoute.svelte';
import { renderWithDesk } from '$test/desk';
import { done, visitRow } from '$test/fixtures';
import type { ParticipantRow, ParticipantsView, PrivateView, RecordView } from '$lib/api/bindings';
import { wireError, type Handlers } from '$lib/host/fake';
import type { RouteOf } from '$lib/router.svelte';
import Participants from './Participants.svelte';

afterEach(() => history.replaceState(null, '', '#'));

test('the guests stand in protocol order, and only exceptions are marked', async () => {
  await open();
  const table = screen.getByRole('table');
  expect(within(table).getByRole('columnheader', { name: 'No.' })).toHaveAttribute('aria-sort', 'ascending');
  expect(cells()).toEqual([
    ['1', 'Oleksii Bondarenko Олексій Бондаренко', 'Head of delegation', 'Nothing noted', 'Mar 2, 2031', 'Confirmed'],
    [
      '2',
      'Yurii Savchuk Юрій Савчук',
      'Rescue diver',
      'Tree nuts',
      'Jan 14, 2027 ends within six months after the visit',
      'Visa refused',
    ],
    ['3', 'Andrii Lytvyn', 'Delegate', 'Vegetarian', 'No date known', 'Confirmed'],
  ]);
});

test('a head of the table sorts, once up and once down', async () => {
  const { user } = await open();
  await user.click(screen.getByRole('button', { name: 'Name' }));
  expect(names()).toEqual(['Andrii Lytvyn', 'Oleksii Bondarenko', 'Yurii Savchuk']);
  await user.click(screen.getByRole('button', { name: 'Name' }));
  expect(names()).toEqual(['Yurii Savchuk', 'Oleksii Bondarenko', 'Andrii Lytvyn']);
  expect(screen.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'descending');
});

test('each side is counted, and hosts count their places from one', async () => {
  const { user } = await open();
  await user.click(screen.getByRole('radio', { name: 'Arlington team 1' }));
  expect(cells()).toEqual([['1', 'Margaret Hall', 'Host', 'Nothing noted', 'Not needed', 'Confirmed']]);
  await user.click(screen.getByRole('radio', { name: 'Everyone 4' }));
  expect(names()).toHaveLength(4);
});

test('people are found by their own letters, by accents left out, and by what the program finds in other scripts', async () => {
  const { user, host } = await open();
  const box = screen.getByRole('searchbox', { name: 'Find a participant' });
  await user.type(box, 'юріи');
  expect(names()).toEqual(['Yurii Savchuk']);
  host.handlers.search = () => [
    { kind: 'person', id: 'p3', visit: 'v1', title: '', native: null, detail: null, shown_by: null },
  ];
  await user.clear(box);
  await user.type(box, 'литвин');
  await waitFor(() => expect(names()).toEqual(['Andrii Lytvyn']));
});

test('an address may say what to begin, once', async () => {
  const { desk } = await open();
  desk.router.go({ name: 'participants', visit: 'v1', do: 'check_in' });
  expect(await screen.findByRole('button', { name: 'Finish check-in' })).toBeVisible();
  expect(desk.router.route).toEqual({ name: 'participants', visit: 'v1' });
});

test('the arrow keys change row and drawer together, Enter edits, Escape closes and gives the focus back', async () => {
  const { user, desk } = await open();
  row('Oleksii').focus();
  await user.keyboard(' ');
  expect(drawer('Oleksii Bondarenko')).toBeVisible();
  await user.keyboard('{ArrowDown}');
  expect(row('Yurii')).toHaveFocus();
  expect(drawer('Yurii Savchuk')).toBeVisible();
  expect(desk.router.route).toEqual({ name: 'participants', visit: 'v1', person: 'p2' });
  await user.keyboard('{Enter}');
  await waitFor(() => expect(screen.getByLabelText('Name in Latin letters')).toHaveFocus());
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('complementary')).toBeNull();
  expect(row('Yurii')).toHaveFocus();
});

test('Alt and an arrow move somebody in protocol order, and never past either end', async () => {
  const { user, host } = await open();
  row('Oleksii').focus();
  await user.keyboard('{Alt>}{ArrowUp}{/Alt}');
  expect(asked(host, 'precedence_move')).toEqual([]);
  await user.keyboard('{Alt>}{ArrowDown}{/Alt}');
  expect(asked(host, 'precedence_move')).toEqual([{ participation: 'a1', number: 2 }]);
});

test('a place can be typed', async () => {
  const { user, host } = await open({ person: 'p1' });
  const place = screen.getByRole('spinbutton', { name: 'Place' });
  await user.clear(place);
  await user.type(place, '3{Tab}');
  expect(asked(host, 'precedence_move')).toEqual([{ participation: 'a1', number: 3 }]);
});

test('the passport number is neither shown nor asked for before Show, and is forgotten by Hide', async () => {
  const { user, host } = await open({ person: 'p2' });
  expect(screen.getByText('hidden')).toBeInTheDocument();
  expect(asked(host, 'person_private')).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Show' }));
  expect(await screen.findByText('FB771377')).toBeVisible();
  expect(asked(host, 'person_private')).toEqual([{ person: 'p2' }]);
  await user.click(screen.getByRole('button', { name: 'Hide' }));
  expect(screen.queryByText('FB771377')).toBeNull();
});

test('who may not see passports sees no trace of them', async () => {
  await open({ person: 'p2', view: { private: false } });
  expect(screen.queryByRole('columnheader', { name: 'Passport' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Show' })).toBeNull();
});

test('a field is saved when it was changed, and says beside it why it was refused', async () => {
  const { user, host } = await open({ person: 'p2' });
  await user.click(screen.getByRole('button', { name: 'Edit details' }));
  const diet = await screen.findByLabelText('Food');
  await user.type(diet, 'Vegan{Tab}');
  expect(asked(host, 'record_set')).toEqual([{ kind: 'person', id: 'p2', fields: { diet: 'Vegan' } }]);

  host.handlers.record_set = () => {
    throw wireError('bad_value', { field: 'joins_at', value: '99' });
  };
  await user.selectOptions(screen.getByLabelText('Role'), 'Interpreter');
  expect(await screen.findByText('“99” does not fit here.')).toBeVisible();
});

test('a status that rules an arrival out takes the time of arrival away', async () => {
  const { user, host } = await open({ person: 'p1', first: { status: 'arrived', arrived_at: '2026-10-17T18:05' } });
  await user.selectOptions(screen.getByLabelText('Status'), 'Did not come');
  expect(asked(host, 'records_set')).toEqual([
    { kind: 'participation', ids: ['a1'], fields: { status: 'no_show', arrived_at: null } },
  ]);
});

test('being there is noted by a check-in, so that its time is kept', async () => {
  const { user, host } = await open({ person: 'p1' });
  await user.selectOptions(screen.getByLabelText('Status'), 'Arrived');
  expect(asked(host, 'check_in')).toEqual([{ participations: ['a1'], arrived: true, at: null }]);
});

test('history tells who changed what, and nothing of the private half', async () => {
  const { user, host } = await open({
    person: 'p1',
    handlers: {
      history: ({ kind }) =>
        kind === 'person'
          ? [{ field: 'diet', before: null, after: 'Vegan', who: 'Bohdan', at_ms: 1, source: 'mine' }]
          : [{ field: 'status', before: 'invited', after: 'confirmed', who: 'Anna', at_ms: 2, source: 'received' }],
    },
  });
  await user.click(screen.getByRole('button', { name: 'History' }));
  const steps = await screen.findAllByText(/→/);
  expect(steps.map((step) => step.textContent.replace(/\s+/g, ' ').trim())).toEqual([
    'Status Invited → Confirmed',
    'Food empty → Vegan',
  ]);
  expect(asked(host, 'history').map((request) => (request as { kind: string }).kind)).not.toContain('person_private');
});

test('taking somebody out of the visit deletes their part in it and closes the drawer', async () => {
  const { user, host } = await open({ person: 'p1' });
  await user.click(screen.getByRole('button', { name: 'Remove from visit' }));
  expect(asked(host, 'record_delete')).toEqual([{ kind: 'participation', id: 'a1' }]);
  await waitFor(() => expect(screen.queryByRole('complementary')).toBeNull());
});

test('several people are chosen by mouse and changed in one step', async () => {
  const { user, host } = await open();
  await user.keyboard('{Control>}');
  await user.click(row('Oleksii'));
  await user.keyboard('{/Control}{Shift>}');
  await user.click(row('Andrii'));
  await user.keyboard('{/Shift}');
  expect(screen.getByText('3 chosen')).toBeVisible();
  expect(screen.queryByRole('complementary')).toBeNull();
  await user.selectOptions(screen.getByLabelText('What to set'), 'Group');
  await user.type(screen.getByLabelText('Group'), 'Rescue');
  await user.click(screen.getByRole('button', { name: 'Set for 3' }));
  expect(asked(host, 'records_set')).toEqual([
    { kind: 'participation', ids: ['a1', 'a2', 'a3'], fields: { track: 'Rescue' } },
  ]);
  await waitFor(() => expect(screen.getByLabelText('What to set')).toHaveFocus());
});

test('several people are chosen by keyboard, checked in, and let go by Escape', async () => {
  const { user, host } = await open({ person: 'p1' });
  row('Oleksii').focus();
  await user.keyboard('{Shift>}{ArrowDown}{ArrowDown}{ArrowUp}{/Shift}');
  expect(row('Yurii')).toHaveFocus();
  expect(screen.getByText('2 chosen')).toBeVisible();
  await user.click(
    within(screen.getByRole('group', { name: /chosen rows/ })).getByRole('button', { name: 'Check in' }),
  );
  expect(asked(host, 'check_in')).toEqual([{ participations: ['a1', 'a2'], arrived: true, at: null }]);
  await user.keyboard('{Escape}');
  expect(screen.queryByText('2 chosen')).toBeNull();
  expect(drawer('Oleksii Bondarenko')).toBeVisible();
});

test('an arrival of several people is noted with its time', async () => {
  const { user, host } = await open();
  await user.click(screen.getByRole('button', { name: 'Choose several' }));
  await user.click(screen.getByRole('button', { name: 'Choose all' }));
  await user.selectOptions(screen.getByLabelText('What to set'), 'Status');
  await user.selectOptions(screen.getByLabelText('Status'), 'Arrived');
  await user.click(screen.getByRole('button', { name: 'Set for 3' }));
  expect(asked(host, 'check_in')).toEqual([{ participations: ['a1', 'a2', 'a3'], arrived: true, at: null }]);
  expect(asked(host, 'records_set')).toEqual([]);
});

test('several people are taken out of the visit together, and a refusal is said', async () => {
  const { user, host } = await open({
    handlers: {
      records_delete: () => {
        throw wireError('disk_full');
      },
    },
  });
  await user.click(screen.getByRole('button', { name: 'Choose several' }));
  const bar = within(screen.getByRole('group', { name: /chosen rows/ }));
  expect(bar.getByRole('button', { name: 'Remove from visit' })).toBeDisabled();
  await user.click(screen.getByRole('checkbox', { name: 'Choose Yurii Savchuk' }));
  await user.click(bar.getByRole('button', { name: 'Remove from visit' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('The disk is full');
  host.handlers.records_delete = () => done({});
  await user.click(bar.getByRole('button', { name: 'Remove from visit' }));
  expect(asked(host, 'records_delete').at(-1)).toEqual({ kind: 'participation', ids: ['a2'] });
  await waitFor(() => expect(screen.queryByText('1 chosen')).toBeNull());
});

test('somebody is added by either name, and opened', async () => {
  const { user, host, desk } = await open();
  await user.keyboard('n');
  const dialog = await screen.findByRole('dialog', { name: 'Add person' });
  await user.click(within(dialog).getByRole('button', { name: 'Add person' }));
  expect(within(dialog).getByText(/Write a name/)).toBeVisible();
  expect(asked(host, 'participant_add')).toEqual([]);
  await user.type(within(dialog).getByLabelText('Name in own script'), 'Софія Кравець');
  await user.click(within(dialog).getByRole('button', { name: 'Add person' }));
  expect(asked(host, 'participant_add')).toEqual([
    { visit: 'v1', latin_name: '', native_name: 'Софія Кравець', side: 'guest', role: null, position: null },
  ]);
  await waitFor(() => expect(desk.router.route).toMatchObject({ person: 'p3' }));
});

test('check-in takes a letter and Enter for each person, and counts', async () => {
  const { user, host } = await open();
  await user.keyboard('c');
  expect(screen.getByText('0 of 2 here')).toBeVisible();
  expect(screen.getByRole('searchbox', { name: 'Type a name' })).toHaveFocus();
  await user.keyboard('l{Enter}');
  expect(asked(host, 'check_in')).toEqual([{ participations: ['a1'], arrived: true, at: null }]);
});

test('a space while typing is part of a name and checks nobody in', async () => {
  const { user, host } = await open();
  await user.keyboard('candrii lytvyn');
  expect(asked(host, 'check_in')).toEqual([]);
  await user.keyboard('{Enter}');
  expect(asked(host, 'check_in')).toEqual([{ participations: ['a3'], arrived: true, at: null }]);
});

test('whoever was refused a visa is not waited for', async () => {
  const { user } = await open();
  await user.keyboard('c');
  expect(waitedFor()).toEqual(['Oleksii Bondarenko', 'Andrii Lytvyn']);
});

test('a tap checks somebody in, and a tap among those here takes it back', async () => {
  const { user, host } = await open({ first: { status: 'arrived', arrived_at: '2026-10-17T18:05' } });
  await user.click(screen.getByRole('button', { name: 'Check in' }));
  expect(screen.getByText('1 of 2 here')).toBeVisible();
  await user.click(screen.getByRole('button', { name: /Andrii Lytvyn/ }));
  await user.click(screen.getByRole('button', { name: /Oleksii Bondarenko.*Here since 18:05.*Take back/ }));
  expect(asked(host, 'check_in')).toEqual([
    { participations: ['a3'], arrived: true, at: null },
    { participations: ['a1'], arrived: false, at: null },
  ]);
});

test('by keyboard alone one key checks in one person after the other', async () => {
  const { user, host } = await open();
  host.handlers.check_in = ({ participations }) => {
    view = {
      ...view,
      rows: view.rows.map((it) => (participations.includes(it.id) ? { ...it, status: 'arrived' } : it)),
    };
    host.emit({ event: 'changed', visits: ['v1'] });
    return done({}, 'checked_in', { name: 'x', count: '1' });
  };
  await user.keyboard('c{ArrowDown}{Enter}');
  await waitFor(() => expect(screen.getByText('1 of 2 here')).toBeVisible());
  expect(document.activeElement).toHaveTextContent('Andrii Lytvyn');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(screen.getByText('2 of 2 here')).toBeVisible());
  expect(screen.getByText('Everybody is here.')).toBeVisible();
});

test('a visit without people begins with the box to paste a list into', async () => {
  await open({ view: { rows: [] } });
  expect(screen.getByText('Nobody is on the list yet')).toBeVisible();
  expect(screen.getByRole('textbox', { name: 'Paste the list here' })).toBeVisible();
});

test('a list that cannot be read says so and can be read again', async () => {
  const { user, host } = await open({
    handlers: {
      participants: () => {
        throw wireError('internal');
      },
    },
  });
  host.handlers.participants = () => view;
  await user.click(await screen.findByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(names()).toHaveLength(3));
});

interface Opened {
  person?: string;
  view?: Partial<ParticipantsView>;
  /** Fields of the first row. */
  first?: Partial<ParticipantRow>;
  handlers?: Handlers;
}

/** What the program says of the visit's people, until a test changes it. */
let view: ParticipantsView;

async function open({ person, view: fields = {}, first = {}, handlers = {} }: Opened = {}) {
  view = { visit: visitRow(), private: true, rows: rows(first), ...fields };
  const route: RouteOf<'participants'> = { name: 'participants', visit: 'v1', ...(person ? { person } : {}) };
  const drawn = await renderWithDesk(AtRoute, {
    route,
    props: { screen: Participants },
    handlers: {
      participants: () => view,
      search: () => [],
      person_private: () => ({ ...NO_SECRETS, passport_number: 'FB771377' }),
      precedence_move: () => done({}),
      check_in: () => done({}),
      record_get: ({ kind, id }) => ({
        kind,
        id,
        fields: (kind === 'person' ? { latin_name: 'Yurii Savchuk' } : {}) as RecordView['fields'],
      }),
      records_set: () => done({}),
      records_delete: () => done({}),
      record_set: ({ kind, id }) => done({ kind, id, fields: {} }),
      record_delete: () => done({}),
      participant_add: () => done(participant({ id: 'a3', person: 'p3' })),
      history: () => [],
      ...handlers,
    },
  });
  if (!handlers.participants) await screen.findByText(fields.rows ? 'Nobody is on the list yet' : 'No.');
  return { ...drawn, user: userEvent.setup() };
}

const NO_SECRETS: PrivateView = {
  passport_name: null,
  passport_number: null,
  passport_country: null,
  passport_expires_on: null,
  nationality: null,
  visa: null,
  date_of_birth: null,
  email: null,
  phone: null,
  address: null,
  allergies: null,
  health: null,
  insurance: null,
  emergency_name: null,
  emergency_relation: null,
  emergency_phone: null,
  emergency_language: null,
  guardians: null,
};

function rows(first: Partial<ParticipantRow>): ParticipantRow[] {
  return [
    participant({
      id: 'a1',
      person: 'p1',
      number: 1,
      name: name('Oleksii Bondarenko', 'Олексій Бондаренко'),
      role: 'head_of_delegation',
      passport: 'valid',
      passport_expires_on: '2031-03-02',
      ...first,
    }),
    participant({
      id: 'a2',
      person: 'p2',
      number: 2,
      name: name('Yurii Savchuk', 'Юрій Савчук'),
      position: 'Rescue diver',
      allergies: 'Tree nuts',
      passport: 'short',
      passport_expires_on: '2027-01-14',
      status: 'visa_refused',
    }),
    participant({
      id: 'a3',
      person: 'p3',
      number: 3,
      name: name('Andrii Lytvyn', null),
      role: 'delegate',
      diet: 'Vegetarian',
      passport: 'missing',
    }),
    participant({ id: 'a4', person: 'p4', number: 4, name: name('Margaret Hall', null), side: 'host', role: 'host' }),
  ];
}

function participant(fields: Partial<ParticipantRow>): ParticipantRow {
  return {
    id: 'a0',
    person: 'p0',
    number: 1,
    name: name('Somebody', null),
    side: 'guest',
    role: null,
    position: null,
    rank: null,
    organisation: null,
    diet: null,
    languages: null,
    track: null,
    status: 'confirmed',
    joins_at: null,
    leaves_at: null,
    arrived_at: null,
    note: null,
    allergies: null,
    passport_expires_on: null,
    passport: 'not_shown',
    items: 0,
    changed_by: null,
    changed_at_ms: null,
    ...fields,
  };
}

function name(latin: string, native: string | null) {
  return { latin, native, language: native && 'uk', pronunciation: null };
}

function cells(): string[][] {
  const lines = screen.getAllByRole('row').slice(1);
  return lines.map((line) => [...line.children].map((cell) => cell.textContent.replace(/\s+/g, ' ').trim()));
}

function names(): string[] {
  return [...document.querySelectorAll('tbody .first')].map((line) => line.textContent);
}

function waitedFor(): string[] {
  const list = screen.getByRole('list', { name: 'Not here yet' });
  return [...list.querySelectorAll('.first')].map((line) => line.textContent);
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
