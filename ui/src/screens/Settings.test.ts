import { screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import type { DataReport, DataView } from '$lib/api/bindings';
import { ApiError } from '$lib/api/call';
import { fakeHost, fakeNotices, fakeShell, wireError, type FakeHost, type Handlers } from '$lib/host/fake';
import type { ChosenCopy } from '$lib/host/host';
import type { RouteOf } from '$lib/router.svelte';
import AtRoute from '$test/AtRoute.svelte';
import { renderWithDesk } from '$test/desk';
import { appState, done } from '$test/fixtures';
import Settings from './Settings.svelte';

const DATA: DataView = {
  folder: '/data/delegation-desk',
  bytes: 3_400_000,
  devices: [
    { id: 'd1', person_name: 'Margaret', computer_name: 'kitchen', here: true },
    { id: 'd2', person_name: 'Oksana', computer_name: null, here: false },
  ],
  copies: ['2026-11-24', '2026-11-23', '2026-11-20', '2026-11-15', '2026-11-08'].map((day) => ({
    day,
    file: `/data/delegation-desk/copies/${day}.backup`,
    bytes: 3_200_000,
  })),
  copy_failure: null,
};
const SOUND: DataReport = { sound: true, damage: [], rows: 0, overlays: 0, records: 120, waiting: 0 };

async function open(handlers: Handlers = {}, fields: Partial<FakeHost> = {}, begin?: string) {
  const host = Object.assign(fakeHost({ data: () => DATA, ...handlers }), fields);
  const route: RouteOf<'settings'> = { name: 'settings', ...(begin ? { do: begin } : {}) };
  const drawn = await renderWithDesk(AtRoute, { host, route, props: { screen: Settings } });
  await screen.findByText(DATA.folder);
  return { ...drawn, user: userEvent.setup() };
}

function copy(restore: ChosenCopy['restore'] = () => Promise.resolve({ before: '/data/before' })): ChosenCopy {
  return { name: 'Arlington Monday', restore: vi.fn(restore) };
}

test('each choice holds at once and is kept', async () => {
  const { desk, host, user } = await open();
  await user.click(screen.getByRole('radio', { name: 'High' }));
  await waitFor(() => expect(document.documentElement.dataset.contrast).toBe('more'));
  expect(desk.preferences.contrast).toBe('more');
  expect(host.asked.at(-1)).toMatchObject({ command: 'preferences_set', request: { contrast: 'more' } });
});

test('a bar of menus is offered where the system can draw one, and is off at first', async () => {
  const { desk, user } = await open({}, { shell: fakeShell() });
  const bar = screen.getByRole('checkbox', { name: /A bar of menus/ });
  expect(bar).not.toBeChecked();
  await user.click(bar);
  expect(desk.preferences.menu_bar).toBe(true);
});

test('a browser is offered no bar of menus', async () => {
  await open();
  expect(screen.queryByRole('checkbox', { name: /A bar of menus/ })).not.toBeInTheDocument();
});

test('notices are off until they are wanted and the system shows them', async () => {
  const { desk, user } = await open({}, { notices: fakeNotices() });
  const box = screen.getByRole('checkbox', { name: /Tell me by a notice/ });
  expect(box).not.toBeChecked();
  await user.click(box);
  await waitFor(() => expect(desk.preferences.notices).toBe(true));
});

test('a system that shows no notices is said, and they stay off', async () => {
  const { desk, user } = await open({}, { notices: fakeNotices(false) });
  await user.click(screen.getByRole('checkbox', { name: /Tell me by a notice/ }));
  expect(await screen.findByRole('alert')).toHaveTextContent('shows no notices of this program');
  expect(desk.preferences.notices).toBe(false);
  expect(screen.getByRole('checkbox', { name: /Tell me by a notice/ })).not.toBeChecked();
});

test('who comes to make a copy is asked where at once, and only once', async () => {
  const saveCopy = vi.fn(() => Promise.resolve('/media/stick/monday'));
  const { desk } = await open({}, { files: { saveCopy, chooseCopy: () => Promise.resolve(null) } }, 'back_up');
  expect(await screen.findByText(/The copy is made: \/media\/stick\/monday/)).toBeInTheDocument();
  expect(saveCopy).toHaveBeenCalledOnce();
  expect(desk.router.route).toEqual({ name: 'settings' });
});

test('who asks about the program is taken to what is said of it', async () => {
  await open({}, {}, 'about');
  await waitFor(() => expect(screen.getByRole('heading', { name: 'About' })).toHaveFocus());
});

test('says where the data lies, how its key is kept, and who works on it where', async () => {
  await open();
  expect(screen.getByText(/The data of Arlington takes 4 MB/)).toBeInTheDocument();
  expect(screen.getByText(/kept by this computer’s key store/)).toBeInTheDocument();
  const computers = within(screen.getByRole('region', { name: 'Computers' })).getAllByRole('listitem');
  expect(computers.map((item) => item.textContent?.replaceAll(/\s+/g, ' ').trim())).toEqual([
    'Margaret kitchen, this computer',
    'Oksana A computer without a name',
  ]);
});

test('this computer gets another name as a step that can be taken back', async () => {
  const { host, user } = await open({ record_set: () => done({ kind: 'device', id: 'd1', owner: 'c1', fields: {} }) });
  const name = screen.getByLabelText('Name of this computer');
  await user.clear(name);
  await user.type(name, 'office');
  await user.click(screen.getByRole('button', { name: 'Keep the name' }));
  expect(host.asked).toContainEqual({
    command: 'record_set',
    request: { kind: 'device', id: 'd1', fields: { computer_name: 'office' } },
  });
});

test('a copy is proposed under the name of the chapter and the day, and told where it is', async () => {
  const { host, desk, user } = await open();
  const saveCopy = vi.fn((name: string) => Promise.resolve(`/media/stick/${name}`));
  host.files.saveCopy = saveCopy;
  await user.click(screen.getByRole('button', { name: 'Make a copy' }));
  expect(await screen.findByText(/The copy is made: \/media\/stick\/Arlington \d{4}-\d\d-\d\d\.backup/)).toBeVisible();
  expect(desk.files.saveCopy).toBe(saveCopy);
});

test('going back to a copy says what will happen and does nothing before it is confirmed', async () => {
  const { host, user } = await open();
  const chosen = copy();
  host.files.chooseCopy = () => Promise.resolve(chosen);
  await user.click(screen.getByRole('button', { name: 'Go back to a copy' }));
  const heading = await screen.findByRole('heading', { name: 'Go back to Arlington Monday?' });
  expect(heading).toHaveFocus();
  expect(screen.getByText(/What is here now is copied first/)).toBeInTheDocument();
  expect(screen.getByText('14 changes that were not sent yet stay in the copy made first.')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Leave it as it is' }));
  expect(chosen.restore).not.toHaveBeenCalled();
  expect(heading).not.toBeInTheDocument();
  expect(screen.getByRole('heading', { name: 'Data and backup' })).toHaveFocus();
});

test('going back to a copy can be taken back', async () => {
  const { host, user } = await open({ data_restore: () => ({ before: '/data/copy' }) });
  host.files.chooseCopy = () => Promise.resolve(copy());
  await user.click(screen.getByRole('button', { name: 'Go back to a copy' }));
  await user.click(await screen.findByRole('button', { name: 'Go back to this copy' }));
  expect(await screen.findByText('Arlington is as it was in Arlington Monday.')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Take that back' }));
  await waitFor(() =>
    expect(host.asked).toContainEqual({ command: 'data_restore', request: { file: '/data/before' } }),
  );
  expect(screen.queryByRole('button', { name: 'Take that back' })).toBeNull();
});

test('a file that is no copy says why, and nothing is offered to take back', async () => {
  const { host, user } = await open();
  const { code, message, args } = wireError('bad_backup', { reason: 'other_chapter' });
  host.files.chooseCopy = () => Promise.resolve(copy(() => Promise.reject(new ApiError(code, message, args))));
  await user.click(screen.getByRole('button', { name: 'Go back to a copy' }));
  await user.click(await screen.findByRole('button', { name: 'Go back to this copy' }));
  expect(await screen.findByText('This is a copy of another chapter.')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Take that back' })).toBeNull();
});

test('data that is not sound is made anew at a word', async () => {
  const answers: DataReport[] = [{ ...SOUND, sound: false, rows: 2, overlays: 1 }, SOUND];
  const { host, user } = await open({ data_check: () => answers.shift() ?? SOUND });
  await user.click(screen.getByRole('button', { name: 'Check the data' }));
  expect(await screen.findByText(/3 entries show something else than is stored/)).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Make anew' }));
  expect(await screen.findByText('The data is sound: 120 records.')).toBeInTheDocument();
  expect(host.asked).toContainEqual({ command: 'data_check', request: { repair: true } });
});

test('without a chapter there are only the choices', async () => {
  const host = fakeHost({ app_state: () => appState({ chapter: null, chapters: [], visits: [] }) });
  await renderWithDesk(AtRoute, { host, route: { name: 'settings' }, props: { screen: Settings } });
  expect(screen.getByLabelText('Language')).toBeInTheDocument();
  expect(screen.queryByRole('heading', { name: 'Data and backup' })).toBeNull();
});

test('the program’s own copies are listed, and going back to one takes another word', async () => {
  const data_restore = vi.fn(() => ({ before: '/data/before' }));
  const { user } = await open({ data_restore });
  const list = screen.getByRole('list', { name: 'Copies made by the program' });
  expect(within(list).getAllByRole('listitem')).toHaveLength(3);
  await user.click(screen.getByRole('button', { name: 'Show 2 older' }));
  expect(within(list).getAllByRole('listitem')).toHaveLength(5);
  await user.click(screen.getByRole('button', { name: 'Go back to the copy of Nov 15, 2026' }));
  expect(data_restore).not.toHaveBeenCalled();
  expect(screen.getByRole('heading', { name: 'Go back to the copy of Nov 15, 2026?' })).toHaveFocus();
  await user.click(screen.getByRole('button', { name: 'Go back to this copy' }));
  expect(data_restore).toHaveBeenCalledWith({ file: '/data/delegation-desk/copies/2026-11-15.backup' });
});

test('a copy that could not be made is said with its reason', async () => {
  await open({ data: () => ({ ...DATA, copies: [], copy_failure: 'no space left on device' }) });
  expect(screen.getByRole('alert')).toHaveTextContent('no space left on device');
  expect(screen.getByText(/The first is made/)).toBeInTheDocument();
});
