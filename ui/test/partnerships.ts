// Partnerships as the program would tell them, for tests.

import type { CityView, PartnershipRow } from '$lib/api/bindings';

export function city(fields: Partial<CityView> & { id: string; name: string }): CityView {
  return { native_name: null, country: null, region: null, position: null, zone: null, ...fields };
}

export function arlington(): CityView {
  return city({
    id: 'ar',
    name: 'Arlington',
    country: 'US',
    zone: 'America/New_York',
    position: { lat: 38.88, lon: -77.09 },
  });
}

export function partnershipRow(fields: Partial<PartnershipRow> & { id: string }): PartnershipRow {
  return {
    title: '',
    home: arlington(),
    partner: null,
    hue: 0,
    status: 'sister_city',
    sister_state: null,
    signed_on: null,
    next_anniversary: null,
    renewal: null,
    next_visit: null,
    last_visit: null,
    visits: { inbound: 0, outbound: 0, online: 0 },
    ...fields,
  };
}

export const AACHEN = partnershipRow({
  id: 'p2',
  title: 'Aachen',
  hue: 1,
  partner: city({
    id: 'aa',
    name: 'Aachen',
    country: 'DE',
    zone: 'Europe/Berlin',
    position: { lat: 50.78, lon: 6.08 },
  }),
  renewal: { on: '2027-03-01', text_by: '2026-12-07', nearness: 'near' },
});
