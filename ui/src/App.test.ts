import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { startDesk } from '$test/desk';
import { appState, done, quickView, visitRow } from '$test/fixtures';
import type { AppState, StepRow } from '$lib/api/bindings';
import type { Handlers } from '$lib/host/fake';
import { i18n } from '$lib/i18n/i18n.svelte';
import type { Route } from '$lib/router.svelte';
import App from './App.svelte';
import { loadScreen } from './screens';

interface Opened {
  state?: Partial<AppState>;
  route?: Route;
  handlers?: Handlers;
}

/** The whole window. The screens themselves are tried elsewhere, so their commands fail here, which they show in place. */
async function open({ state = {}, route = { name: 'today' }, handlers = {} }: Opened = {}) {
  const { desk, host } = await startDesk({ route, handlers: { app_state: () => appState(state), ...handlers } });
  render(App, { desk });
  return { desk, host, user: userEvent.setup(), menu: within(screen.getByRole('navigation', { name: 'Main' })) };
}

afterEach(() => i18n.use('en'));

test('the menu opens the visit in work and no other', async () => {
  const visits = [visitRow({ clashes: 4 }), visitRow({ id: 'v2', title: 'Mayor of Gbarnga' })];
  const { menu } = await open({ state: { visits }, route: { name: 'participants', visit: 'v1' } });
  expect(menu.getAllByRole('link').map(nameOf)).toEqual([
    'Today',
    'Calendar',
    'Partnerships',
    'People',
    'Plan a visit',
    'Firefighter exchange',
    'Overview',
    'Itinerary 44 clashes',
    'Participants',
    'Tasks',
    'Journal',
    'Mayor of Gbarnga',
    'Working offline 14 changes to send',
  ]);
  expect(menu.getByRole('link', { name: 'Participants' })).toHaveAttribute('aria-current', 'page');
});

test('past visits fold away, unless one of them is open', async () => {
  const visits = [visitRow(), visitRow({ id: 'v9', title: 'Clean water 2019', past: true })];
  const { desk, menu } = await open({ state: { visits } });
  const past = menu.getByText('Past').closest('details');
  expect(past).not.toHaveAttribute('open');
  desk.router.go({ name: 'itinerary', visit: 'v9' });
  await waitFor(() => expect(past).toHaveAttribute('open'));
});

test('one is told where one is', async () => {
  await open({ route: { name: 'itinerary', visit: 'v1' } });
  const crumbs = within(screen.getByRole('navigation', { name: 'Where you are' }));
  expect(crumbs.getAllByRole('listitem').map((crumb) => crumb.textContent.trim())).toEqual([
    'Firefighter exchange',
    'Itinerary',
  ]);
  await waitFor(() => expect(document.title).toBe('Firefighter exchange, Itinerary · Delegation Desk'));
});

test('a visit that is not there is said to be gone', async () => {
  await open({ route: { name: 'itinerary', visit: 'deleted' } });
  expect(screen.getByRole('heading', { name: 'This visit is not here' })).toBeInTheDocument();
});

test('Undo names the step and takes it back, by button and by key', async () => {
  const step = { code: 'step', args: {} };
  const { host, user } = await open({
    state: { undo: step },
    handlers: { undo: () => ({ ...done({ steps: 1, kept: 0 }), undo: step }) },
  });
  const undo = screen.getByRole('button', { name: 'Undo A change' });
  await user.click(undo);
  await user.keyboard('{Control>}z{/Control}');
  expect(host.asked.filter(({ command }) => command === 'undo')).toHaveLength(2);
  expect(screen.getByRole('region', { name: 'Message' })).toHaveTextContent('Undone: A change');
});

test('without a step Undo stays visible and cannot be pressed', async () => {
  await open();
  expect(screen.getByRole('button', { name: 'Undo' })).toBeDisabled();
});

test('Alt and a figure open the entries of the menu from the top', async () => {
  const { desk, user } = await open({ route: { name: 'itinerary', visit: 'v1' } });
  await user.keyboard('{Alt>}5{/Alt}');
  expect(desk.router.route).toEqual({ name: 'overview', visit: 'v1' });
  await user.keyboard('{Alt>}1{/Alt}');
  expect(desk.router.route).toEqual({ name: 'today' });
});

test('F6 goes from one part of the window to the next and round again', async () => {
  const { user } = await open();
  const at = async () => {
    await user.keyboard('{F6}');
    return document.activeElement?.localName;
  };
  expect([await at(), await at(), await at(), await at()]).toEqual(['nav', 'header', 'main', 'nav']);
  await user.keyboard('{Shift>}{F6}{/Shift}');
  expect(document.activeElement?.localName).toBe('main');
});

test('the list of keys holds those that answer', async () => {
  const { desk, user } = await open();
  const remove = desk.keys.add('frame.itinerary', [{ key: 'alt+arrowup', label: 'frame.today', run: () => undefined }]);
  await user.keyboard('?');
  const list = within(await screen.findByRole('dialog', { name: 'Keys' }));
  expect(list.getByText('Ctrl Shift Z')).toBeInTheDocument();
  expect(list.getByText('Alt ↑')).toBeInTheDocument();
  remove();
  await waitFor(() => expect(list.queryByText('Alt ↑')).not.toBeInTheDocument());
});

