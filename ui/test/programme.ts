// A programme as the day board gets it, for tests. Every function takes the fields that matter to the test.

import type { DayView, FindingView, ItemView, ItineraryView, ParticipantRef, SlotView } from '$lib/api/bindings';
import { addDays, twin } from '$lib/time';
import { slotField } from '../src/features/itinerary/place';
import { ARLINGTON, IVANO_FRANKIVSK, visitRow } from './fixtures';

export function slot(fields: Partial<SlotView> = {}): SlotView {
  return {
    day: null,
    start: null,
    end_day: null,
    end: null,
    zone: ARLINGTON.zone,
    end_zone: null,
    certainty: 'fixed',
    ...fields,
  };
}

type ItemFields = Omit<Partial<ItemView>, 'slot'> & { id: string; slot?: Partial<SlotView> };

export function item({ slot: times, ...fields }: ItemFields): ItemView {
  return {
    title: fields.id,
    kind: 'training',
    slot: slot(times),
    length_minutes: null,
    venue: null,
    wet_weather_venue: null,
    lead: null,
    interpreter: null,
    vehicle: null,
    tracks: [],
    participants: [],
    attending: ['g1', 'g2', 'g3'],
    everyone: true,
    public_note: null,
    internal_note: null,
    confirmation: null,
    confirmation_by: null,
    confirmation_on: null,
    ...fields,
  };
}

export function participant(id: string, latin: string, fields: Partial<ParticipantRef> = {}): ParticipantRef {
  const name = { latin, native: null, language: null, pronunciation: null };
  return { id, person: `person-${id}`, name, side: 'guest', track: null, role: 'delegate', ...fields };
}

export const PARTICIPANTS = [
  participant('g1', 'Taras Marchuk', {
    name: { latin: 'Taras Marchuk', native: 'Тарас Марчук', language: 'uk', pronunciation: null },
    track: 'Rescue',
  }),
  participant('g2', 'Sofiia Kravets', { track: 'Dispatch' }),
  participant('g3', 'Oksana Hnatiuk', { track: 'Rescue' }),
  participant('h1', 'Margaret Whitaker', { side: 'host', role: 'host' }),
];

/** The days of a visit, with what the clocks do on them. */
export function days(first: string, count: number): DayView[] {
  return Array.from({ length: count }, (_, index) => {
    const date = addDays(first, index);
    const ahead = (day: string) => twin(day, '12:00', ARLINGTON.zone, IVANO_FRANKIVSK.zone).hours * 60;
    const clocks_change = ahead(date) !== ahead(addDays(date, -1));
    return { date, ahead_minutes: ahead(date), clocks_change, within: true, clashes: 0 };
  });
}

export function finding(fields: Partial<FindingView> & { code: string }): FindingView {
  return {
    key: fields.code,
    severity: 'error',
    items: [],
    people: [],
    day: null,
    args: {},
    sentence: `English of ${fields.code}`,
    move_to: null,
    accepted: null,
    ...fields,
  };
}

/** An item as it stands in a finding's reason: times with seconds, nothing that is not known. */
export function itemRef({ id, title, slot }: ItemView) {
  return { id, title, slot: slotField(slot) };
}

const DRILL = item({
  id: 'drill',
  title: 'High-rise rescue drill',
  slot: { day: '2026-10-20', start: '09:00', end: '12:00' },
  venue: { id: 'p1', name: 'Station 5' },
  tracks: ['Rescue'],
  attending: ['g1', 'g3'],
  everyone: false,
});
const RADIO = item({
  id: 'radio',
  title: 'Radio interview, WAMU',
  kind: 'press',
  slot: { day: '2026-10-20', start: '11:00', end: '12:30' },
  venue: { id: 'p2', name: 'Studio, Brandywine St' },
  interpreter: { id: 'x1', name: 'Khrystyna Petriv' },
  participants: ['g1', 'g2'],
  attending: ['g1', 'g2'],
  everyone: false,
});

/** Taras is at the drill and at the interview at once. */
export const CLASH = finding({
  code: 'person_in_two_places',
  key: 'person_in_two_places:radio:drill',
  items: ['radio', 'drill'],
  people: ['person-g1'],
  day: '2026-10-20',
  args: {
    code: 'person_in_two_places',
    people: [{ id: 'person-g1', name: 'Taras Marchuk' }],
    overlap: { here: itemRef(RADIO), there: itemRef(DRILL), doubt: null },
  },
  move_to: slot({ day: '2026-10-20', start: '17:30', end: '19:00' }),
});

/** Ten days in Arlington, over the night in which Ukraine puts its clocks back. */
export function programme(fields: Partial<ItineraryView> = {}): ItineraryView {
  return {
    visit: visitRow({ clashes: 1 }),
    zone: ARLINGTON.zone,
    days: days('2026-10-17', 10).map((day) => (day.date === '2026-10-20' ? { ...day, clashes: 1 } : day)),
    items: [
      item({
        id: 'flight',
        title: 'Flight from Warsaw',
        kind: 'arrival',
        slot: { day: '2026-10-17', start: '12:30', end: '16:25', zone: 'Europe/Warsaw', end_zone: ARLINGTON.zone },
      }),
      item({
        id: 'welcome',
        title: 'Welcome by the County Board',
        kind: 'courtesy_call',
        slot: { day: '2026-10-19', start: '09:30', end: '11:00' },
        venue: { id: 'p3', name: 'Bozman Government Center' },
        confirmation: 'asked',
        confirmation_by: 'Clerk of the Board',
      }),
      item({
        id: 'lunch',
        title: 'Lunch with the Fire Chief',
        kind: 'meal',
        slot: { day: '2026-10-19', start: '13:00', end: '14:15', certainty: 'tentative' },
      }),
      item({
        id: 'walk',
        title: 'Walk through Clarendon',
        kind: 'cultural',
        slot: { day: '2026-10-19', start: '15:00' },
      }),
      item({ id: 'cards', title: 'Sign thank-you cards', kind: 'home_hospitality', slot: { day: '2026-10-19' } }),
      DRILL,
      RADIO,
      item({
        id: 'dinner',
        title: 'Dinner, to be home by ten',
        kind: 'reception',
        slot: { day: '2026-10-20', end: '22:00', certainty: 'to_be_confirmed' },
        length_minutes: 120,
      }),
      item({
        id: 'night',
        title: 'Night shift at Station 5',
        kind: 'ride_along',
        slot: { day: '2026-10-21', start: '21:00', end: '01:30', end_day: '2026-10-22' },
      }),
      item({
        id: 'run',
        title: 'Morning run',
        kind: 'free',
        slot: { day: '2026-10-21', start: '06:00', end: '06:45' },
      }),
    ],
    tray: [
      item({ id: 'iwo', title: 'Iwo Jima at dusk', kind: 'cultural', length_minutes: 45 }),
      item({ id: 'call', title: 'Call home', kind: 'free', length_minutes: 30 }),
    ],
    participants: PARTICIPANTS,
    tracks: ['Dispatch', 'Rescue'],
    venues: [
      { id: 'p1', name: 'Station 5' },
      { id: 'p2', name: 'Studio, Brandywine St' },
      { id: 'p3', name: 'Bozman Government Center' },
    ],
    vehicles: [{ id: 'c1', name: 'Van A' }],
    findings: [CLASH],
    ...fields,
  };
}
