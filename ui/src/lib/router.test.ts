import { afterEach, describe, expect, test } from 'vitest';
import { href, parseRoute, Router, type Route } from './router.svelte';

const ROUTES: Route[] = [
  { name: 'today' },
  { name: 'calendar' },
  { name: 'calendar', month: '2026-10', day: '2026-10-20' },
  { name: 'calendar', year: '2026' },
  { name: 'partnerships' },
  { name: 'partnership', partnership: 'p/1' },
  { name: 'welcome' },
  { name: 'visit_new' },
  { name: 'visit_new', template: 'student_group' },
  { name: 'visit_new', partnership: 'p2' },
  { name: 'sync' },
  { name: 'sync', decision: 'd1' },
  { name: 'itinerary', visit: 'v1' },
  { name: 'itinerary', visit: 'v1', day: '2026-10-20', item: 'i/9' },
  { name: 'participants', visit: 'візит 1' },
  { name: 'participants', visit: 'v1', person: 'p&q' },
  { name: 'overview', visit: 'v1' },
  { name: 'journal', visit: 'v1' },
  { name: 'journal', visit: 'v1', day: '2026-10-20' },
  { name: 'people' },
  { name: 'people', person: 'p1' },
  { name: 'tasks', visit: 'v1' },
  { name: 'tasks', visit: 'v1', task: 't1' },
  { name: 'trash' },
  { name: 'settings' },
  { name: 'join' },
  { name: 'join', server: 'https://desk.example.org', code: 'K7QM-2X' },
  { name: 'settings', do: 'back_up' },
  { name: 'visit_copy', visit: 'v1' },
  { name: 'itinerary', visit: 'v1', day: '2026-10-20', do: 'add' },
  { name: 'participants', visit: 'v1', do: 'check_in' },
  { name: 'tasks', visit: 'v1', do: 'add' },
];

test.each(ROUTES)('%o comes back from its address', (route) => {
  expect(parseRoute(href(route))).toEqual(route);
});

test.each([
  '',
  '#',
  '#/',
  '#/budget',
  '#/v',
  '#/visits',
  '#/visits/old',
  '#/partnerships/p1/x',
  '#/v//itinerary',
  '#/v/v1',
  '#/v/v1/budget',
  '#/v/v1/itinerary/x',
  '#/%E0%A4',
])('%s is the address of no screen', (hash) => {
  expect(parseRoute(hash)).toBeNull();
});

describe('a window', () => {
  afterEach(() => history.replaceState(null, '', '#'));

  test('opens on the screen of its address', () => {
    history.replaceState(null, '', '#/v/v1/itinerary?day=2026-10-20');
    expect(new Router(window).route).toEqual({ name: 'itinerary', visit: 'v1', day: '2026-10-20' });
  });

  test('goes to another screen with a step for Back', () => {
    const router = new Router(window);
    const steps = history.length;
    router.go({ name: 'sync' });
    expect(router.route).toEqual({ name: 'sync' });
    expect(location.hash).toBe('#/sync');
    expect(history.length).toBe(steps + 1);
  });

  test('changes what is open without a step for Back', () => {
    const router = new Router(window);
    const steps = history.length;
    router.replace({ name: 'participants', visit: 'v1', person: 'p1' });
    expect(location.hash).toBe('#/v/v1/participants?person=p1');
    expect(history.length).toBe(steps);
  });

  test('follows a pasted address', () => {
    const router = new Router(window);
    history.replaceState(null, '', '#/v/v1/participants');
    window.dispatchEvent(new HashChangeEvent('hashchange'));
    expect(router.route).toEqual({ name: 'participants', visit: 'v1' });
  });

  test('knows whether it was told where to open', () => {
    expect(new Router(window).blank).toBe(true);
    history.replaceState(null, '', '#/today');
    expect(new Router(window).blank).toBe(false);
  });
});
