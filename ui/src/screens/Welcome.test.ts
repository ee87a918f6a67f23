import { screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { renderWithDesk } from '$test/desk';
import { appState, done, visitRow } from '$test/fixtures';
import { AACHEN, arlington, city } from '$test/partnerships';
import type { CityView } from '$lib/api/bindings';
import { wireError, type Handlers } from '$lib/host/fake';
import { loadCatalogue } from '$lib/i18n/catalogues';
import { i18n } from '$lib/i18n/i18n.svelte';
import VisitNew from './VisitNew.svelte';
import Welcome from './Welcome.svelte';

const FIRST_RUN = appState({ chapter: null, chapters: [], visits: [] });
const FOUNDED = appState({ visits: [] });

beforeEach(() => {
  const { resolvedOptions } = Intl.DateTimeFormat.prototype;
  vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockImplementation(function (this: Intl.DateTimeFormat) {
    return { ...resolvedOptions.call(this), timeZone: 'America/New_York' };
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await i18n.use('en');
});

async function open(handlers: Handlers = {}) {
  const drawn = await renderWithDesk(Welcome, {
    route: { name: 'welcome' },
    handlers: { app_state: () => FIRST_RUN, ...handlers },
  });
  return { ...drawn, user: userEvent.setup({ delay: null }) };
}

test('a chapter is started in three steps, by keyboard alone', async () => {
  const { user, host, desk } = await open({
    chapter_start: () => FOUNDED,
    visit_add: () => done(visitRow({ id: 'v7' })),
  });
  const next = screen.getByRole('button', { name: 'Next' });
  next.focus();
  await user.keyboard('{Enter}');
  expect(screen.getByRole('heading', { level: 1, name: 'Your chapter' })).toHaveFocus();

  screen.getByRole('radio', { name: 'Start alone' }).focus();
  await user.keyboard(' {Tab}Arlington Sister City Association{Tab}Arlington');
  screen.getByLabelText('Your name').focus();
  await user.keyboard('Margaret{Enter}');
  expect(host.asked).toContainEqual({
    command: 'chapter_start',
    request: {
      chapter_name: 'Arlington Sister City Association',
      city_name: 'Arlington',
      country: 'US',
      zone: 'America/New_York',
      person_name: 'Margaret',
    },
  });

  await waitFor(() => expect(screen.getByRole('heading', { level: 1, name: 'Your first visit' })).toHaveFocus());
  await user.type(screen.getByLabelText('Partner city'), 'Gbarnga');
  await user.selectOptions(screen.getByLabelText('Country'), 'Liberia');
  await user.type(screen.getByLabelText('First day'), '2026-10-17');
  await user.type(screen.getByLabelText('Last day'), '2026-10-26');
  await user.click(screen.getByRole('button', { name: 'Plan the visit' }));
  expect(host.asked.at(-1)).toMatchObject({
    command: 'visit_add',
    request: { title: 'Firefighter exchange', partner_zone: 'Africa/Monrovia', template: 'firefighter_exchange' },
  });
  await waitFor(() => expect(desk.router.route).toEqual({ name: 'overview', visit: 'v7' }));
});

test('what is missing is said by its field, and the focus goes there', async () => {
  const { user, host } = await open();
  await user.click(screen.getByRole('button', { name: 'Next' }));
  await user.click(screen.getByRole('radio', { name: 'Join my chapter' }));
  await user.click(screen.getByRole('button', { name: 'Join' }));
  expect(screen.getByLabelText('Address of the server')).toHaveFocus();
  expect(screen.getAllByText('Please fill this in.')).toHaveLength(3);
  expect(host.asked.map(({ command }) => command)).not.toContain('chapter_join');
});

test('a code that does not work is worded, and nothing typed is lost, not even on the way back', async () => {
  const { user } = await open({ chapter_join: () => Promise.reject(wireError('bad_invitation')) });
  await user.click(screen.getByRole('button', { name: 'Next' }));
  await user.click(screen.getByRole('radio', { name: 'Join my chapter' }));
  await user.type(screen.getByLabelText('Address of the server'), 'https://desk.example.org');
  await user.type(screen.getByLabelText('Code'), 'ABCD');
  await user.type(screen.getByLabelText('Your name'), 'Margaret');
  await user.click(screen.getByRole('button', { name: 'Join' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('This code is not known');
  await user.click(screen.getByRole('button', { name: 'Back' }));
  await user.click(screen.getByRole('button', { name: 'Next' }));
  expect(screen.getByLabelText('Code')).toHaveValue('ABCD');
});

test('who joins a chapter that has visits sees them at once', async () => {
  const { user, desk } = await open({ chapter_join: () => appState() });
  await user.click(screen.getByRole('button', { name: 'Next' }));
  await user.click(screen.getByRole('radio', { name: 'Join my chapter' }));
  await user.type(screen.getByLabelText('Address of the server'), 'https://desk.example.org');
  await user.type(screen.getByLabelText('Code'), 'ABCD');
  await user.type(screen.getByLabelText('Your name'), 'Margaret{Enter}');
  await waitFor(() => expect(desk.router.route).toEqual({ name: 'today' }));
});

test('the language holds at once', async () => {
  await loadCatalogue('uk');
  const { user } = await open();
  await user.click(screen.getByRole('radio', { name: 'Українська' }));
  expect(await screen.findByRole('button', { name: 'Далі' })).toBeVisible();
});

test('a language that no native speaker has read says so in itself, and turns the page', async () => {
  await Promise.all([loadCatalogue('de'), loadCatalogue('ar')]);
  const { user } = await open();
  expect(screen.queryByText(/native reader/)).not.toBeInTheDocument();
  await user.click(screen.getByRole('radio', { name: 'Deutsch' }));
  expect(await screen.findByText(/braucht noch jemanden, der sie als Muttersprachler liest/)).toBeVisible();
  await user.click(screen.getByRole('radio', { name: 'العربية' }));
  await waitFor(() => expect(document.documentElement.dir).toBe('rtl'));
  expect(document.documentElement.lang).toBe('ar');
});

test('a further visit begins with the template of the address, and with dates in order', async () => {
  const { host } = await renderWithDesk(VisitNew, {
    route: { name: 'visit_new' },
    props: { route: { name: 'visit_new', template: 'mayoral_visit' } as const },
  });
  const user = userEvent.setup({ delay: null });
  expect(screen.getByRole('radio', { name: 'Mayoral visit' })).toBeChecked();
  expect(screen.getByLabelText('Name of the visit')).toHaveValue('Mayoral visit');
  await user.type(screen.getByLabelText('Partner city'), 'Portland');
  await user.selectOptions(screen.getByLabelText('Country'), 'United States');
  await user.selectOptions(screen.getByLabelText('Clocks as in'), 'Los Angeles');
  await user.type(screen.getByLabelText('First day'), '2026-10-26');
  await user.type(screen.getByLabelText('Last day'), '2026-10-17');
  await user.click(screen.getByRole('button', { name: 'Plan the visit' }));
  expect(screen.getByText('The last day is before the first.')).toBeVisible();
  expect(host.asked.map(({ command }) => command)).not.toContain('visit_add');
});

function planWith(partner: CityView) {
  return renderWithDesk(VisitNew, {
    route: { name: 'visit_new' },
    handlers: {
      partnerships: () => ({ date: '2026-10-06', home: arlington(), rows: [{ ...AACHEN, partner }] }),
      visit_add: () => {
        throw wireError('bad_value', { field: 'ends_on' });
      },
    },
    props: { route: { name: 'visit_new', partnership: AACHEN.id } as const },
  });
}

test('a visit planned from a partnership knows its city, and leaves the person at the first day', async () => {
  const partner = city({ id: 'po', name: 'Portland', country: 'US', zone: 'America/Los_Angeles' });
  const { host } = await planWith(partner);
  const user = userEvent.setup({ delay: null });
  await waitFor(() => expect(screen.getByLabelText('First day')).toHaveFocus());
  expect(screen.getByLabelText('Partner city')).toHaveValue('Portland');
  expect(screen.getByLabelText('Country')).toHaveValue('US');
  expect(screen.getByLabelText('Clocks as in')).toHaveValue('America/Los_Angeles');
  await user.type(screen.getByLabelText('First day'), '2027-06-01');
  await user.type(screen.getByLabelText('Last day'), '2027-06-10');
  await user.click(screen.getByRole('button', { name: 'Plan the visit' }));
  await waitFor(() => expect(host.asked.map(({ command }) => command)).toContain('visit_add'));
  const asked = host.asked.find(({ command }) => command === 'visit_add');
  expect(asked?.request).toMatchObject({
    partner_city: 'Portland',
    partner_country: 'US',
    partner_zone: 'America/Los_Angeles',
  });
});

test('a visit planned from a partnership whose country nobody gave begins there', async () => {
  await planWith(city({ id: 'po', name: 'Portland' }));
  await waitFor(() => expect(screen.getByLabelText('Country')).toHaveFocus());
});
