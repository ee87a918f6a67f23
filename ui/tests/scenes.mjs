// Data folders in the states that are photographed, each made by the programs themselves.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask, built, refused } from './built.mjs';
import { firstLine, startChild } from './program.mjs';

/** A folder for everything that one run makes. */
export function openFolder() {
  const root = mkdtempSync(join(tmpdir(), 'desk-'));
  return {
    /** Where a data folder of this name is, or will be. */
    data: (name) => join(root, name),
    close: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** The demonstration chapters. */
export function demonstration(data) {
  ask('desk', data, 'demo');
}

const HOME = ['--chapter', 'Arlington Sister City Association', '--city', 'Arlington', '--country', 'US'];
const BLANK_VISIT = ['--title', 'Spring visit', '--direction', 'inbound', '--from', '2027-04-10', '--to', '2027-04-14'];
const AACHEN = ['--partner-city', 'Aachen', '--partner-country', 'DE'];

/** A chapter in which nothing is planned yet. */
export function nothingPlanned(data) {
  ask('desk', data, 'init', ...HOME, '--zone', 'America/New_York', '--person', 'Ana');
}

/** A chapter with one visit, of which nothing is known but its days. */
export function blankVisit(data) {
  nothingPlanned(data);
  ask('desk', data, 'visit', 'add', ...BLANK_VISIT, ...AACHEN);
}

/** What is made long where names are long: the kind, and the field that names it. */
const LONG = [
  ['visit', 'title', (title) => `${title} of the volunteer brigades and their interpreters, second part`],
  ['city', 'name', (name) => `${name}-am-Unterlauf-Hohenschwangau`],
  ['person', 'latin_name', (name) => `${name} von Hohenlohe-Waldenburg-Schillingsfürst`],
  ['person', 'position', (position) => `${position} and Coordinator of Interdepartmental Emergency Communications`],
  [
    'programme_item',
    'title',
    (title) => `${title}, with the families, the press and Rindfleischetikettierungsaufsicht`,
  ],
  ['task', 'title', (title) => `${title} before the coordinators of all the participating organisations meet again`],
  ['venue', 'name', (name) => `${name} Memorial Auditorium and Community Convention Centre`],
];

/** How many records of a kind are given long names: as many as a screen shows. */
const LONG_MAX = 12;

/** The demonstration with long names. */
export function longNames(data) {
  demonstration(data);
  for (const [kind, field, longer] of LONG) {
    const named = ask('desk', data, 'list', kind).filter((record) => record[field]);
    for (const { id, [field]: name } of named.slice(-LONG_MAX)) {
      ask('desk', data, 'set', kind, id, `${field}=${longer(name)}`);
    }
  }
}

/** What two people change apart: the record by its title, and what each of them sets. */
const APART = [
  [
    'programme_item',
    'Arrival, met at the gate',
    'slot={"day":"2026-12-05","start":"15:10","end":"16:00","zone":"America/New_York","certainty":"fixed"}',
    'slot={"day":"2026-12-05","start":"18:20","end":"19:00","zone":"America/New_York","certainty":"fixed"}',
  ],
  [
    'programme_item',
    'Tour of the Capitol',
    'title=Tour of the Capitol, in two groups',
    'title=Tour of the Capitol and lunch',
  ],
  [
    'programme_item',
    'Farewell lunch',
    'public_note=Vegetarian dishes at every table',
    'internal_note=The hall is paid',
  ],
  ['task', 'Confirm Van B with the county motor pool', 'note=Ask for the one with a lift', 'due_on=2026-11-30'],
];

/**
 * Two computers of one chapter that came together after both changed the same things, and their server.
 *
 * On `one` there are two versions to decide about. The access of `other` was ended while it had more to send, so that
 * this is set aside.
 */
export async function apart({ one, other, server }) {
  demonstration(one);
  const chapter = 'Arlington';
  ask('desk-server', server, 'chapter', 'add', chapter);
  const invite = () => ask('desk-server', server, 'invite', '--chapter', chapter, '--role', 'coordinator').code;
  const served = startChild(built('desk-server'), ['--data', server, '--json', 'serve', '--listen', '127.0.0.1:0']);
  const { listening } = JSON.parse(await firstLine(served.child));
  ask('desk', one, 'connect', listening, '--code', invite(), '--person', 'Ana');
  ask('desk', one, 'sync');
  ask('desk', other, 'connect', listening, '--code', invite(), '--person', 'Ben');

  for (const [kind, title, ours, theirs] of APART) {
    const { id } = ask('desk', one, 'list', kind).find((record) => record.title === title);
    ask('desk', one, 'set', kind, id, ours);
    ask('desk', other, 'set', kind, id, theirs);
  }
  for (const data of [one, other, one]) ask('desk', data, 'sync');

  const visit = ask('desk', other, 'list', 'visit').at(-1).id;
  const device = ask('desk-server', server, 'devices').find(({ member }) => member === 'Ben').id;
  ask('desk-server', server, 'revoke', device);
  ask('desk', other, 'add', 'task', '--visit', visit, 'title=Order flags for the tables');
  refused('desk', other, 'sync');
  return { end: () => served.end() };
}
