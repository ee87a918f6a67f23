// The program as the frame shows it, and the one way in which screens change anything.
//
// Commands answer with the step by its name; from that come the toast, the word on the Undo button and what a screen
// reader says. What changed comes back as a fact from the host, for our own edits like for those of others: screens
// listen with `onChange` and read again.

import { createContext } from 'svelte';
import { apiError, type Api, type ApiError, type EditName, type RequestOf } from './api/call';
import type { ActionLabel, AppState, Commands, Done, Preferences, StepsReversed } from './api/bindings';
import { errorSentence } from './errors';
import { fmt } from './fmt.svelte';
import type { Files, Host, Notices, Shell } from './host/host';
import { i18n, t, tCode, type Key } from './i18n/i18n.svelte';
import { isLanguage, isPseudoLanguage } from './i18n/languages';
import { Keys } from './keys.svelte';
import { Reading } from './reading.svelte';
import { href, parseRoute, type Route, type RouteName, type Router } from './router.svelte';

/** How long a message with an Undo button stays, unless the pointer or the focus rests on it. */
export const TOAST_MS = 8000;

/** A short message at the foot of the window. */
export interface Toast {
  readonly text: string;
  /** Whether it offers to take the step back. */
  readonly undoable: boolean;
  readonly tone: 'plain' | 'danger';
}

/** Screens that one does not come back to when the window opens again. */
const FORMS: ReadonlySet<RouteName> = new Set(['welcome', 'join', 'visit_new', 'visit_copy']);

export type Theme = 'light' | 'dark';
export type Contrast = 'normal' | 'more';

const NO_PREFERENCES: Preferences = {
  language: null,
  theme: null,
  contrast: null,
  text_size: null,
  clock: null,
  letter_keys: null,
  week_start: null,
  menu_bar: null,
  notices: null,
  due_told: null,
  last_route: null,
};

export class Desk {
  readonly api: Api;
  readonly router: Router;
  readonly keys = new Keys();
  readonly files: Files;
  readonly notices: Notices | null;
  readonly shell: Shell | null;

  preferences: Preferences = $state.raw(NO_PREFERENCES);
  toast: Toast | null = $state.raw(null);
  /** What a screen reader says next, politely. */
  spoken = $state('');

  #frame: Reading<AppState>;

