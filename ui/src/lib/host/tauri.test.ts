import { expect, test, vi } from 'vitest';
import { tauriHost } from './tauri';

const shell = vi.hoisted(() => ({ invoke: vi.fn(), listen: vi.fn() }));
vi.mock('@tauri-apps/api/core', () => ({ invoke: shell.invoke }));
vi.mock('@tauri-apps/api/event', () => ({ listen: shell.listen }));

test('a command goes to the shell by the one command it has', async () => {
  shell.invoke.mockResolvedValue({ id: 'v1' });
  await expect(tauriHost.rpc('itinerary', { visit: 'v1' })).resolves.toEqual({ id: 'v1' });
  expect(shell.invoke).toHaveBeenCalledWith('rpc', { command: 'itinerary', request: { visit: 'v1' } });
});

test('events of the shell are passed on, and stopping before the shell is ready still stops', async () => {
  const unlisten = vi.fn();
  shell.listen.mockResolvedValue(unlisten);
  const on = vi.fn();
  const stop = tauriHost.listen(on);
  const [name, handler] = shell.listen.mock.calls[0] as [string, (event: { payload: unknown }) => void];
  handler({ payload: { event: 'changed', visits: [] } });
  stop();
  await vi.waitFor(() => expect(unlisten).toHaveBeenCalledOnce());
  expect(name).toBe('desk');
  expect(on).toHaveBeenCalledWith({ event: 'changed', visits: [] });
});

test('the bar of menus is the shell’s to draw, and what is chosen from it comes back by its id', async () => {
  shell.invoke.mockReset();
  shell.listen.mockReset();
  shell.invoke.mockResolvedValue(null);
  shell.listen.mockResolvedValue(() => undefined);
  const menus = [{ label: 'Go', items: [{ kind: 'line' as const }] }];
  await tauriHost.shell?.setMenu(menus);
  expect(shell.invoke).toHaveBeenCalledWith('set_menu', { menus });
  const on = vi.fn();
  tauriHost.shell?.onChosen(on);
  const [name, handler] = shell.listen.mock.calls[0] as [string, (event: { payload: unknown }) => void];
  handler({ payload: 'go today' });
  expect([name, on.mock.calls]).toEqual(['menu', [['go today']]]);
});

test('a copy is written where the person says in the system’s dialog, over what was there', async () => {
  shell.invoke.mockReset();
  shell.invoke.mockResolvedValueOnce('/media/stick/monday').mockResolvedValueOnce({});
  await expect(tauriHost.files.saveCopy('monday')).resolves.toBe('/media/stick/monday');
  expect(shell.invoke).toHaveBeenCalledWith('choose_new_file', { name: 'monday' });
  const request = { file: '/media/stick/monday', replace: true };
  expect(shell.invoke).toHaveBeenCalledWith('rpc', { command: 'data_backup', request });
});

test('no file chosen means nothing done', async () => {
  shell.invoke.mockReset();
  shell.invoke.mockResolvedValue(null);
  await expect(tauriHost.files.saveCopy('monday')).resolves.toBeNull();
  await expect(tauriHost.files.chooseCopy()).resolves.toBeNull();
  expect(shell.invoke.mock.calls.map(([command]) => command as string)).toEqual(['choose_new_file', 'choose_file']);
});
