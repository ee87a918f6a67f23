// The message catalogues: one file per area and language, flat keys that begin with the area's name.
//
// One file per area keeps a screen's words together, and two people who work on two screens out of each other's way.

import action from './messages/en/action.json';
import calendar from './messages/en/calendar.json';
import copy from './messages/en/copy.json';
import error from './messages/en/error.json';
import find from './messages/en/find.json';
import finding from './messages/en/finding.json';
import frame from './messages/en/frame.json';
import importing from './messages/en/import.json';
import itinerary from './messages/en/itinerary.json';
import join from './messages/en/join.json';
import journal from './messages/en/journal.json';
import list from './messages/en/list.json';
import menu from './messages/en/menu.json';
import overview from './messages/en/overview.json';
import participants from './messages/en/participants.json';
import partnerships from './messages/en/partnerships.json';
import people from './messages/en/people.json';
import person from './messages/en/person.json';
import quick from './messages/en/quick.json';
import record from './messages/en/record.json';
import settings from './messages/en/settings.json';
import shared from './messages/en/shared.json';
import step from './messages/en/step.json';
import sync from './messages/en/sync.json';
import task from './messages/en/task.json';
import today from './messages/en/today.json';
import trash from './messages/en/trash.json';
import welcome from './messages/en/welcome.json';
import type { Language } from './languages';

/** English is the source: its keys are the keys, and it is always loaded. */
export const english = {
  ...action,
  ...calendar,
  ...copy,
  ...error,
  ...find,
  ...finding,
  ...frame,
  ...importing,
  ...itinerary,
  ...join,
  ...journal,
  ...list,
  ...menu,
  ...overview,
  ...participants,
  ...partnerships,
  ...people,
  ...person,
  ...quick,
  ...record,
  ...settings,
  ...shared,
  ...step,
  ...sync,
  ...task,
  ...today,
  ...trash,
  ...welcome,
};

export type Key = keyof typeof english;

/** ICU patterns by key. */
export type Catalogue = Readonly<Record<Key, string>>;

/** Every language but English is a chunk of its own, loaded when it is chosen. */
const LOADERS: Record<Exclude<Language, 'en'>, () => Promise<{ default: Catalogue }>> = {
  uk: () => import('./messages/uk'),
  es: () => import('./messages/es'),
  fr: () => import('./messages/fr'),
  de: () => import('./messages/de'),
  nl: () => import('./messages/nl'),
  pl: () => import('./messages/pl'),
  ar: () => import('./messages/ar'),
};

/** Every pattern of a language. */
export async function loadCatalogue(language: Language): Promise<Catalogue> {
  return language === 'en' ? english : (await LOADERS[language]()).default;
}
