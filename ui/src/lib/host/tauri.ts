// The desktop window. The only file that knows it.

import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { Host, HostEvent } from './host';

/** Under which name the shell sends what it tells unasked. */
const EVENT = 'desk';

export const tauriHost: Host = {
  kind: 'desktop',

  rpc: (command, request) => invoke('rpc', { command, request }),

  listen(on) {
    const stopping = listen<HostEvent>(EVENT, (event) => on(event.payload));
    return () => void stopping.then((stop) => stop());
  },
};
