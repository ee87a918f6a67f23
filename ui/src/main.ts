// Starts the user interface: host, then state, then the frame.

import '@fontsource-variable/source-sans-3/wght.css';
import '@fontsource-variable/source-serif-4/opsz.css';
import '$lib/fonts.css';
import '$lib/tokens.css';
import '$lib/base.css';
import '$lib/print.css';

import { mount } from 'svelte';
import App from './App.svelte';
import { createApi } from '$lib/api/call';
import { Desk } from '$lib/desk.svelte';
import { openHost } from '$lib/host/open';
import { Router } from '$lib/router.svelte';

const host = await openHost();
const desk = new Desk(createApi(host), host, new Router(window));
await desk.start();

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');
mount(App, { target, props: { desk } });

// From the next frame on the window shows the program and answers; `cargo xtask bench start` reads when that was.
requestAnimationFrame(() => performance.mark('usable'));
