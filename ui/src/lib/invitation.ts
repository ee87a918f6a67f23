// Links of invitations: `delegation-desk://join?server=…&code=…`.

import type { RouteOf } from './router.svelte';

/** What links of the program begin with. */
const SCHEME = 'delegation-desk:';

/**
 * Where a link leads: to the form for joining, filled in. One that is no whole invitation leads to the empty form, which
 * says so.
 */
export function invitedBy(link: string): RouteOf<'join'> {
  const address = URL.canParse(link) ? new URL(link) : null;
  if (address?.protocol !== SCHEME || !/^\/{0,2}join\/?$/.test(address.host + address.pathname))
    return { name: 'join' };
  const server = address.searchParams.get('server')?.trim();
  const code = address.searchParams.get('code')?.trim();
  return server && code && isServer(server) ? { name: 'join', server, code } : { name: 'join' };
}

/** Whether this can be the address of a server. */
export function isServer(address: string): boolean {
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
}
