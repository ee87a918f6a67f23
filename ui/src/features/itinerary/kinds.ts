// What kinds of programme items look like: one of six colours, an icon and always a word.

import type { Component } from 'svelte';
import {
  Award,
  Bed,
  Building2,
  Bus,
  CalendarDays,
  Camera,
  Coffee,
  Gavel,
  Gift,
  GraduationCap,
  Handshake,
  House,
  Landmark,
  Mic,
  PlaneLanding,
  PlaneTakeoff,
  Presentation,
  Siren,
  Utensils,
  Wine,
} from '$lib/icons';

/** The words of the field `programme_item.kind`, in the order in which a person chooses. */
export const KIND_WORDS = [
  'arrival',
  'departure',
  'transfer',
  'courtesy_call',
  'bilateral',
  'briefing',
  'council_meeting',
  'ceremony',
  'gift_exchange',
  'press',
  'site_visit',
  'training',
  'ride_along',
  'meal',
  'reception',
  'cultural',
  'home_hospitality',
  'free',
  'rest',
  'other',
] as const;

export type KindWord = (typeof KIND_WORDS)[number];

/** The colours of `tokens.css`, `--t-<colour>`. */
type KindColour = 'official' | 'work' | 'meal' | 'move' | 'culture' | 'home';

interface KindLook {
  readonly colour: KindColour;
  readonly icon: Component<{ size?: number; 'aria-hidden'?: 'true' }>;
}

const LOOKS: Record<KindWord, KindLook> = {
  arrival: { colour: 'move', icon: PlaneLanding },
  departure: { colour: 'move', icon: PlaneTakeoff },
  transfer: { colour: 'move', icon: Bus },
  courtesy_call: { colour: 'official', icon: Landmark },
  bilateral: { colour: 'official', icon: Handshake },
  briefing: { colour: 'official', icon: Presentation },
  council_meeting: { colour: 'official', icon: Gavel },
  ceremony: { colour: 'official', icon: Award },
  gift_exchange: { colour: 'official', icon: Gift },
  press: { colour: 'official', icon: Mic },
  site_visit: { colour: 'work', icon: Building2 },
  training: { colour: 'work', icon: GraduationCap },
  ride_along: { colour: 'work', icon: Siren },
  meal: { colour: 'meal', icon: Utensils },
  reception: { colour: 'meal', icon: Wine },
  cultural: { colour: 'culture', icon: Camera },
  home_hospitality: { colour: 'home', icon: House },
  free: { colour: 'home', icon: Coffee },
  rest: { colour: 'home', icon: Bed },
  other: { colour: 'move', icon: CalendarDays },
};

/** The kind of an item; one that a newer program invented, or that nobody chose, is drawn as "other". */
export function kindWord(kind: string | null): KindWord {
  return KIND_WORDS.find((word) => word === kind) ?? 'other';
}

export function kindLook(kind: string | null): KindLook {
  return LOOKS[kindWord(kind)];
}

/** The two colours of a kind, for `style`. */
export function kindStyle(kind: string | null): string {
  const { colour } = kindLook(kind);
  return `--fill: var(--t-${colour}); --ink: var(--t-${colour}-ink)`;
}