  chapter = $derived(this.state?.chapter ?? null);
  visits = $derived(this.state?.visits ?? []);
  sync = $derived(this.state?.sync ?? null);
  undoLabel = $derived(this.state?.undo ? actionSentence(this.state.undo) : null);
  redoLabel = $derived(this.state?.redo ? actionSentence(this.state.redo) : null);
  #systemTheme: Theme = $state('light');
  #systemContrast: Contrast = $state('normal');
  /** The colours in use: as chosen, else the system's. */
  theme: Theme = $derived(isTheme(this.preferences.theme) ? this.preferences.theme : this.#systemTheme);
  /** How strongly colours stand out: as chosen, else as the system asks. */
  contrast: Contrast = $derived(
    isContrast(this.preferences.contrast) ? this.preferences.contrast : this.#systemContrast,
  );

  #listeners = new Set<(visits: readonly string[]) => void>();
  #toastTimer: ReturnType<typeof setTimeout> | undefined;
  #page: Document;

  constructor(api: Api, host: Host, router: Router, page: Document = document) {
    this.api = api;
    this.router = router;
    this.files = host.files;
    this.notices = host.notices;
    this.shell = host.shell;
    this.#page = page;
    this.#frame = new Reading('app_state', () => this.api('app_state'));
    this.#followSystem();
    host.listen((event) => {
      if (event.event === 'sync') {
        this.#frame.show((state) => ({ ...state, sync: event.summary }));
        // What is being read now may be from before this word.
        if (this.#frame.busy) void this.reload();
        return;
      }
      void this.reload();
      for (const on of this.#listeners) on(event.visits);
    });
  }

  get state(): AppState | null {
    return this.#frame.value;
  }

  /** Why the program could not be asked what to show; the frame offers to try again. */
  get failure(): ApiError | null {
    return this.#frame.failure;
  }

  /** Reads what the frame shows, and opens the screen that was open last. */
  async start(): Promise<void> {
    await this.#loadPreferences();
    await this.reload();
    const invited = this.router.route.name === 'join';
    if (this.state && !this.state.chapter && !invited) this.router.replace({ name: 'welcome' });
    else if (this.router.blank) this.router.replace(this.#lastRoute());
  }

  /** Reads again what the frame shows. */
  reload(): Promise<void> {
    return this.#frame.load();
  }

  /** Takes over what a command of the first run answered, and goes to a screen. */
  enter(state: AppState, route: Route): void {
    this.#frame.drop();
    this.#frame.value = state;
    this.router.go(route);
  }

  /**
   * Changes something, says what was done and offers to take it back.
   *
   * Rejects with the `ApiError`, for the form or the list to show by the place where the person is looking.
   */
  async do<C extends EditName>(command: C, ...request: RequestOf<C>): Promise<ResultOf<C>> {
    const answer = (await this.api(command, ...request)) as Done<ResultOf<C>>;
    this.#take(answer);
    if (answer.done)
      this.#announce({ text: actionSentence(answer.done), undoable: answer.undo !== null, tone: 'plain' });
    return answer.result;
  }

  /** Takes the latest step back, whichever screen it was made on; with `step` every step down to that one. */
  undo(step?: string): Promise<void> {
    const words = { one: 'shared.undone', several: 'shared.undone_steps' } as const;
    return this.#reverse(step === undefined ? this.api('undo') : this.api('undo_to', { step }), words);
  }

  /** Does again what was taken back last; with `step` every step up to that one. */
  redo(step?: string): Promise<void> {
    const words = { one: 'shared.redone', several: 'shared.redone_steps' } as const;
    return this.#reverse(step === undefined ? this.api('redo') : this.api('redo_to', { step }), words);
  }

  /** Says something that cannot be taken back. */
  say(text: string): void {
    this.#announce({ text, undoable: false, tone: 'plain' });
  }

  /** Says what went wrong, for actions without a form to show it by. */
  report(error: ApiError): void {
    this.#announce({ text: errorSentence(error), undoable: false, tone: 'danger' });
  }

  dismissToast(): void {
    clearTimeout(this.#toastTimer);
    this.toast = null;
  }

  /** Keeps the toast while somebody is on it. */
  holdToast(): void {
    clearTimeout(this.#toastTimer);
  }

  /** Lets a held toast go after its time. */
  releaseToast(): void {
    clearTimeout(this.#toastTimer);
    this.#toastTimer = setTimeout(() => (this.toast = null), TOAST_MS);
  }

  /**
   * Calls `on` when records changed, with the visits concerned; of `visit` only, where one is given.
   *
   * No visits means records of the chapter, which any visit may show, or more than could be told: it concerns all.
   * Returns how to stop.
   */
  onChange(on: (visits: readonly string[]) => void, visit?: string): () => void {
    const listener = (visits: readonly string[]) => {
      if (visit === undefined || visits.length === 0 || visits.includes(visit)) on(visits);
    };
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Changes some preferences and keeps them. */
  async prefer(change: Partial<Preferences>): Promise<void> {
    const before = this.preferences;
    await this.#apply({ ...before, ...change });
    try {
      await this.api('preferences_set', this.preferences);
    } catch (thrown) {
      await this.#apply(before);
      this.report(apiError(thrown, 'preferences_set'));
    }
  }

  /** Keeps where the person is, to open there next time. */
  async rememberRoute(): Promise<void> {
    if (FORMS.has(this.router.route.name)) return;
    const last_route = href(this.router.route);
    if (last_route !== this.preferences.last_route) await this.prefer({ last_route });
  }

  async #reverse(reversing: Promise<Done<StepsReversed>>, words: { one: Key; several: Key }): Promise<void> {
    try {
      const answer = await reversing;
      this.#take(answer);
      const { steps, kept } = answer.result;
      const what = answer.done && actionSentence(answer.done);
      const sentence = steps > 1 || !what ? t(words.several, { count: steps }) : t(words.one, { what });
      // Undo never takes away what a colleague has done since, and says so.
      this.say(kept > 0 ? `${sentence}. ${t('shared.undo_kept', { count: kept })}` : sentence);
    } catch (thrown) {
      this.report(apiError(thrown, 'take back or do again'));
    }
  }

  #take({ undo, redo }: Done<unknown>): void {
    this.#frame.show((state) => ({ ...state, undo, redo }));
  }

  #announce(toast: Toast): void {
    this.toast = toast;
    this.spoken = toast.text;
    this.releaseToast();
  }

  async #loadPreferences(): Promise<void> {
    try {
      await this.#apply(await this.api('preferences'));
    } catch (thrown) {
      // The window still opens, in the system's language and colours, and says that it could not read them.
      await this.#apply(NO_PREFERENCES);
      this.report(apiError(thrown, 'preferences'));
    }
  }

  async #apply(preferences: Preferences): Promise<void> {
    this.preferences = preferences;
    this.keys.letters = preferences.letter_keys ?? true;
    fmt.clock = preferences.clock === '12' || preferences.clock === '24' ? preferences.clock : null;
    await i18n.use(chosenLanguage(preferences.language, navigator.languages));
    const html = this.#page.documentElement;
    html.lang = i18n.base;
    html.dir = i18n.direction;
    this.#colour();
    html.style.fontSize = preferences.text_size ? `${preferences.text_size}%` : '';
  }

  #lastRoute(): Route {
    return parseRoute(this.preferences.last_route ?? '') ?? { name: 'today' };
  }

  #followSystem(): void {
    this.#follow('(prefers-color-scheme: dark)', (dark) => (this.#systemTheme = dark ? 'dark' : 'light'));
    this.#follow('(prefers-contrast: more)', (more) => (this.#systemContrast = more ? 'more' : 'normal'));
  }

  #follow(question: string, take: (asked: boolean) => void): void {
    const answer = this.#page.defaultView?.matchMedia(question);
    if (!answer) return;
    const follow = () => {
      take(answer.matches);
      this.#colour();
    };
    answer.addEventListener('change', follow);
    follow();
  }

