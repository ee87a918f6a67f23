// What the user interface needs from whatever it runs in: the desktop window, a browser, a test.

import type { DataRestored, Event as HostEvent } from '$lib/api/bindings';

export type { HostEvent };

/** The program behind the screens. One command goes in, one answer or one error comes out. */
export interface Host {
  readonly kind: 'desktop' | 'browser' | 'fake';
  /** Sends one command. Rejects with the program's error as it came, or with a `HostError` where none came. */
  rpc(command: string, request: unknown): Promise<unknown>;
  /** Calls `on` for everything the program tells unasked. Returns how to stop that. */
  listen(on: (event: HostEvent) => void): () => void;
  /** Copies of the data in files of the person's own. */
  readonly files: Files;
  /** The system's notices; `null` where there are none. */
  readonly notices: Notices | null;
  /** What the system draws around the page; `null` where the page is all there is. */
  readonly shell: Shell | null;
}

/** What the system draws around the page, in words that the page sends. */
export interface Shell {
  /** Draws the bar of menus; `null` takes it away. */
  setMenu(menus: readonly Menu[] | null): Promise<void>;
  /** Draws the sign in the tray, or draws it anew. Answers whether the system has a place for one. */
  setTray(words: Tray): Promise<boolean>;
  /** Calls `on` with the id of each entry that is chosen. Returns how to stop that. */
  onChosen(on: (id: string) => void): () => void;
  /** The latest link that the system handed over, once; `null` where none came. */
  takeLink(): Promise<string | null>;
  /** Calls `on` when a link has come. Returns how to stop that. */
  onLink(on: () => void): () => void;
}

/** Notices of the system, for what a person learns of while the window is out of sight. */
export interface Notices {
  /** Whether notices can be shown. Asks the person first where the system wants that. */
  allowed(): Promise<boolean>;
  /** Shows one. Answers whether the person opened it, once that is known. */
  show(notice: Notice): Promise<boolean>;
}

export interface Notice {
  /** Of two notices with one tag the later takes the place of the earlier, where the system can do that. */
  readonly tag: string;
  readonly title: string;
  readonly body: string;
}

/** What the sign of the program says, when the pointer rests on it and in its menu. */
export interface Tray {
  readonly tooltip: string;
  readonly items: readonly MenuItem[];
}

/** One menu of the bar. */
export interface Menu {
  readonly label: string;
  readonly items: readonly MenuItem[];
}

/** An entry that the page does, one that the system does, or a line between two groups. `key` is written as `Binding.key`. */
export type MenuItem =
  | { readonly kind: 'entry'; id: string; label: string; key: string | null; enabled: boolean }
  | { readonly kind: 'role'; role: MenuRole; label: string }
  | { readonly kind: 'line' };

/** What the system or the shell does by itself; `open` shows the window, the others of showing and hiding are a Mac's. */
export type MenuRole = 'cut' | 'copy' | 'paste' | 'select_all' | 'hide' | 'hide_others' | 'show_all' | 'open' | 'quit';

/** Copies of the data in files that the person chooses: by the system's dialogs, or as downloads and uploads. */
export interface Files {
  /**
   * Writes a copy of the data where the person says, `name` being the proposal.
   *
   * Returns what the file is called, `null` where the person chose none. Rejects as `rpc` does.
   */
  saveCopy(name: string): Promise<string | null>;
  /** Lets the person choose a copy to go back to. Nothing is done with it yet. */
  chooseCopy(): Promise<ChosenCopy | null>;
}

/** A file that the person chose. */
export interface ChosenCopy {
  readonly name: string;
  /** Goes back to it. Rejects as `rpc` does. */
  restore(): Promise<DataRestored>;
}

/** Why the program gave no answer of its own. */
export type HostCode = 'unreachable' | 'session_over';

/** The program could not be asked: it stopped, or it does not know this page any more. */
export class HostError extends Error {
  readonly code: HostCode;

  constructor(code: HostCode, message: string) {
    super(message);
    this.name = 'HostError';
    this.code = code;
  }
}