test('a name in any script is found and opened', async () => {
  const name = { title: 'Yurii Savchuk', native: 'Юрій Савчук', detail: null };
  const hit = { kind: 'person', id: 'p5', visit: 'v1', ...name, shown_by: null };
  const only_words = { ...quickView(), states_when: false };
  const { desk, user } = await open({ handlers: { search: () => [hit], quick_entry: () => only_words } });
  await user.keyboard('{Control>}k{/Control}');
  await user.type(await screen.findByRole('combobox', { name: 'Find or do anything' }), 'юрій');
  await screen.findByText((_, element) => element?.tagName === 'BDI' && element.textContent === 'Юрій Савчук');
  await user.keyboard('{Enter}');
  expect(desk.router.route).toEqual({ name: 'participants', visit: 'v1', person: 'p5' });
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
});

test('a line that says when is shown as an item before Enter adds it', async () => {
  const added = { id: 'i5', title: 'Lunch' } as never;
  const { desk, host, user } = await open({
    handlers: { search: () => [], quick_entry: () => quickView(), item_add: () => done(added, 'item_added') },
  });
  await user.keyboard('{Control>}k{/Control}');
  await user.type(await screen.findByRole('combobox', { name: 'Find or do anything' }), 'tue 15 lunch');
  const preview = await screen.findByRole('option', {
    name: /Lunch.*Tuesday, October 20.*15:00.*Meal.*Courthouse.*Everybody/,
  });
  expect(preview).toHaveAttribute('aria-selected', 'true');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(host.asked).toContainEqual({ command: 'item_add', request: quickView().item }));
  expect(desk.router.route).toEqual({ name: 'itinerary', visit: 'v1', item: 'i5' });
});

test('what was done is listed, and taken back down to any step', async () => {
  const step = (id: string, title: string, fields: Partial<StepRow> = {}): StepRow => ({
    ...{ id, label: { code: 'item_added', args: { title } }, at_ms: 0, undone: false, redoable: false },
    ...{ kept: 0, kept_in: [], ...fields },
  });
  const steps = [
    step('9', 'Concert', { undone: true, redoable: true }),
    step('8', 'Tour'),
    step('7', 'Lunch', { kept: 1, kept_in: ['Lunch'] }),
  ];
  const reversed = { steps: 2, kept: 1 };
  const { host, user } = await open({
    handlers: { steps: () => steps, undo_to: () => done(reversed), redo_to: () => done(reversed) },
  });
  await user.click(screen.getByRole('button', { name: 'What I did' }));
  const list = within(await screen.findByRole('dialog', { name: 'What I did' }));
  expect(await list.findByText('1 value was changed since and would stay: Lunch.')).toBeInTheDocument();
  expect(list.getAllByRole('button').map((button) => button.textContent.replace(/\s+/g, ' ').trim())).toEqual([
    '',
    'Do again Added “Concert”',
    'Undo Added “Tour”',
    'Undo 2 steps Added “Lunch”',
  ]);
  await user.click(list.getByRole('button', { name: /Undo 2 steps/ }));
  expect(host.asked).toContainEqual({ command: 'undo_to', request: { step: '7' } });
  expect(await screen.findAllByText(/Took 2 steps back. 1 value stays/)).not.toHaveLength(0);
  await user.click(list.getByRole('button', { name: /Do again/ }));
  expect(host.asked).toContainEqual({ command: 'redo_to', request: { step: '9' } });
});

test('another chapter opens on Today', async () => {
  const chapters = [
    { id: 'c1', name: 'Arlington' },
    { id: 'c2', name: 'Baltimore' },
  ];
  const baltimore = appState({ chapters, chapter: { ...appState().chapter, id: 'c2', name: 'Baltimore' } as never });
  const { desk, host, user } = await open({
    state: { chapters },
    route: { name: 'sync' },
    handlers: { chapter_switch: () => baltimore },
  });
  await user.click(screen.getByRole('button', { name: /Arlington/ }));
  await user.click(await menuItem('Baltimore'));
  await waitFor(() => expect(desk.chapter?.name).toBe('Baltimore'));
  expect(host.asked).toContainEqual({ command: 'chapter_switch', request: { chapter: 'c2' } });
  expect(desk.router.route).toEqual({ name: 'today' });
});

test('the language changes while the window is open', async () => {
  await loadScreen('settings');
  const { menu, user } = await open();
  await user.click(screen.getByRole('button', { name: /Arlington/ }));
  await user.click(await menuItem('Settings'));
  await user.selectOptions(await screen.findByLabelText('Language'), 'Українська');
  await waitFor(() => expect(menu.getByText('Сьогодні')).toBeInTheDocument());
  expect(document.documentElement.lang).toBe('uk');
});

test('the address of a screen is kept for the next start', async () => {
  const { desk, host } = await open();
  desk.router.go({ name: 'sync' });
  await waitFor(() => expect(host.asked.at(-1)).toMatchObject({ request: { last_route: '#/sync' } }));
});

test('a screen reader hears what was done', async () => {
  const { desk } = await open();
  desk.say('Kept the flight of Bohdan');
  await waitFor(() => {
    const live = document.querySelector('[aria-live=polite]');
    expect(live).toHaveTextContent('Kept the flight of Bohdan');
  });
});

/** An entry of the open menu, by its words: without a layout the menu finds no place and hides itself from roles. */
async function menuItem(name: string) {
  return within(await screen.findByRole('menu', { hidden: true })).findByText(name);
}

/** What a link is called, as a person hears it. */
function nameOf(link: HTMLElement): string {
  return (link.getAttribute('aria-label') ?? link.textContent).replace(/\s+/g, ' ').trim();
}
