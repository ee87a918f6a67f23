// Where the person is. The address holds all of it, so that a window can be restored and a link pasted into a mail.

/**
 * A screen with what is open on it. Ids are record ids, days are `YYYY-MM-DD`; `do` names what to begin there at once,
 * such as `add`, and goes once that has begun.
 */
export type Route =
  | { name: 'today' }
  | { name: 'calendar'; month?: string; year?: string; day?: string }
  | { name: 'partnerships' }
  | { name: 'partnership'; partnership: string }
  | { name: 'sync'; decision?: string }
  | { name: 'welcome' }
  | { name: 'join'; server?: string; code?: string }
  | { name: 'trash' }
  | { name: 'settings'; do?: string }
  | { name: 'visit_copy'; visit: string }
  | { name: 'visit_new'; template?: string; partnership?: string }
  | { name: 'overview'; visit: string }
  | { name: 'itinerary'; visit: string; day?: string; item?: string; do?: string }
  | { name: 'people'; person?: string }
  | { name: 'participants'; visit: string; person?: string; do?: string }
  | { name: 'tasks'; visit: string; task?: string; do?: string }
  | { name: 'journal'; visit: string; day?: string };

export type RouteName = Route['name'];
export type RouteOf<N extends RouteName> = Extract<Route, { name: N }>;

/** The address of a screen, for `href`. */
export function href(route: Route): string {
  switch (route.name) {
    case 'today':
    case 'welcome':
    case 'trash':
      return `#/${route.name}`;
    case 'settings':
      return `#/settings${query({ do: route.do })}`;
    case 'calendar':
      return `#/calendar${query({ month: route.month, year: route.year, day: route.day })}`;
    case 'partnerships':
      return '#/partnerships';
    case 'partnership':
      return `#/partnerships/${encodeURIComponent(route.partnership)}`;
    case 'join':
      return `#/join${query({ server: route.server, code: route.code })}`;
    case 'visit_new':
      return `#/visits/new${query({ template: route.template, partnership: route.partnership })}`;
    case 'sync':
      return `#/sync${query({ decision: route.decision })}`;
    case 'visit_copy':
      return `#/v/${encodeURIComponent(route.visit)}/copy`;
    case 'overview':
      return `#/v/${encodeURIComponent(route.visit)}/overview`;
    case 'itinerary':
      return `#/v/${encodeURIComponent(route.visit)}/itinerary${query({ day: route.day, item: route.item, do: route.do })}`;
    case 'journal':
      return `#/v/${encodeURIComponent(route.visit)}/journal${query({ day: route.day })}`;
    case 'people':
      return `#/people${query({ person: route.person })}`;
    case 'participants':
      return `#/v/${encodeURIComponent(route.visit)}/participants${query({ person: route.person, do: route.do })}`;
    case 'tasks':
      return `#/v/${encodeURIComponent(route.visit)}/tasks${query({ task: route.task, do: route.do })}`;
  }
}

/** The screen of an address, `null` where there is none. */
export function parseRoute(hash: string): Route | null {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?');
  const parts = path.split('/').map(decode);
  const asked = new URLSearchParams(search);
  const optional = <K extends string>(...names: K[]) =>
    Object.fromEntries(names.flatMap((name) => (asked.get(name) ? [[name, asked.get(name)]] : []))) as Record<
      K,
      string
    >;

  if (parts[0] === 'v' && parts[1] && parts.length === 3) {
    if (parts[2] === 'copy') return { name: 'visit_copy', visit: parts[1] };
    if (parts[2] === 'overview') return { name: 'overview', visit: parts[1] };
    if (parts[2] === 'journal') return { name: 'journal', visit: parts[1], ...optional('day') };
    if (parts[2] === 'itinerary') return { name: 'itinerary', visit: parts[1], ...optional('day', 'item', 'do') };
    if (parts[2] === 'participants') return { name: 'participants', visit: parts[1], ...optional('person', 'do') };
    if (parts[2] === 'tasks') return { name: 'tasks', visit: parts[1], ...optional('task', 'do') };
    return null;
  }
  if (parts[0] === 'visits' && parts[1] === 'new' && parts.length === 2)
    return { name: 'visit_new', ...optional('template', 'partnership') };
  if (parts[0] === 'partnerships' && parts[1] && parts.length === 2)
    return { name: 'partnership', partnership: parts[1] };
  if (parts.length !== 1) return null;
  if (parts[0] === 'calendar') return { name: 'calendar', ...optional('month', 'year', 'day') };
  if (parts[0] === 'partnerships') return { name: 'partnerships' };
  if (parts[0] === 'today' || parts[0] === 'welcome' || parts[0] === 'trash') return { name: parts[0] };
  if (parts[0] === 'settings') return { name: 'settings', ...optional('do') };
  if (parts[0] === 'join') return { name: 'join', ...optional('server', 'code') };
  if (parts[0] === 'people') return { name: 'people', ...optional('person') };
  if (parts[0] === 'sync') return { name: 'sync', ...optional('decision') };
  return null;
}

/** A part of a path; one that is not validly escaped stays as it is and so fits no screen. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return part;
    throw error;
  }
}

function query(values: Record<string, string | undefined>): string {
  const set = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return set.length ? `?${new URLSearchParams(set)}` : '';
}

/** Follows the address of one window. */
export class Router {
  route: Route = $state.raw({ name: 'today' });
  #window: Window;

  constructor(window: Window) {
    this.#window = window;
    this.#read();
    window.addEventListener('hashchange', () => this.#read());
  }

  /** Whether the window was opened without saying where. */
  get blank(): boolean {
    return parseRoute(this.#window.location.hash) === null;
  }

  /** Goes to a screen; Back leads here again. */
  go(route: Route): void {
    this.#window.location.hash = href(route);
    this.route = route;
  }

  /** Changes what is open on the screen without a step for Back, as when a row is chosen. */
  replace(route: Route): void {
    this.#window.history.replaceState(null, '', href(route));
    this.route = route;
  }

  #read(): void {
    this.route = parseRoute(this.#window.location.hash) ?? { name: 'today' };
  }
}
