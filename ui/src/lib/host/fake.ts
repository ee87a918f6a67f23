// A host for tests: a table of commands and what they answer.

import type { CommandName } from '$lib/api/call';
import type { Code, Commands, Error as WireError } from '$lib/api/bindings';
import type { Files, Host, HostEvent, Menu, Notice, Notices, Shell, Tray } from './host';

/** What each command answers; commands that are not in the table fail the test that gives them. */
export type Handlers = {
  [C in CommandName]?: (request: Commands[C]['request']) => Commands[C]['response'] | Promise<Commands[C]['response']>;
};

/** A host that remembers what it was asked, and can speak up by itself. */
export interface FakeHost extends Host {
  /** Every command given, in order. */
  readonly asked: { command: string; request: unknown }[];
  /** The table, to change an answer half-way. */
  readonly handlers: Handlers;
  /** What the person chooses; nothing, unless the test says so. */
  files: Files;
  /** None, unless the test gives some. */
  notices: FakeNotices | null;
  /** None, unless the test gives one. */
  shell: FakeShell | null;
  /** Tells all listeners something unasked. */
  emit(event: HostEvent): void;
}

const NO_FILES: Files = {
  saveCopy: () => Promise.resolve(null),
  chooseCopy: () => Promise.resolve(null),
};

export function fakeHost(handlers: Handlers): FakeHost {
  const listeners = new Set<(event: HostEvent) => void>();
  const asked: FakeHost['asked'] = [];
  return {
    kind: 'fake',
    files: NO_FILES,
    notices: null,
    shell: null,
    asked,
    handlers,
    async rpc(command, request) {
      asked.push({ command, request });
      const handler = handlers[command as CommandName] as ((request: unknown) => unknown) | undefined;
      if (!handler) throw new Error(`the fake host has no answer to ${command}`);
      return handler(request);
    },
    listen(on) {
      listeners.add(on);
      return () => listeners.delete(on);
    },
    emit(event) {
      for (const on of listeners) on(event);
    },
  };
}

/** Notices that a test looks at. */
export interface FakeNotices extends Notices {
  /** Every notice that was shown, in order. */
  readonly shown: Notice[];
  /** Opens the latest as a person does. */
  open(): void;
}

/** Notices of a system that shows them, or does not. */
export function fakeNotices(allowed = true): FakeNotices {
  const shown: Notice[] = [];
  let answer: (opened: boolean) => void = () => undefined;
  return {
    shown,
    allowed: () => Promise.resolve(allowed),
    show(notice) {
      shown.push(notice);
      return new Promise((resolve) => (answer = resolve));
    },
    open: () => answer(true),
  };
}

/** A shell that remembers what it was to draw. */
export interface FakeShell extends Shell {
  /** Every bar of menus that was drawn or taken away, in order. */
  readonly menus: (readonly Menu[] | null)[];
  /** Every sign that was drawn in the tray, in order. */
  readonly trays: Tray[];
  /** Chooses an entry as a person does. */
  choose(id: string): void;
  /** Hands a link over as the system does. */
  follow(link: string): void;
}

export function fakeShell(): FakeShell {
  const listeners = new Set<(id: string) => void>();
  const menus: FakeShell['menus'] = [];
  const trays: Tray[] = [];
  const followers = new Set<() => void>();
  let come: string | null = null;
  return {
    menus,
    trays,
    setTray(words) {
      trays.push(words);
      return Promise.resolve(true);
    },
    setMenu(drawn) {
      menus.push(drawn);
      return Promise.resolve();
    },
    onChosen(on) {
      listeners.add(on);
      return () => listeners.delete(on);
    },
    takeLink() {
      const link = come;
      come = null;
      return Promise.resolve(link);
    },
    onLink(on) {
      followers.add(on);
      return () => followers.delete(on);
    },
    follow(link) {
      come = link;
      for (const on of followers) on();
    },
    choose(id) {
      for (const on of listeners) on(id);
    },
  };
}

/** An error as the program sends it. */
export function wireError(code: Code, args: Record<string, string> = {}): WireError {
  return { code, message: `${code}, from the fake host`, args };
}
