// The desktop window. The only file that knows it.

import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { DataRestored } from '$lib/api/bindings';
import type { Files, Host, HostEvent, Notices, Shell } from './host';

/** Under which name the shell sends what the program tells unasked. */
const EVENT = 'desk';
/** Under which name it sends which entry of a menu was chosen. */
const CHOSEN = 'menu';
/** Under which name it says that a link has come. */
const LINK = 'link';

const rpc = <T>(command: string, request: unknown) => invoke<T>('rpc', { command, request });

/** The shell asks where; the program writes and reads there. */
const files: Files = {
  async saveCopy(name) {
    const file = await invoke<string | null>('choose_new_file', { name });
    // That a file may be replaced the system's dialog has asked already.
    if (file !== null) await rpc('data_backup', { file, replace: true });
    return file;
  },
  async chooseCopy() {
    const file = await invoke<string | null>('choose_file');
    return file === null ? null : { name: file, restore: () => rpc<DataRestored>('data_restore', { file }) };
  },
};

const notices: Notices = {
  allowed: () => invoke('notices_allowed'),
  show: ({ title, body }) => invoke('notify', { notice: { title, body } }),
};

const shell: Shell = {
  setMenu: (menus) => invoke('set_menu', { menus }),
  setTray: (words) => invoke('set_tray', { words }),
  onChosen: (on) => hear(CHOSEN, on),
  takeLink: () => invoke('take_link'),
  onLink: (on) => hear(LINK, on),
};

export const tauriHost: Host = {
  kind: 'desktop',
  files,
  notices,
  shell,
  rpc,
  listen: (on) => hear<HostEvent>(EVENT, on),
};

function hear<T>(name: string, on: (payload: T) => void): () => void {
  const stopping = listen<T>(name, (event) => on(event.payload));
  return () => void stopping.then((stop) => stop());
}
