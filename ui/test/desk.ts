// A component with everything around it: a desk on a fake host.

import { render } from '@testing-library/svelte';
import type { Component } from 'svelte';
import { createApi } from '$lib/api/call';
import { Desk } from '$lib/desk.svelte';
import { fakeHost, type FakeHost, type Handlers } from '$lib/host/fake';
import { href, Router, type Route } from '$lib/router.svelte';
import { appState, preferences } from './fixtures';
import WithDesk from './WithDesk.svelte';

interface Setup<P> {
  /** What the program answers beside the frame's own commands. */
  handlers?: Handlers;
  host?: FakeHost;
  /** `null`: the window was opened without saying where. */
  route?: Route | null;
  props?: P;
}

/** A desk that has started, on `route`. */
export async function startDesk({ handlers = {}, host, route = { name: 'today' } }: Setup<unknown> = {}) {
  history.replaceState(null, '', route ? href(route) : '#');
  const fake = host ?? fakeHost(handlers);
  fake.handlers.app_state ??= () => appState();
  fake.handlers.preferences ??= () => preferences();
  fake.handlers.preferences_set ??= (preferences) => preferences;
  const desk = new Desk(createApi(fake), fake, new Router(window));
  await desk.start();
  return { desk, host: fake };
}

/** Draws a component below a desk that has started. */
export async function renderWithDesk<P extends Record<string, unknown>>(component: Component<P>, setup: Setup<P> = {}) {
  const { desk, host } = await startDesk(setup);
  const drawn = render(WithDesk, { props: { desk, component: component as Component, props: setup.props ?? {} } });
  return { desk, host, ...drawn };
}
