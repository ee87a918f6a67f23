import { expect, test } from 'vitest';
import { isZone } from './time';
import { COUNTRIES, countryOf, likelyZone, zoneCity, zonesOf } from './zones';

test('every country has zones, and their clocks can be read here', () => {
  expect(COUNTRIES.length).toBeGreaterThan(240);
  expect(COUNTRIES.flatMap(zonesOf).filter((zone) => !isZone(zone))).toEqual([]);
});

test.each<[string, string, string | null, string, string]>([
  ['Gbarnga', 'LR', null, 'Africa/Monrovia', 'the only one of the country'],
  ['new york', 'US', 'America/Chicago', 'America/New_York', 'named after the city'],
  ['Arlington', 'US', 'America/New_York', 'America/New_York', 'as on this computer'],
  ['Kyiv', 'UA', 'America/New_York', 'Europe/Kyiv', 'not this computer’s, in another country'],
  ['Portland', 'US', null, '', 'nobody guesses'],
  ['Atlantis', 'XX', null, '', 'no such country'],
])('the zone of %s, %s, near %s is %j: %s', (city, country, near, zone, _why) => {
  expect(likelyZone(city, country, near)).toBe(zone);
});

test('a zone tells its country and its city', () => {
  expect(countryOf('America/New_York')).toBe('US');
  expect(countryOf('Etc/UTC')).toBeNull();
  expect(zoneCity('America/Argentina/Buenos_Aires')).toBe('Buenos Aires');
});