  #colour(): void {
    const { dataset } = this.#page.documentElement;
    dataset.theme = this.theme;
    dataset.contrast = this.contrast;
  }
}

/** The desk of this window: `provideDesk` once in the frame, `useDesk` in screens. */
export const [useDesk, provideDesk] = createContext<Desk>();

/** What an edit gives back beside the step's name. */
export type ResultOf<C extends EditName> = Commands[C]['response'] extends Done<infer R> ? R : never;

/**
 * A step in words: `Moved “Station tour” to Tue 20 Oct, 17:30`.
 *
 * A step that empties a value, such as a place, has words of its own: `item_place.none` beside `item_place`.
 */
export function actionSentence({ code, args }: ActionLabel): string {
  const emptied = `${code}.none`;
  const chosen = Object.values(args).includes('') && i18n.has(`action.${emptied}`) ? emptied : code;
  return tCode('action', chosen, writtenOut(args), 'shared.change');
}

/** Days and times as the person reads them; the program sends `YYYY-MM-DD` and `HH:MM`. */
function writtenOut(args: ActionLabel['args']): Record<string, string> {
  const { day, time } = args;
  return { ...args, ...(day ? { day: fmt.day(day) } : {}), ...(time ? { time: fmt.time(time) } : {}) };
}

function isTheme(theme: string | null): theme is Theme {
  return theme === 'light' || theme === 'dark';
}

function isContrast(contrast: string | null): contrast is Contrast {
  return contrast === 'normal' || contrast === 'more';
}

/** The language chosen, else the first of the system's that we speak. */
export function chosenLanguage(preferred: string | null, systemLanguages: readonly string[]) {
  const known = [preferred, ...systemLanguages].map((tag) => tag?.split('-')[0] ?? '').find(isLanguage);
  if (preferred !== null && isPseudoLanguage(preferred)) return preferred;
  return known ?? 'en';
}
