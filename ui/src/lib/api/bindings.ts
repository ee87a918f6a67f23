// Generated from crates/api by `cargo xtask codegen`. Do not edit.

export type JsonValue = number | string | boolean | Array<JsonValue> | { [key in string]: JsonValue } | null;

export type Code = "bad_request" | "bad_value" | "forbidden" | "not_found" | "ends_before_start" | "no_chapter" | "nothing_to_undo" | "nothing_to_redo" | "not_connected" | "server_unreachable" | "bad_invitation" | "signed_out" | "already_joined" | "other_chapter" | "too_old" | "unreadable_list" | "wrong_key" | "bad_backup" | "newer_data" | "disk_full" | "internal";

export type Error = { 
/**
 * For programs and translation.
 */
code: Code, 
/**
 * English, for the log and the command line. Never matched on.
 */
message: string, 
/**
 * The data in the error, for the worded sentence.
 */
args: { [key in string]: string }, };

export type ActionLabel = { 
/**
 * Which sentence.
 */
code: string, 
/**
 * Names, times and counts in it.
 */
args: { [key in string]: string }, };

export type Done<T> = { 
/**
 * What the command gives back.
 */
result: T, 
/**
 * What was done, for the toast, the history and the screen reader; none where nothing changed.
 */
done: ActionLabel | null, 
/**
 * What Undo would take back next.
 */
undo: ActionLabel | null, 
/**
 * What Redo would do again next.
 */
redo: ActionLabel | null, };

export type AppState = { 
/**
 * The chapter in work, none on the first run.
 */
chapter: ChapterView | null, 
/**
 * Every chapter on this computer.
 */
chapters: Array<ChapterRef>, 
/**
 * Visits of the chapter, the coming and running ones first by date, then past ones, latest first.
 */
visits: Array<VisitRow>, 
/**
 * What Undo would take back next.
 */
undo: ActionLabel | null, 
/**
 * What Redo would do again next.
 */
redo: ActionLabel | null, 
/**
 * Where sync stands.
 */
sync: SyncSummary, 
/**
 * How the local database's key is kept: `key_store`, `passphrase` or `key_file`.
 */
key_kept_in: KeyKeeping, 
/**
 * The program's version.
 */
version: string, };

export type KeyKeeping = "key_store" | "passphrase" | "key_file";

export type ChapterView = { 
/**
 * Its record id.
 */
id: string, 
/**
 * What it calls itself.
 */
name: string, 
/**
 * Its own city.
 */
city: string, 
/**
 * The zone of its clocks.
 */
zone: string, 
/**
 * Who works on this computer.
 */
person_name: string, 
/**
 * Whether this person may see travel documents, health and contacts.
 */
coordinator: boolean, };

export type ChapterRef = { 
/**
 * Its record id.
 */
id: string, 
/**
 * What it calls itself.
 */
name: string, };

export type ClockCity = { 
/**
 * Its name in Latin letters.
 */
name: string, 
/**
 * Its IANA zone.
 */
zone: string, };

export type VisitRow = { 
/**
 * Its record id.
 */
id: string, 
/**
 * What it is called.
 */
title: string, 
/**
 * First day in the host city, if known.
 */
starts_on: string | null, 
/**
 * Last day in the host city, if known.
 */
ends_on: string | null, 
/**
 * `inbound`, `outbound` or `virtual`.
 */
direction: string | null, 
/**
 * Where it stands; a word of the visit's `status` field.
 */
status: string | null, 
/**
 * The chapter's own city.
 */
home: ClockCity | null, 
/**
 * The partner city.
 */
partner: ClockCity | null, 
/**
 * Which of the six pair colours marks the partnership, 0 to 5.
 */
hue: number, 
/**
 * Whether its last day is over.
 */
past: boolean, 
/**
 * Open clashes of its itinerary: findings of severity error, not accepted.
 */
clashes: number, 
/**
 * Participants with something to check.
 */
to_check: number, };

export type ChapterStart = { 
/**
 * What it calls itself.
 */
chapter_name: string, 
/**
 * Its own city.
 */
city_name: string, 
/**
 * The city's country, two letters.
 */
country: string, 
/**
 * The city's IANA zone.
 */
zone: string, 
/**
 * Who works on this computer.
 */
person_name: string, };

export type ChapterJoin = { 
/**
 * Where the server is: `https://…`.
 */
server: string, 
/**
 * The code from the invitation.
 */
code: string, 
/**
 * Who works on this computer.
 */
person_name: string, };

export type ChapterSwitch = { 
/**
 * Its record id.
 */
chapter: string, };

export type VisitAdd = { 
/**
 * What it is called.
 */
title: string, 
/**
 * `inbound` or `outbound`.
 */
direction: string, 
/**
 * The partner city's name; a city of that name and country is used again.
 */
partner_city: string, 
/**
 * Its country, two letters.
 */
partner_country: string, 
/**
 * Its IANA zone; empty: taken from the country where it has only one.
 */
partner_zone: string | null, 
/**
 * First day, `YYYY-MM-DD`.
 */
starts_on: string, 
/**
 * Last day, `YYYY-MM-DD`.
 */
ends_on: string, 
/**
 * The zone of the programme; empty: the host city's.
 */
zone: string | null, 
/**
 * Which template fills it: `firefighter_exchange`, `mayoral_visit`, `student_group` or none.
 */
template: string | null, };

export type Preferences = { 
/**
 * Interface language: a BCP 47 tag; none: the system's.
 */
language: string | null, 
/**
 * `light`, `dark` or none for the system's.
 */
theme: string | null, 
/**
 * How strongly colours stand out: `more`, `normal` or none for the system's.
 */
contrast: string | null, 
/**
 * Text size in per cent, 100 to 150.
 */
text_size: number | null, 
/**
 * `12` or `24`; none: by language.
 */
clock: string | null, 
/**
 * Whether single-letter keys are on; none: on.
 */
letter_keys: boolean | null, 
/**
 * On which day weeks begin: `mon`, `sun` or `sat`; none: by region.
 */
week_start: string | null, 
/**
 * Whether the window has a bar of menus, where the system does not give it one; none: no.
 */
menu_bar: boolean | null, 
/**
 * Whether the system's notices tell of what is due and of two versions; none: no.
 */
notices: boolean | null, 
/**
 * The day for which a notice told what is due, as `YYYY-MM-DD`, so that it is told once.
 */
due_told: string | null, 
/**
 * The address of the last open screen.
 */
last_route: string | null, };

export type TodayView = { 
/**
 * Today in the chapter's city.
 */
date: string, 
/**
 * The visit that runs, or comes next.
 */
lead: LeadView | null, 
/**
 * Visits from this month on, six months long, by start.
 */
ribbon: Array<VisitRow>, 
/**
 * Open tasks of all visits that are not past, by group and due day.
 */
tasks: Array<TaskView>, 
/**
 * Where sync stands.
 */
sync: SyncSummary, 
/**
 * Anniversaries of partnerships within 90 days, by day.
 */
anniversaries: Array<AnniversaryView>, 
/**
 * What others did lately, newest first.
 */
recent: Array<RecentView>, 
/**
 * Visits that cannot be read, by their ids.
 */
unreadable: Array<string>, };

export type LeadView = { 
/**
 * Which.
 */
visit: VisitRow, 
/**
 * How many guests take part.
 */
guests: number, 
/**
 * How many of them have arrived.
 */
arrived: number, 
/**
 * Days until it starts; negative once it has.
 */
days_until: number, 
/**
 * Programme items with a day.
 */
placed: number, 
/**
 * Programme items not placed yet.
 */
unplaced: number, };

export type AnniversaryView = { 
/**
 * The partnership's record id.
 */
partnership: string, 
/**
 * Our city.
 */
home: string, 
/**
 * Their city.
 */
partner: string, 
/**
 * Which pair colour marks it.
 */
hue: number, 
/**
 * How many years.
 */
years: number, 
/**
 * Whether it is a number of years that cities celebrate: 5, every tenth, every twenty-fifth.
 */
round: boolean, 
/**
 * On which day.
 */
on: string, };

export type RecentView = { 
/**
 * Who.
 */
who: string, 
/**
 * What kind of record.
 */
kind: string, 
/**
 * How many records of that kind.
 */
count: number, 
/**
 * The title of one of them.
 */
title: string, 
/**
 * When, milliseconds since 1970.
 */
at_ms: number, };

export type TasksView = { 
/**
 * Today in the chapter's city.
 */
date: string, 
/**
 * Every task, by group and due day.
 */
tasks: Array<TaskView>, 
/**
 * Who can be asked to do one: who leads the visit, our own side, and whoever has a task already.
 */
people: Array<TaskPerson>, 
/**
 * Phases to choose from: those of the templates in the person's language.
 */
phases: Array<string>, };

export type TaskGroup = "now" | "week" | "waiting" | "later" | "done";

export type TaskView = { 
/**
 * Its record id.
 */
id: string, 
/**
 * What.
 */
title: string, 
/**
 * For which visit.
 */
visit: string, 
/**
 * That visit's title.
 */
visit_title: string, 
/**
 * In which group it stands.
 */
group: TaskGroup, 
/**
 * By when.
 */
due_on: string | null, 
/**
 * Days late, 0 where it is not.
 */
days_late: number, 
/**
 * `open`, `waiting` or `done`.
 */
status: string, 
/**
 * On whom it waits.
 */
waiting_on: string | null, 
/**
 * Who does it.
 */
assignee: TaskPerson | null, 
/**
 * The phase or section it belongs to.
 */
phase: string | null, 
/**
 * Anything else.
 */
note: string | null, };

export type TaskPerson = { 
/**
 * Their record id.
 */
person: string, 
/**
 * Their name.
 */
name: PersonNameView, };

export type TaskAdd = { 
/**
 * For which visit.
 */
visit: string, 
/**
 * What.
 */
title: string, 
/**
 * By when.
 */
due_on: string | null, };

export type TaskSetDone = { 
/**
 * Which.
 */
task: string, 
/**
 * Whether it is done.
 */
done: boolean, };

export type TaskPlanView = { 
/**
 * The template's name.
 */
template: string, 
/**
 * Whether it is made for visits of this one's type.
 */
fits: boolean, 
/**
 * Its tasks, the earliest first.
 */
tasks: Array<PlannedTaskView>, };

export type PlannedTaskView = { 
/**
 * Its number in the template, from 0.
 */
number: number, 
/**
 * What.
 */
title: string, 
/**
 * The phase it belongs to.
 */
phase: string | null, 
/**
 * By when: never before today; none where the visit has no days.
 */
due_on: string | null, 
/**
 * How many days after its anchor it is due, negative before it.
 */
days: number, 
/**
 * The anchor: the visit's first day `start` or its last `end`.
 */
from: string, 
/**
 * Whether the visit has a task of this title already.
 */
there: boolean, };

export type TasksPlan = { 
/**
 * To which visit.
 */
visit: string, 
/**
 * The template's name.
 */
template: string, 
/**
 * Which of its tasks, by their numbers.
 */
numbers: Array<number>, };

export type PeopleQuery = { 
/**
 * Whose people.
 */
whose: Whose, 
/**
 * A word of the participation's `role` field that they had; none: any.
 */
role: string | null, 
/**
 * The name of the city that they come from; none: any.
 */
city: string | null, 
/**
 * What is looked for in any script; empty: everybody.
 */
text: string, 
/**
 * By what they are in order.
 */
sort: PeopleSort, 
/**
 * Whether the last comes first.
 */
descending: boolean, 
/**
 * In the order of which language, a BCP 47 tag.
 */
language: string, 
/**
 * How many rows at most.
 */
limit: number, 
/**
 * Somebody whose row is told whether they are among these or not.
 */
open: string | null, };

export type Whose = "all" | "ours" | "theirs";

export type PeopleSort = "name" | "post" | "city" | "languages" | "latest";

export type PeopleView = { 
/**
 * The first of those who fit, in order.
 */
rows: Array<PersonRow>, 
/**
 * How many fit in all.
 */
fitting: number, 
/**
 * The row that was asked for by its person; none where they lie in the trash.
 */
open: PersonRow | null, 
/**
 * How many people there are, and whose.
 */
counts: PeopleCounts, 
/**
 * The cities that somebody comes from, by name, each once.
 */
cities: Array<string>, 
/**
 * Words of the participation's `role` field that somebody had, each once, in the order of the declaration.
 */
roles: Array<string>, 
/**
 * Whether travel documents, health and contacts may be seen.
 */
private: boolean, };

export type PeopleCounts = { 
/**
 * All of them, with those before their first visit.
 */
all: number, 
/**
 * The chapter's own.
 */
ours: number, 
/**
 * The partner cities'.
 */
theirs: number, };

export type PersonRow = { 
/**
 * Their record id.
 */
person: string, 
/**
 * Their name.
 */
name: PersonNameView, 
/**
 * Rank.
 */
rank: string | null, 
/**
 * Post.
 */
position: string | null, 
/**
 * Where they work.
 */
organisation: string | null, 
/**
 * What they speak.
 */
languages: string | null, 
/**
 * What the kitchen has to know.
 */
diet: string | null, 
/**
 * Whether they stood on the chapter's own side in their latest visit; none before their first.
 */
ours: boolean | null, 
/**
 * The city of that side.
 */
city: string | null, 
/**
 * Words of the participation's `role` field that they had, each once, in the order of the declaration.
 */
roles: Array<string>, 
/**
 * In how many visits they take part.
 */
visits: number, 
/**
 * The latest of them.
 */
latest: LatestVisit | null, };

export type LatestVisit = { 
/**
 * The visit.
 */
visit: string, 
/**
 * What it is called.
 */
title: string, 
/**
 * Its first day.
 */
starts_on: string | null, };

export type PersonView = { 
/**
 * As the directory shows them.
 */
row: PersonRow, 
/**
 * Their part in each visit, the latest visit first, those without days at the end.
 */
parts: Array<PersonPart>, 
/**
 * Allergies; only for coordinators.
 */
allergies: string | null, 
/**
 * Last day of the passport; only for coordinators.
 */
passport_expires_on: string | null, 
/**
 * Tasks that wait for them.
 */
tasks: Array<PersonTask>, 
/**
 * Who changed the record last.
 */
changed_by: string | null, 
/**
 * When, milliseconds since 1970.
 */
changed_at_ms: number | null, };

export type PersonPart = { 
/**
 * The participation's record id.
 */
participation: string, 
/**
 * The visit.
 */
visit: string, 
/**
 * What it is called.
 */
title: string, 
/**
 * Its first day.
 */
starts_on: string | null, 
/**
 * Its last day.
 */
ends_on: string | null, 
/**
 * `guest` or `host`.
 */
side: string, 
/**
 * A word of the participation's `role` field.
 */
role: string | null, 
/**
 * A word of the participation's `status` field.
 */
status: string | null, };

export type PersonTask = { 
/**
 * Its record id.
 */
task: string, 
/**
 * For which visit.
 */
visit: string, 
/**
 * What.
 */
title: string, 
/**
 * By when.
 */
due_on: string | null, };

export type ItineraryView = { 
/**
 * Whose.
 */
visit: VisitRow, 
/**
 * The zone of the programme.
 */
zone: string, 
/**
 * Every day of the visit, and every further day that has an item, by date.
 */
days: Array<DayView>, 
/**
 * Items with a day, by day, start and place in the list.
 */
items: Array<ItemView>, 
/**
 * Items not placed yet.
 */
tray: Array<ItemView>, 
/**
 * Who may take part, in protocol order.
 */
participants: Array<ParticipantRef>, 
/**
 * The sub-groups in use.
 */
tracks: Array<string>, 
/**
 * Places to choose from.
 */
venues: Array<NamedRef>, 
/**
 * Vehicles of the visit.
 */
vehicles: Array<NamedRef>, 
/**
 * What is to be looked at, accepted ones included.
 */
findings: Array<FindingView>, };

export type DayView = { 
/**
 * Which.
 */
date: string, 
/**
 * Minutes by which the partner city's clocks are ahead of the programme's at noon.
 */
ahead_minutes: number, 
/**
 * Whether either city's clocks change on it.
 */
clocks_change: boolean, 
/**
 * Whether it lies within the visit.
 */
within: boolean, 
/**
 * Open errors on it.
 */
clashes: number, };

export type SlotView = { 
/**
 * The day on which it starts.
 */
day: string | null, 
/**
 * `HH:MM`.
 */
start: string | null, 
/**
 * The day on which it ends, where that is another.
 */
end_day: string | null, 
/**
 * `HH:MM`.
 */
end: string | null, 
/**
 * The zone of the place where it starts.
 */
zone: string, 
/**
 * The zone of the place where a journey ends, where that is another.
 */
end_zone: string | null, 
/**
 * `fixed`, `tentative` or `to_be_confirmed`.
 */
certainty: string, };

export type ItemView = { 
/**
 * Its record id.
 */
id: string, 
/**
 * What it is.
 */
title: string, 
/**
 * A word of the item's `kind` field.
 */
kind: string | null, 
/**
 * When.
 */
slot: SlotView, 
/**
 * How long it is meant to last while not placed, in minutes.
 */
length_minutes: number | null, 
/**
 * Where.
 */
venue: NamedRef | null, 
/**
 * Where instead, if it rains.
 */
wet_weather_venue: NamedRef | null, 
/**
 * Who is in charge.
 */
lead: NamedRef | null, 
/**
 * Who interprets.
 */
interpreter: NamedRef | null, 
/**
 * In which vehicle.
 */
vehicle: NamedRef | null, 
/**
 * Sub-groups it is for.
 */
tracks: Array<string>, 
/**
 * Participations it names beside the tracks.
 */
participants: Array<string>, 
/**
 * Guests who attend, computed: participation ids in protocol order.
 */
attending: Array<string>, 
/**
 * Whether that is every guest.
 */
everyone: boolean, 
/**
 * What everybody may read.
 */
public_note: string | null, 
/**
 * What only the team may read.
 */
internal_note: string | null, 
/**
 * `not_asked`, `asked`, `confirmed` or `declined`.
 */
confirmation: string | null, 
/**
 * By whom it was confirmed.
 */
confirmation_by: string | null, 
/**
 * On which day.
 */
confirmation_on: string | null, };

export type NamedRef = { 
/**
 * Its record id.
 */
id: string, 
/**
 * What it is called.
 */
name: string, };

export type ParticipantRef = { 
/**
 * The participation.
 */
id: string, 
/**
 * The person.
 */
person: string, 
/**
 * Their name.
 */
name: PersonNameView, 
/**
 * `guest` or `host`.
 */
side: string, 
/**
 * Their sub-group.
 */
track: string | null, 
/**
 * A word of the participation's `role` field.
 */
role: string | null, };

export type PersonNameView = { 
/**
 * In Latin letters; empty where nobody has written it yet.
 */
latin: string, 
/**
 * As the person writes it.
 */
native: string | null, 
/**
 * The language of that, a BCP 47 tag.
 */
language: string | null, 
/**
 * How it is said.
 */
pronunciation: string | null, };

export type FindingView = { 
/**
 * Its lasting key.
 */
key: string, 
/**
 * Which rule: a code of the message catalogue `finding.*`.
 */
code: string, 
/**
 * `error`, `warning` or `hint`.
 */
severity: string, 
/**
 * The items concerned.
 */
items: Array<string>, 
/**
 * The people concerned: person ids.
 */
people: Array<string>, 
/**
 * The day, if it has one.
 */
day: string | null, 
/**
 * Names, times and counts for the sentence, by argument name.
 */
args: JsonValue, 
/**
 * The sentence in English, for scripts and the log.
 */
sentence: string, 
/**
 * The computed way out: where to move the first item.
 */
move_to: SlotView | null, 
/**
 * Why somebody accepted it.
 */
accepted: string | null, };

export type VisitId = { 
/**
 * Its record id.
 */
visit: string, };

export type ItemId = { 
/**
 * Its record id.
 */
item: string, };

export type ItemAdd = { 
/**
 * To which visit.
 */
visit: string, 
/**
 * What it is.
 */
title: string, 
/**
 * A word of the item's `kind` field.
 */
kind: string | null, 
/**
 * The day.
 */
day: string | null, 
/**
 * `HH:MM`.
 */
start: string | null, 
/**
 * `HH:MM`.
 */
end: string | null, 
/**
 * How long, in minutes, where it has no end.
 */
length_minutes: number | null, 
/**
 * The place by name; one of that name is used again, else made.
 */
place: string | null, 
/**
 * The sub-groups it is for; none: everybody.
 */
tracks: Array<string>, 
/**
 * `fixed`, `tentative` or `to_be_confirmed`; none: `fixed`.
 */
certainty: string | null, };

export type ItemMove = { 
/**
 * Which.
 */
item: string, 
/**
 * The new day; none: to the tray.
 */
day: string | null, 
/**
 * The new start, `HH:MM`; none: without a time.
 */
start: string | null, 
/**
 * The new end, `HH:MM`.
 */
end: string | null, };

export type FindingAccept = { 
/**
 * Of which visit.
 */
visit: string, 
/**
 * The finding's key.
 */
finding: string, 
/**
 * "Accepted because …"; empty: no longer accepted.
 */
reason: string, };

export type ItemSetPlace = { 
/**
 * Which item.
 */
item: string, 
/**
 * The place by name; empty: none.
 */
place: string, 
/**
 * Whether it is the place for wet weather.
 */
wet_weather: boolean, };

export type OverviewView = { 
/**
 * Which visit.
 */
visit: VisitRow, 
/**
 * What is written down of the visit itself.
 */
fields: VisitFields, 
/**
 * Today in the chapter's city.
 */
today: string, 
/**
 * Days until it begins, negative once it has; none without a first day.
 */
days_until: number | null, 
/**
 * Every day of the visit, and every further day that has an item, by date.
 */
days: Array<OverviewDay>, 
/**
 * What is still to settle, the nearest deadline first.
 */
to_settle: Array<ToSettleView>, 
/**
 * How ready its parts are; parts of which there is nothing to count are left out.
 */
readiness: Array<ReadinessView>, 
/**
 * The way there and back.
 */
journey: JourneyView, 
/**
 * Who to call, the first to call first.
 */
calls: Array<CallView>, 
/**
 * Whether telephone numbers of people may be seen.
 */
private: boolean, 
/**
 * What to decide first, while nobody takes part and nothing is placed; else none.
 */
first_decisions: Array<FirstDecisionView>, };

export type VisitFields = { 
/**
 * What it is called.
 */
title: string, 
/**
 * A word of the visit's `direction` field.
 */
direction: string | null, 
/**
 * A word of the visit's `status` field.
 */
status: string | null, 
/**
 * Why it was cancelled or postponed.
 */
status_reason: string | null, 
/**
 * First day, `YYYY-MM-DD`.
 */
starts_on: string | null, 
/**
 * Last day, `YYYY-MM-DD`.
 */
ends_on: string | null, 
/**
 * The id of the city that is visited.
 */
host_city: string | null, 
/**
 * The id of the city that the delegation comes from.
 */
guest_city: string | null, 
/**
 * What it is for.
 */
purpose: string | null, 
/**
 * The id of the person who leads it on our side.
 */
lead: string | null, 
/**
 * The id of the person who stands in.
 */
deputy: string | null, 
/**
 * Who pays, in words.
 */
funder: string | null, 
/**
 * The organisation that receives the delegation.
 */
host_org: string | null, 
/**
 * How many guests are expected.
 */
expected_count: number | null, };

export type OverviewDay = { 
/**
 * Which.
 */
date: string, 
/**
 * The title of the item that takes most of it, rides and meals aside.
 */
headline: string | null, 
/**
 * How many items it has.
 */
items: number, 
/**
 * Open errors on it.
 */
clashes: number, 
/**
 * Whether either city's clocks change on it.
 */
clocks_change: boolean, 
/**
 * Whether it lies within the visit.
 */
within: boolean, };

export type ToSettleView = { 
/**
 * `programme`, `not_placed`, `task`, or what is open about people, such as `diet_unknown`: a code of the message
 * catalogue `overview.settle.*`.
 */
code: string, 
/**
 * `error`, `warning` or `hint`.
 */
severity: string, 
/**
 * By which day.
 */
by: string | null, 
/**
 * Days until then, negative where it is over.
 */
days_left: number | null, 
/**
 * The items concerned, the one to move first.
 */
items: Array<PlacedRef>, 
/**
 * What the review found about them, the worst first.
 */
findings: Array<FindingView>, 
/**
 * The people concerned, in protocol order.
 */
people: Array<ParticipantRef>, 
/**
 * The task.
 */
task: DueTask | null, };

export type PlacedRef = { 
/**
 * Its record id.
 */
id: string, 
/**
 * What it is.
 */
title: string, 
/**
 * On which day, where it has one.
 */
day: string | null, };

export type DueTask = { 
/**
 * Its record id.
 */
id: string, 
/**
 * What is to be done.
 */
title: string, 
/**
 * Who does it.
 */
assignee: PersonNameView | null, 
/**
 * On whom it waits.
 */
waiting_on: string | null, };

export type ReadinessView = { 
/**
 * Which part: a code of the message catalogue `overview.ready.*`.
 */
part: string, 
/**
 * How many are ready.
 */
done: number, 
/**
 * Of how many; never 0.
 */
total: number, };

export type JourneyView = { 
/**
 * The guests' city and the one they visit, in the order of the way there; none unless both are known to lie
 * somewhere.
 */
stops: Array<StopView>, 
/**
 * Arrivals, departures and every item that ends on other clocks, by day and time.
 */
legs: Array<LegView>, };

export type StopView = { 
/**
 * The city.
 */
name: string, 
/**
 * North of the equator, in degrees.
 */
lat: number, 
/**
 * East of Greenwich, in degrees.
 */
lon: number, 
/**
 * Whether it is the chapter's own.
 */
home: boolean, };

export type LegView = { 
/**
 * The item's record id.
 */
item: string, 
/**
 * What it is.
 */
title: string, 
/**
 * A word of the item's `kind` field.
 */
kind: string | null, 
/**
 * When.
 */
slot: SlotView, };

export type CallView = { 
/**
 * Their record id; none for a driver who is known by name only.
 */
person: string | null, 
/**
 * Their name.
 */
name: PersonNameView, 
/**
 * Whether they stand on the chapter's own side.
 */
home: boolean, 
/**
 * What they are called for, the weightiest first: codes of the message catalogue `overview.call.*`.
 */
reasons: Array<string>, 
/**
 * Of how many items they are in charge.
 */
items: number, 
/**
 * The vehicle they drive.
 */
vehicle: NamedRef | null, 
/**
 * Their number; none where nobody noted it, or where it may not be seen.
 */
phone: string | null, };

export type FirstDecisionView = { 
/**
 * Which: a code of the message catalogue `overview.decide.*`.
 */
code: string, 
/**
 * Whether it is taken.
 */
taken: boolean, };

export type JournalDay = { 
/**
 * Of which visit.
 */
visit: string, 
/**
 * Which day, `YYYY-MM-DD`; none: today, or the day of the visit nearest to it.
 */
day: string | null, };

export type JournalView = { 
/**
 * Whose.
 */
visit: VisitRow, 
/**
 * The zone of the visit: all times here are its.
 */
zone: string, 
/**
 * What its clocks show now, `YYYY-MM-DDTHH:MM`.
 */
now: string, 
/**
 * The day that is shown.
 */
day: string, 
/**
 * The days of the visit, those with entries before and after it, and today while it runs, by date.
 */
days: Array<JournalDayView>, 
/**
 * What happened on the day, by time.
 */
lines: Array<JournalLine>, 
/**
 * Who takes part, in protocol order, guests first.
 */
people: Array<JournalPerson>, 
/**
 * The programme of the day, by time.
 */
items: Array<JournalItem>, 
/**
 * Everybody who may have volunteered: the chapter's people, those of the receiving side first.
 */
volunteers: Array<NamedRef>, 
/**
 * What volunteers gave on the day.
 */
hours: HoursView, 
/**
 * What they gave in the whole visit.
 */
hours_in_all: HoursView, };

export type JournalDayView = { 
/**
 * Which.
 */
date: string, 
/**
 * How many lines it has.
 */
lines: number, };

export type JournalLine = { 
/**
 * Tells lines apart on the screen.
 */
key: string, 
/**
 * The entry's record id; none for an arrival or departure, which participations tell.
 */
entry: string | null, 
/**
 * `arrival`, `departure`, `attendance`, `note` or `hours`.
 */
kind: string, 
/**
 * `HH:MM` in the zone of the visit.
 */
time: string, 
/**
 * What was written.
 */
text: string | null, 
/**
 * Who: those who arrived, left or were at the item, in protocol order.
 */
people: Array<ParticipantRef>, 
/**
 * At what.
 */
item: NamedRef | null, 
/**
 * Of how many the item was meant for, for attendance.
 */
expected: number, 
/**
 * How many came in all.
 */
head_count: number | null, 
/**
 * Who volunteered.
 */
volunteer: NamedRef | null, 
/**
 * For how many minutes.
 */
minutes: number | null, };

export type JournalPerson = { 
/**
 * Who.
 */
who: ParticipantRef, 
/**
 * When they were checked in, `YYYY-MM-DDTHH:MM`.
 */
arrived_at: string | null, 
/**
 * When they left, `YYYY-MM-DDTHH:MM`.
 */
departed_at: string | null, };

export type JournalItem = { 
/**
 * Its record id.
 */
id: string, 
/**
 * What it is.
 */
title: string, 
/**
 * A word of its `kind` field.
 */
kind: string | null, 
/**
 * `HH:MM`.
 */
start: string | null, 
/**
 * `HH:MM`.
 */
end: string | null, 
/**
 * For whom it is: participation ids.
 */
expected: Array<string>, 
/**
 * Who was there: participation ids; none where nobody noted it.
 */
present: Array<string> | null, 
/**
 * How many came in all.
 */
head_count: number | null, };

export type HoursView = { 
/**
 * In minutes.
 */
minutes: number, 
/**
 * How many people.
 */
volunteers: number, };

export type JournalAdd = { 
/**
 * In which visit.
 */
visit: string, 
/**
 * `note`, `arrival` or `departure` for a remark, or `hours`.
 */
kind: string, 
/**
 * What happened, or what was volunteered for.
 */
text: string, 
/**
 * On which day; none: today in the zone of the visit.
 */
day: string | null, 
/**
 * `HH:MM`; none: now there.
 */
time: string | null, 
/**
 * Who volunteered, for hours: a person's id.
 */
person: string | null, 
/**
 * For how many minutes.
 */
minutes: number | null, };

export type AttendanceSet = { 
/**
 * Which item.
 */
item: string, 
/**
 * Those who were there: participation ids. All others were not.
 */
present: Array<string>, 
/**
 * How many came in all; none where nobody counted.
 */
head_count: number | null, };

export type Leave = { 
/**
 * Participations.
 */
participations: Array<string>, 
/**
 * Whether they have left.
 */
departed: boolean, 
/**
 * Since when, `YYYY-MM-DDTHH:MM` in the zone of the visit; none: now.
 */
at: string | null, };

export type ParticipantsView = { 
/**
 * Of which visit.
 */
visit: VisitRow, 
/**
 * Everybody, in protocol order, guests first.
 */
rows: Array<ParticipantRow>, 
/**
 * Whether travel documents and health may be seen.
 */
private: boolean, };

export type ParticipantRow = { 
/**
 * The participation's record id.
 */
id: string, 
/**
 * The person's record id.
 */
person: string, 
/**
 * Place in protocol order, from 1, computed.
 */
number: number, 
/**
 * Their name.
 */
name: PersonNameView, 
/**
 * `guest` or `host`.
 */
side: string, 
/**
 * A word of the participation's `role` field.
 */
role: string | null, 
/**
 * Post, rank and organisation, as written.
 */
position: string | null, 
/**
 * Rank.
 */
rank: string | null, 
/**
 * Where they work.
 */
organisation: string | null, 
/**
 * What the kitchen has to know.
 */
diet: string | null, 
/**
 * What they speak.
 */
languages: string | null, 
/**
 * Their sub-group.
 */
track: string | null, 
/**
 * A word of the participation's `status` field.
 */
status: string | null, 
/**
 * `YYYY-MM-DDTHH:MM`.
 */
joins_at: string | null, 
/**
 * `YYYY-MM-DDTHH:MM`.
 */
leaves_at: string | null, 
/**
 * When they were checked in, `YYYY-MM-DDTHH:MM`.
 */
arrived_at: string | null, 
/**
 * Anything else the team should know.
 */
note: string | null, 
/**
 * Allergies; only for coordinators.
 */
allergies: string | null, 
/**
 * Last day of the passport; only for coordinators.
 */
passport_expires_on: string | null, 
/**
 * What is to be checked, for coordinators.
 */
passport: PassportState, 
/**
 * How many programme items they attend.
 */
items: number, 
/**
 * Who changed the record last.
 */
changed_by: string | null, 
/**
 * When, milliseconds since 1970.
 */
changed_at_ms: number | null, };

export type PassportState = "not_shown" | "missing" | "expired" | "short" | "valid";

export type PrivateView = { 
/**
 * The name as in the passport.
 */
passport_name: string | null, 
/**
 * Number of the travel document.
 */
passport_number: string | null, 
/**
 * Which country issued it.
 */
passport_country: string | null, 
/**
 * Its last day.
 */
passport_expires_on: string | null, 
/**
 * Nationality, where it is not the issuing country's.
 */
nationality: string | null, 
/**
 * Visa category, dates and result, in words.
 */
visa: string | null, 
/**
 * Date of birth.
 */
date_of_birth: string | null, 
/**
 * E-mail address.
 */
email: string | null, 
/**
 * Telephone.
 */
phone: string | null, 
/**
 * Postal address.
 */
address: string | null, 
/**
 * Allergies.
 */
allergies: string | null, 
/**
 * Conditions, medication, mobility.
 */
health: string | null, 
/**
 * Carrier, policy and 24-hour number.
 */
insurance: string | null, 
/**
 * Whom to call.
 */
emergency_name: string | null, 
/**
 * How they are related.
 */
emergency_relation: string | null, 
/**
 * The number to call.
 */
emergency_phone: string | null, 
/**
 * The language to speak there.
 */
emergency_language: string | null, 
/**
 * Parents or guardians of a minor.
 */
guardians: string | null, };

export type PersonId = { 
/**
 * Their record id.
 */
person: string, };

export type ParticipantAdd = { 
/**
 * To which visit.
 */
visit: string, 
/**
 * Name in Latin letters; empty where only the native one is known.
 */
latin_name: string, 
/**
 * Name as the person writes it.
 */
native_name: string | null, 
/**
 * `guest` or `host`.
 */
side: string, 
/**
 * A word of the participation's `role` field.
 */
role: string | null, 
/**
 * Post.
 */
position: string | null, };

export type CheckIn = { 
/**
 * Participations.
 */
participations: Array<string>, 
/**
 * Whether they are here.
 */
arrived: boolean, 
/**
 * Since when, `YYYY-MM-DDTHH:MM` in the zone of the visit; none: now.
 */
at: string | null, };

export type PrecedenceMove = { 
/**
 * The participation.
 */
participation: string, 
/**
 * The new place, from 1.
 */
number: number, };

export type CalendarSpan = { 
/**
 * The first day, `YYYY-MM-DD`.
 */
from: string, 
/**
 * The day after the last, `YYYY-MM-DD`.
 */
until: string, };

export type CalendarView = { 
/**
 * Today in the chapter's city.
 */
date: string, 
/**
 * Visits of which a day lies in the span, by first day, the longer first.
 */
visits: Array<CalendarVisit>, 
/**
 * Anniversaries of partnerships, by day.
 */
anniversaries: Array<CalendarAnniversary>, 
/**
 * Renewals of agreements and the days by which their texts are due, by day.
 */
renewals: Array<CalendarRenewal>, 
/**
 * Tasks that are due, by day; done ones too.
 */
tasks: Array<CalendarTask>, 
/**
 * How many visits have no dates and so stand on no day.
 */
undated: number, };

export type CalendarVisit = { 
/**
 * Its record id.
 */
id: string, 
/**
 * What it is called.
 */
title: string, 
/**
 * First day in the host city.
 */
starts_on: string, 
/**
 * Last day in the host city; the first where none is known.
 */
ends_on: string, 
/**
 * `inbound`, `outbound` or `virtual`.
 */
direction: string | null, 
/**
 * Where it stands; a word of the visit's `status` field.
 */
status: string | null, 
/**
 * Which of the six pair colours marks the partnership, 0 to 5.
 */
hue: number, 
/**
 * The partner city's name.
 */
partner: string | null, };

export type CalendarAnniversary = { 
/**
 * The partnership's record id.
 */
partnership: string, 
/**
 * What the partnership is called.
 */
title: string, 
/**
 * Which of the six pair colours marks it, 0 to 5.
 */
hue: number, 
/**
 * Which day and how many years.
 */
anniversary: AnniversaryDay, };

export type CalendarRenewal = { 
/**
 * The partnership's record id.
 */
partnership: string, 
/**
 * What the partnership is called.
 */
title: string, 
/**
 * Which of the six pair colours marks it, 0 to 5.
 */
hue: number, 
/**
 * The day of renewal and by when its text is due, of which at least one lies in the span.
 */
renewal: RenewalDay, };

export type CalendarTask = { 
/**
 * Its record id.
 */
id: string, 
/**
 * What.
 */
title: string, 
/**
 * For which visit.
 */
visit: string, 
/**
 * That visit's title.
 */
visit_title: string, 
/**
 * By when.
 */
due_on: string, 
/**
 * Whether it is done.
 */
done: boolean, };

export type PartnershipsView = { 
/**
 * Today in the chapter's city.
 */
date: string, 
/**
 * The chapter's own city, where it is known.
 */
home: CityView | null, 
/**
 * Every partnership, by title.
 */
rows: Array<PartnershipRow>, };

export type CityView = { 
/**
 * Its record id.
 */
id: string, 
/**
 * Its name in Latin letters, else as its people write it.
 */
name: string, 
/**
 * Its name as its people write it, where that is another.
 */
native_name: string | null, 
/**
 * Its country, two letters.
 */
country: string | null, 
/**
 * State, province or oblast.
 */
region: string | null, 
/**
 * Where it lies.
 */
position: PositionView | null, 
/**
 * Its IANA zone.
 */
zone: string | null, };

export type PositionView = { 
/**
 * Latitude, -90 to 90.
 */
lat: number, 
/**
 * Longitude, -180 to 180.
 */
lon: number, };

export type PartnershipRow = { 
/**
 * Its record id.
 */
id: string, 
/**
 * What it is called.
 */
title: string, 
/**
 * Our city.
 */
home: CityView | null, 
/**
 * Their city.
 */
partner: CityView | null, 
/**
 * Which of the six pair colours marks it, 0 to 5.
 */
hue: number, 
/**
 * How far it has come; a word of the partnership's `status` field.
 */
status: string | null, 
/**
 * The sister-state programme it belongs to.
 */
sister_state: string | null, 
/**
 * The day of signing.
 */
signed_on: string | null, 
/**
 * The next anniversary; none for one that is inactive or whose day of signing is not known.
 */
next_anniversary: AnniversaryDay | null, 
/**
 * When it is to be renewed; none for one that is inactive.
 */
renewal: RenewalDay | null, 
/**
 * The visit that runs or comes next.
 */
next_visit: PartnershipVisit | null, 
/**
 * The latest visit that is over.
 */
last_visit: PartnershipVisit | null, 
/**
 * Its visits by the way they go. Cancelled ones do not count.
 */
visits: VisitCounts, };

export type AnniversaryDay = { 
/**
 * On which day.
 */
on: string, 
/**
 * How many years.
 */
years: number, 
/**
 * Whether it is a number of years that cities celebrate: 5, every tenth, every twenty-fifth.
 */
round: boolean, };

export type RenewalNearness = "overdue" | "text_due" | "near" | "far";

export type RenewalDay = { 
/**
 * On which day.
 */
on: string, 
/**
 * By when the text is agreed and translated and the council has resolved: twelve weeks before.
 */
text_by: string, 
/**
 * How near it is.
 */
nearness: RenewalNearness, };

export type VisitCounts = { 
/**
 * They came to us, or will.
 */
inbound: number, 
/**
 * We went to them, or will.
 */
outbound: number, 
/**
 * Nobody travelled.
 */
online: number, };

export type PartnershipVisit = { 
/**
 * Its record id.
 */
id: string, 
/**
 * What it is called.
 */
title: string, 
/**
 * First day in the host city, if known.
 */
starts_on: string | null, 
/**
 * Last day in the host city, if known.
 */
ends_on: string | null, 
/**
 * `inbound`, `outbound` or `virtual`.
 */
direction: string | null, 
/**
 * Where it stands; a word of the visit's `status` field.
 */
status: string | null, 
/**
 * Whether its last day is over.
 */
past: boolean, 
/**
 * How many guests take part, as far as they are named.
 */
guests: number, 
/**
 * The initiative it is part of.
 */
initiative: string | null, };

export type PartnershipId = { 
/**
 * Its record id.
 */
partnership: string, };

export type PartnershipView = { 
/**
 * Today in the chapter's city.
 */
date: string, 
/**
 * As the list has it.
 */
row: PartnershipRow, 
/**
 * The next round anniversary, where it is not the next one.
 */
next_round_anniversary: AnniversaryDay | null, 
/**
 * The organisation on their side.
 */
partner_org: string | null, 
/**
 * What kind of agreement was signed.
 */
agreement_type: string | null, 
/**
 * The highest officials who signed, both sides.
 */
signatories: string | null, 
/**
 * The number of our council's resolution.
 */
council_resolution_no: string | null, 
/**
 * What the two cities work on together.
 */
themes: string | null, 
/**
 * Anything else.
 */
note: string | null, 
/**
 * Whom to turn to on our side, by name.
 */
our_contacts: Array<ContactView>, 
/**
 * Whom to turn to on their side, by name.
 */
partner_contacts: Array<ContactView>, 
/**
 * Every visit, the latest first; those without dates before all.
 */
visits: Array<PartnershipVisit>, 
/**
 * Initiatives over many visits, by title.
 */
initiatives: Array<InitiativeView>, };

export type ContactView = { 
/**
 * Their record id.
 */
person: string, 
/**
 * Their name.
 */
name: PersonNameView, 
/**
 * Post or position.
 */
position: string | null, 
/**
 * Where they work.
 */
organisation: string | null, 
/**
 * What they speak.
 */
languages: string | null, 
/**
 * E-mail address; only for those who may see contacts.
 */
email: string | null, 
/**
 * Telephone; only for those who may see contacts.
 */
phone: string | null, };

export type InitiativeView = { 
/**
 * Its record id.
 */
id: string, 
/**
 * What it is called.
 */
title: string, 
/**
 * What it is for.
 */
purpose: string | null, 
/**
 * When it began.
 */
started_on: string | null, 
/**
 * Where it stands; a word of the initiative's `status` field.
 */
status: string | null, 
/**
 * The visits that belong to it, the latest first.
 */
visits: Array<string>, };

export type PartnershipAdd = { 
/**
 * The partner city's name; a city of that name and country is used again.
 */
partner_city: string, 
/**
 * Its country, two letters.
 */
partner_country: string, 
/**
 * Its IANA zone; empty: taken from the country where it has only one.
 */
partner_zone: string | null, 
/**
 * Where it lies, as maps show it: `48.9226, 24.7111`.
 */
partner_position: string | null, 
/**
 * How far it has come; a word of the partnership's `status` field.
 */
status: string | null, 
/**
 * The sister-state programme it belongs to.
 */
sister_state: string | null, 
/**
 * The day of signing, `YYYY-MM-DD`.
 */
signed_on: string | null, 
/**
 * What kind of agreement was signed.
 */
agreement_type: string | null, 
/**
 * When it is to be renewed, `YYYY-MM-DD`.
 */
renewal_on: string | null, };

export type CitySetPosition = { 
/**
 * Which.
 */
city: string, 
/**
 * As maps show it: `48.9226, 24.7111`; empty takes it away.
 */
position: string, };

export type PartnershipSide = "ours" | "theirs";

export type ContactAdd = { 
/**
 * To which partnership.
 */
partnership: string, 
/**
 * On which side.
 */
side: PartnershipSide, 
/**
 * Who, where they are known.
 */
person: string | null, 
/**
 * The name of somebody new.
 */
name: string | null, };

export type ContactRemove = { 
/**
 * From which partnership.
 */
partnership: string, 
/**
 * From which side.
 */
side: PartnershipSide, 
/**
 * Who.
 */
person: string, };

export type ListKind = "programme" | "participants";

export type ListSource = { "from": "text", 
/**
 * The text.
 */
text: string, } | { "from": "file", 
/**
 * Its name.
 */
name: string, 
/**
 * Its bytes in base 64.
 */
base64: string, };

export type ImportRequest = { 
/**
 * For which visit.
 */
visit: string, 
/**
 * Which list.
 */
list: ListKind, 
/**
 * The list.
 */
source: ListSource, 
/**
 * Columns as a person mapped them; none: recognised or remembered.
 */
columns: Array<ColumnChoice> | null, };

export type ColumnChoice = { 
/**
 * The heading as written, or empty.
 */
heading: string, 
/**
 * A word of the list's columns, or `ignore`.
 */
column: string, 
/**
 * The first value under it.
 */
sample: string, };

export type ImportPreview = { 
/**
 * The columns as understood.
 */
columns: Array<ColumnChoice>, 
/**
 * The columns that one may choose.
 */
choices: Array<string>, 
/**
 * Whether the mapping was remembered from an earlier import.
 */
remembered: boolean, 
/**
 * Every row of the source, in order.
 */
rows: Array<ImportRow>, 
/**
 * The counts.
 */
counts: ImportCounts, };

export type RowFate = "added" | "updated" | "unchanged" | "problem" | "heading" | "blank";

export type ImportRow = { 
/**
 * Its line in the source, from 1.
 */
line: number, 
/**
 * What becomes of it.
 */
fate: RowFate, 
/**
 * What it was read as: the item's title or the person's name.
 */
title: string, 
/**
 * The day read, `YYYY-MM-DD`.
 */
day: string | null, 
/**
 * The time read, `HH:MM` or `HH:MM–HH:MM`.
 */
time: string | null, 
/**
 * A word more: the place, or the role.
 */
detail: string | null, 
/**
 * Fields that would change, for an updated row.
 */
changes: Array<string>, 
/**
 * Why it cannot be taken over, and what is worth a look: codes of the message catalogue `import.*`.
 */
remarks: Array<ImportRemark>, };

export type ImportRemark = { 
/**
 * A code of the message catalogue `import.remark.*`.
 */
code: string, 
/**
 * The value as written.
 */
value: string, 
/**
 * The sentence in English, for scripts.
 */
sentence: string, };

export type ImportCounts = { 
/**
 * Rows that hold something to take over.
 */
read: number, 
/**
 * New records.
 */
added: number, 
/**
 * Changed records.
 */
updated: number, 
/**
 * Records that stay.
 */
unchanged: number, 
/**
 * Rows that cannot be taken over.
 */
problems: number, };

export type Nothing = Record<symbol, never>;

export type RecordRef = { 
/**
 * Its kind, in snake_case.
 */
kind: string, 
/**
 * Its id.
 */
id: string, };

export type RecordSet = { 
/**
 * Its kind.
 */
kind: string, 
/**
 * Its id.
 */
id: string, 
/**
 * New values by field; `null` empties a field.
 */
fields: { [key in string]: JsonValue }, };

export type RecordsSet = { 
/**
 * Their kind.
 */
kind: string, 
/**
 * Their ids.
 */
ids: Array<string>, 
/**
 * New values by field; `null` empties a field.
 */
fields: { [key in string]: JsonValue }, };

export type RecordsDelete = { 
/**
 * Their kind.
 */
kind: string, 
/**
 * Their ids.
 */
ids: Array<string>, };

export type RecordAdd = { 
/**
 * Its kind.
 */
kind: string, 
/**
 * The visit that owns it, for kinds that a visit owns.
 */
visit: string | null, 
/**
 * Values by field.
 */
fields: { [key in string]: JsonValue }, };

export type RecordList = { 
/**
 * Which kind.
 */
kind: string, 
/**
 * Of which visit, for kinds that a visit owns.
 */
visit: string | null, };

export type RecordsRestore = { 
/**
 * Which, at least one.
 */
records: Array<RecordRef>, };

export type QuickEntry = { 
/**
 * For which visit.
 */
visit: string, 
/**
 * The line as typed.
 */
text: string, 
/**
 * The day that is meant where the line has a time but no day, `YYYY-MM-DD`; none: today, else the first one.
 */
day: string | null, };

export type QuickEntryView = { 
/**
 * What `item_add` would be asked; none where the line leaves no title.
 */
item: ItemAdd | null, 
/**
 * Whether the line itself states a day or a time, so that it is more than some words.
 */
states_when: boolean, 
/**
 * Whether its day is none of the visit's.
 */
outside: boolean, 
/**
 * Whether its place would be made, since none of that name is known.
 */
new_place: boolean, };

export type StepRow = { 
/**
 * Names it for `undo_to` and `redo_to`.
 */
id: string, 
/**
 * What was done.
 */
label: ActionLabel, 
/**
 * When, milliseconds since 1970.
 */
at_ms: number, 
/**
 * Whether it is taken back at present.
 */
undone: boolean, 
/**
 * Whether it can be done again: nothing else was done since it was taken back.
 */
redoable: boolean, 
/**
 * How many values would stay if it were taken back, since somebody changed them since.
 */
kept: number, 
/**
 * What these values belong to, each once: the titles of records.
 */
kept_in: Array<string>, };

export type StepId = { 
/**
 * Its number.
 */
step: string, };

export type StepsReversed = { 
/**
 * How many.
 */
steps: number, 
/**
 * How many values stayed as they are, since somebody changed them meanwhile.
 */
kept: number, };

export type VisitDuplicate = { 
/**
 * Which visit.
 */
visit: string, 
/**
 * What the copy is called.
 */
title: string, 
/**
 * Its first day, `YYYY-MM-DD`; everything else moves by as many days.
 */
starts_on: string, 
/**
 * What is copied.
 */
parts: VisitParts, };

export type VisitParts = { 
/**
 * Programme items.
 */
programme: boolean, 
/**
 * Tasks, all open again.
 */
tasks: boolean, 
/**
 * The guests' parts.
 */
guests: boolean, 
/**
 * The parts of those who receive them.
 */
hosts: boolean, 
/**
 * Vehicles.
 */
vehicles: boolean, 
/**
 * The team's notes on what is copied.
 */
notes: boolean, };

export type RecordView = { 
/**
 * Its kind.
 */
kind: string, 
/**
 * Its id.
 */
id: string, 
/**
 * Values by field; absent fields are left out.
 */
fields: { [key in string]: JsonValue }, };

export type HistoryRow = { 
/**
 * Which field.
 */
field: string, 
/**
 * The value before, none where it was empty.
 */
before: JsonValue | null, 
/**
 * The value after.
 */
after: JsonValue | null, 
/**
 * Who.
 */
who: string, 
/**
 * When, milliseconds since 1970.
 */
at_ms: number, 
/**
 * `mine`, `received`, `import` or `undo`.
 */
source: string, };

export type TrashRow = { 
/**
 * Its kind.
 */
kind: string, 
/**
 * Its id.
 */
id: string, 
/**
 * What it is called.
 */
title: string, 
/**
 * Who deleted it.
 */
who: string, 
/**
 * When, milliseconds since 1970.
 */
at_ms: number, 
/**
 * The visit that it belonged to.
 */
visit: NamedRef | null, 
/**
 * Whether that visit lies in the trash too: it is not seen again before the visit is brought back.
 */
hidden: boolean, };

export type Search = { 
/**
 * What to look for.
 */
text: string, 
/**
 * How many hits at most.
 */
limit: number, };

export type SearchHit = { 
/**
 * The record's kind.
 */
kind: string, 
/**
 * Its id.
 */
id: string, 
/**
 * The visit it belongs to, or, for a person, the latest visit they take part in.
 */
visit: string | null, 
/**
 * What it is called.
 */
title: string, 
/**
 * What it is called in its own script.
 */
native: string | null, 
/**
 * A word more: role, day, city.
 */
detail: string | null, 
/**
 * What shows it, for kinds without a screen: the latest item at a place, the partnership of a city.
 */
shown_by: RecordRef | null, };

export type SyncState = "alone" | "offline" | "exchanging" | "up_to_date" | "signed_out" | "too_old";

export type SyncSummary = { 
/**
 * Whether the server is in reach.
 */
state: SyncState, 
/**
 * Changes that the server does not have yet.
 */
waiting: number, 
/**
 * Pairs of versions that need a decision.
 */
decisions: number, 
/**
 * Changes set aside because they could not be sent or applied.
 */
set_aside: number, 
/**
 * The last complete exchange, milliseconds since 1970.
 */
last_exchange_ms: number | null, 
/**
 * Since when the server does not answer, milliseconds since 1970.
 */
offline_since_ms: number | null, 
/**
 * By how many minutes this computer's clock is off, where that is worth saying.
 */
clock_off_minutes: number | null, 
/**
 * The server, as typed.
 */
server: string | null, };

export type SyncView = { 
/**
 * Where sync stands.
 */
summary: SyncSummary, 
/**
 * Pairs that need a decision, oldest first.
 */
decisions: Array<DecisionView>, 
/**
 * What waits to be sent, by kind.
 */
waiting: Array<WaitingView>, 
/**
 * What others changed in records that we changed too, newest first.
 */
combined: Array<CombinedView>, 
/**
 * What was set aside.
 */
set_aside: Array<SetAsideView>, };

export type DecisionView = { 
/**
 * The two-versions record's id.
 */
id: string, 
/**
 * The kind of the record concerned.
 */
kind: string, 
/**
 * Its id.
 */
record: string, 
/**
 * What it is called.
 */
title: string, 
/**
 * The visit it belongs to, by id and title.
 */
visit: string | null, 
/**
 * That visit's title.
 */
visit_title: string | null, 
/**
 * The field both changed; `deleted` where one deleted what the other edited.
 */
field: string, 
/**
 * What the field holds, for showing: `text`, `slot`, `date`, …
 */
holds: string, 
/**
 * One version.
 */
first: VersionView, 
/**
 * The other.
 */
second: VersionView, 
/**
 * The value before both, if known.
 */
before: JsonValue | null, 
/**
 * Which of the two stands meanwhile: `first`, `second` or `other`.
 */
stands: string, };

export type VersionView = { 
/**
 * The value.
 */
value: JsonValue, 
/**
 * The value as a person reads it, where it is an id: the record's name.
 */
shown: string | null, 
/**
 * Who wrote it.
 */
who: string, 
/**
 * Whether that is this computer.
 */
mine: boolean, 
/**
 * When, milliseconds since 1970.
 */
at_ms: number, };

export type WaitingView = { 
/**
 * The kind.
 */
kind: string, 
/**
 * How many changes.
 */
count: number, };

export type CombinedView = { 
/**
 * The record's kind.
 */
kind: string, 
/**
 * Its id.
 */
id: string, 
/**
 * What it is called.
 */
title: string, 
/**
 * The visit it belongs to.
 */
visit: string | null, 
/**
 * Who changed it.
 */
who: string, 
/**
 * Which fields they changed.
 */
fields: Array<string>, 
/**
 * When it came, milliseconds since 1970.
 */
at_ms: number, };

export type SetAsideView = { 
/**
 * Its number.
 */
id: string, 
/**
 * The record's kind.
 */
kind: string, 
/**
 * What the record is called.
 */
title: string, 
/**
 * Why: a code of the message catalogue `set_aside.*`.
 */
reason: string, 
/**
 * What the server or we said, in English.
 */
detail: string, 
/**
 * When, milliseconds since 1970.
 */
at_ms: number, 
/**
 * The values, for export.
 */
fields: JsonValue, };

export type SetAsideId = { 
/**
 * Its number.
 */
id: string, };

export type Keep = { "keep": "first" } | { "keep": "second" } | { "keep": "mine" } | { "keep": "theirs" } | { "keep": "value", 
/**
 * It.
 */
value: JsonValue, };

export type Settle = { 
/**
 * The two-versions record's id.
 */
id: string, 
/**
 * What to keep.
 */
keep: Keep, };

export type Connect = { 
/**
 * Where the server is.
 */
server: string, 
/**
 * The code from the invitation.
 */
code: string, };

export type Exchanged = { 
/**
 * Changes that the server now has.
 */
sent: number, 
/**
 * Records that came.
 */
received: number, 
/**
 * Changes that were refused.
 */
refused: number, 
/**
 * Pairs of versions that need a decision now.
 */
two_versions: number, };

export type DataView = { 
/**
 * The folder that holds everything of this person on this computer.
 */
folder: string, 
/**
 * How large the chapter's database is, in bytes.
 */
bytes: number, 
/**
 * The computers on which the chapter's work is done, this one first, the others by who works on them.
 */
devices: Array<DeviceView>, 
/**
 * The copies that the program made by itself, the latest first.
 */
copies: Array<CopyView>, 
/**
 * Why it could not make the latest; none where it could.
 */
copy_failure: string | null, };

export type CopyView = { 
/**
 * The day on which it was made, as `YYYY-MM-DD`, in the chapter's city.
 */
day: string, 
/**
 * Where it is: a path on the computer on which the program runs.
 */
file: string, 
/**
 * How large it is, in bytes.
 */
bytes: number, };

export type DeviceView = { 
/**
 * Its record id.
 */
id: string, 
/**
 * Who works on it.
 */
person_name: string | null, 
/**
 * What its owner calls it.
 */
computer_name: string | null, 
/**
 * Whether it is this one.
 */
here: boolean, };

export type DataBackup = { 
/**
 * Where: a path on the computer on which the program runs.
 */
file: string, 
/**
 * Whether a file of that name may be replaced, as a person has said who chose it.
 */
replace: boolean, };

export type DataRestore = { 
/**
 * Where the copy is: a path on the computer on which the program runs.
 */
file: string, };

export type DataRestored = { 
/**
 * The copy of what was there before; going back to it takes the step back.
 */
before: string | null, };

export type DataCheck = { 
/**
 * Whether what can be made anew from the records is.
 */
repair: boolean, };

export type DataReport = { 
/**
 * Whether nothing is wrong, or nothing any more.
 */
sound: boolean, 
/**
 * What is wrong with the file, in SQLite's words. Only a copy helps.
 */
damage: Array<string>, 
/**
 * Rows that are shown otherwise than the records say. Repair makes them anew.
 */
rows: number, 
/**
 * Records that show something else than is stored. Repair makes them anew.
 */
overlays: number, 
/**
 * How many records there are.
 */
records: number, 
/**
 * How many changes wait to be sent.
 */
waiting: number, };

export type Event = { "event": "changed", 
/**
 * The visits concerned; empty where only the chapter's own records changed.
 */
visits: Array<string>, } | { "event": "sync", 
/**
 * Where it stands.
 */
summary: SyncSummary, };

export interface Commands {
  app_state: { request: Nothing; response: AppState };
  preferences: { request: Nothing; response: Preferences };
  preferences_set: { request: Preferences; response: Preferences };
  chapter_start: { request: ChapterStart; response: AppState };
  chapter_join: { request: ChapterJoin; response: AppState };
  chapter_switch: { request: ChapterSwitch; response: AppState };
  visit_add: { request: VisitAdd; response: Done<VisitRow> };
  visit_duplicate: { request: VisitDuplicate; response: Done<VisitRow> };
  today: { request: Nothing; response: TodayView };
  calendar: { request: CalendarSpan; response: CalendarView };
  partnerships: { request: Nothing; response: PartnershipsView };
  partnership: { request: PartnershipId; response: PartnershipView };
  partnership_add: { request: PartnershipAdd; response: Done<PartnershipId> };
  contact_add: { request: ContactAdd; response: Done<Nothing> };
  contact_remove: { request: ContactRemove; response: Done<Nothing> };
  city_set_position: { request: CitySetPosition; response: Done<Nothing> };
  tasks: { request: VisitId; response: TasksView };
  task_add: { request: TaskAdd; response: Done<TaskView> };
  task_set_done: { request: TaskSetDone; response: Done<TaskView> };
  task_plans: { request: VisitId; response: Array<TaskPlanView> };
  tasks_plan: { request: TasksPlan; response: Done<Nothing> };
  overview: { request: VisitId; response: OverviewView };
  journal: { request: JournalDay; response: JournalView };
  journal_add: { request: JournalAdd; response: Done<Nothing> };
  attendance_set: { request: AttendanceSet; response: Done<Nothing> };
  leave: { request: Leave; response: Done<Nothing> };
  itinerary: { request: VisitId; response: ItineraryView };
  quick_entry: { request: QuickEntry; response: QuickEntryView };
  item_add: { request: ItemAdd; response: Done<ItemView> };
  item_move: { request: ItemMove; response: Done<ItemView> };
  item_probe: { request: ItemMove; response: Array<FindingView> };
  item_set_place: { request: ItemSetPlace; response: Done<ItemView> };
  item_duplicate: { request: ItemId; response: Done<ItemView> };
  finding_accept: { request: FindingAccept; response: Done<Nothing> };
  review: { request: VisitId; response: Array<FindingView> };
  participants: { request: VisitId; response: ParticipantsView };
  people: { request: PeopleQuery; response: PeopleView };
  person: { request: PersonId; response: PersonView };
  person_private: { request: PersonId; response: PrivateView };
  participant_add: { request: ParticipantAdd; response: Done<ParticipantRow> };
  check_in: { request: CheckIn; response: Done<Nothing> };
  precedence_move: { request: PrecedenceMove; response: Done<Nothing> };
  import_preview: { request: ImportRequest; response: ImportPreview };
  import_commit: { request: ImportRequest; response: Done<ImportPreview> };
  record_list: { request: RecordList; response: Array<RecordView> };
  record_get: { request: RecordRef; response: RecordView };
  record_add: { request: RecordAdd; response: Done<RecordView> };
  record_set: { request: RecordSet; response: Done<RecordView> };
  records_set: { request: RecordsSet; response: Done<Nothing> };
  record_delete: { request: RecordRef; response: Done<Nothing> };
  records_delete: { request: RecordsDelete; response: Done<Nothing> };
  record_restore: { request: RecordRef; response: Done<Nothing> };
  records_restore: { request: RecordsRestore; response: Done<Nothing> };
  history: { request: RecordRef; response: Array<HistoryRow> };
  trash: { request: Nothing; response: Array<TrashRow> };
  search: { request: Search; response: Array<SearchHit> };
  undo: { request: Nothing; response: Done<StepsReversed> };
  redo: { request: Nothing; response: Done<StepsReversed> };
  steps: { request: Nothing; response: Array<StepRow> };
  undo_to: { request: StepId; response: Done<StepsReversed> };
  redo_to: { request: StepId; response: Done<StepsReversed> };
  sync_view: { request: Nothing; response: SyncView };
  sync_now: { request: Nothing; response: Exchanged };
  connect: { request: Connect; response: AppState };
  settle: { request: Settle; response: Done<Nothing> };
  set_aside_retry: { request: SetAsideId; response: Nothing };
  set_aside_discard: { request: SetAsideId; response: Nothing };
  data: { request: Nothing; response: DataView };
  data_backup: { request: DataBackup; response: Nothing };
  data_restore: { request: DataRestore; response: DataRestored };
  data_check: { request: DataCheck; response: DataReport };
}

export interface FieldSpec {
  name: string;
  holds: string;
  choices?: readonly string[];
  kind?: string;
}

export interface KindSpec {
  owner: 'chapter' | 'visit';
  audience: 'team' | 'coordinators';
  title: string | null;
  fields: readonly FieldSpec[];
}

export const KINDS: Record<string, KindSpec> = {
  chapter: {
    owner: 'chapter',
    audience: 'team',
    title: 'name',
    fields: [
      { name: 'name', holds: 'text' },
      { name: 'city', holds: 'reference', kind: 'city' },
      { name: 'website', holds: 'text' },
    ],
  },
  device: {
    owner: 'chapter',
    audience: 'team',
    title: 'person_name',
    fields: [
      { name: 'person_name', holds: 'text' },
      { name: 'computer_name', holds: 'text' },
    ],
  },
  city: {
    owner: 'chapter',
    audience: 'team',
    title: 'name',
    fields: [
      { name: 'name', holds: 'text' },
      { name: 'native_name', holds: 'text' },
      { name: 'country', holds: 'country' },
      { name: 'region', holds: 'text' },
      { name: 'position', holds: 'position' },
      { name: 'zone', holds: 'zone' },
      { name: 'languages', holds: 'text' },
    ],
  },
  partnership: {
    owner: 'chapter',
    audience: 'team',
    title: 'title',
    fields: [
      { name: 'title', holds: 'text' },
      { name: 'our_city', holds: 'reference', kind: 'city' },
      { name: 'partner_city', holds: 'reference', kind: 'city' },
      { name: 'sister_state', holds: 'text' },
      { name: 'partner_org', holds: 'text' },
      { name: 'status', holds: 'choice', choices: ['proposed', 'friendship_city', 'sister_city', 'inactive'] },
      { name: 'agreement_type', holds: 'text' },
      { name: 'signed_on', holds: 'date' },
      { name: 'signatories', holds: 'text' },
      { name: 'council_resolution_no', holds: 'text' },
      { name: 'renewal_on', holds: 'date' },
      { name: 'themes', holds: 'text' },
      { name: 'hue', holds: 'integer' },
      { name: 'note', holds: 'long_text' },
      { name: 'our_contacts', holds: 'set_of', kind: 'person' },
      { name: 'partner_contacts', holds: 'set_of', kind: 'person' },
    ],
  },
  initiative: {
    owner: 'chapter',
    audience: 'team',
    title: 'title',
    fields: [
      { name: 'title', holds: 'text' },
      { name: 'partnership', holds: 'reference', kind: 'partnership' },
      { name: 'purpose', holds: 'long_text' },
      { name: 'started_on', holds: 'date' },
      { name: 'status', holds: 'choice', choices: ['proposed', 'active', 'completed'] },
    ],
  },
  person: {
    owner: 'chapter',
    audience: 'team',
    title: 'latin_name',
    fields: [
      { name: 'latin_name', holds: 'text' },
      { name: 'native_name', holds: 'text' },
      { name: 'native_language', holds: 'text' },
      { name: 'given_names', holds: 'text' },
      { name: 'family_name', holds: 'text' },
      { name: 'name_order', holds: 'choice', choices: ['given_first', 'family_first'] },
      { name: 'preferred_name', holds: 'text' },
      { name: 'pronunciation', holds: 'text' },
      { name: 'courtesy_title', holds: 'text' },
      { name: 'rank', holds: 'text' },
      { name: 'position', holds: 'text' },
      { name: 'organisation', holds: 'text' },
      { name: 'salutation', holds: 'text' },
      { name: 'languages', holds: 'text' },
      { name: 'diet', holds: 'text' },
      { name: 'biography', holds: 'long_text' },
    ],
  },
  person_private: {
    owner: 'chapter',
    audience: 'coordinators',
    title: null,
    fields: [
      { name: 'passport_name', holds: 'text' },
      { name: 'passport_number', holds: 'text' },
      { name: 'passport_country', holds: 'country' },
      { name: 'passport_expires_on', holds: 'date' },
      { name: 'nationality', holds: 'country' },
      { name: 'date_of_birth', holds: 'date' },
      { name: 'visa', holds: 'text' },
      { name: 'email', holds: 'text' },
      { name: 'phone', holds: 'text' },
      { name: 'address', holds: 'long_text' },
      { name: 'allergies', holds: 'text' },
      { name: 'health', holds: 'long_text' },
      { name: 'insurance', holds: 'text' },
      { name: 'emergency_name', holds: 'text' },
      { name: 'emergency_relation', holds: 'text' },
      { name: 'emergency_phone', holds: 'text' },
      { name: 'emergency_language', holds: 'text' },
      { name: 'guardians', holds: 'long_text' },
    ],
  },
  venue: {
    owner: 'chapter',
    audience: 'team',
    title: 'name',
    fields: [
      { name: 'name', holds: 'text' },
      { name: 'address', holds: 'text' },
      { name: 'position', holds: 'position' },
      { name: 'room', holds: 'text' },
      { name: 'capacity', holds: 'integer' },
      { name: 'contact', holds: 'text' },
      { name: 'phone', holds: 'text' },
      { name: 'outdoor', holds: 'bool' },
      { name: 'step_free', holds: 'bool' },
      { name: 'requirements', holds: 'long_text' },
    ],
  },
  visit: {
    owner: 'visit',
    audience: 'team',
    title: 'title',
    fields: [
      { name: 'title', holds: 'text' },
      { name: 'direction', holds: 'choice', choices: ['inbound', 'outbound', 'virtual'] },
      { name: 'visit_type', holds: 'choice', choices: ['official', 'professional_technical', 'youth', 'educational', 'cultural', 'sports', 'business', 'humanitarian', 'study_tour', 'anniversary'] },
      { name: 'partnership', holds: 'reference', kind: 'partnership' },
      { name: 'initiative', holds: 'reference', kind: 'initiative' },
      { name: 'host_city', holds: 'reference', kind: 'city' },
      { name: 'guest_city', holds: 'reference', kind: 'city' },
      { name: 'starts_on', holds: 'date' },
      { name: 'ends_on', holds: 'date' },
      { name: 'zone', holds: 'zone' },
      { name: 'status', holds: 'choice', choices: ['idea', 'proposed', 'approved', 'invited', 'confirmed', 'in_progress', 'completed', 'reported', 'cancelled', 'postponed'] },
      { name: 'status_reason', holds: 'text' },
      { name: 'purpose', holds: 'long_text' },
      { name: 'lead', holds: 'reference', kind: 'person' },
      { name: 'deputy', holds: 'reference', kind: 'person' },
      { name: 'host_org', holds: 'text' },
      { name: 'funder', holds: 'text' },
      { name: 'approval_body', holds: 'text' },
      { name: 'approved_on', holds: 'date' },
      { name: 'approval_resolution', holds: 'text' },
      { name: 'expected_count', holds: 'integer' },
      { name: 'follow_up', holds: 'long_text' },
    ],
  },
  participation: {
    owner: 'visit',
    audience: 'team',
    title: null,
    fields: [
      { name: 'person', holds: 'reference', kind: 'person' },
      { name: 'visit', holds: 'reference', kind: 'visit' },
      { name: 'side', holds: 'choice', choices: ['guest', 'host'] },
      { name: 'role', holds: 'choice', choices: ['head_of_delegation', 'delegate', 'spouse', 'interpreter', 'facilitator', 'chaperone', 'staff', 'press', 'observer', 'host'] },
      { name: 'precedence_number', holds: 'integer' },
      { name: 'track', holds: 'text' },
      { name: 'joins_at', holds: 'local_date_time' },
      { name: 'leaves_at', holds: 'local_date_time' },
      { name: 'status', holds: 'choice', choices: ['nominated', 'invited', 'confirmed', 'withdrawn', 'visa_refused', 'no_show', 'arrived', 'departed_early', 'completed'] },
      { name: 'arrived_at', holds: 'local_date_time' },
      { name: 'departed_at', holds: 'local_date_time' },
      { name: 'funding', holds: 'text' },
      { name: 'first_time', holds: 'bool' },
      { name: 'badge_name', holds: 'text' },
      { name: 'note', holds: 'long_text' },
    ],
  },
  programme_item: {
    owner: 'visit',
    audience: 'team',
    title: 'title',
    fields: [
      { name: 'title', holds: 'text' },
      { name: 'visit', holds: 'reference', kind: 'visit' },
      { name: 'kind', holds: 'choice', choices: ['arrival', 'departure', 'transfer', 'courtesy_call', 'bilateral', 'briefing', 'site_visit', 'training', 'ride_along', 'ceremony', 'gift_exchange', 'reception', 'meal', 'cultural', 'home_hospitality', 'free', 'press', 'council_meeting', 'rest', 'other'] },
      { name: 'slot', holds: 'slot' },
      { name: 'length_minutes', holds: 'integer' },
      { name: 'venue', holds: 'reference', kind: 'venue' },
      { name: 'wet_weather_venue', holds: 'reference', kind: 'venue' },
      { name: 'lead', holds: 'reference', kind: 'person' },
      { name: 'interpreter', holds: 'reference', kind: 'person' },
      { name: 'interpretation_mode', holds: 'choice', choices: ['consecutive', 'simultaneous', 'whispered'] },
      { name: 'vehicle', holds: 'reference', kind: 'vehicle' },
      { name: 'public_note', holds: 'long_text' },
      { name: 'internal_note', holds: 'long_text' },
      { name: 'confirmation', holds: 'confirmation' },
      { name: 'sequence', holds: 'integer' },
      { name: 'tracks', holds: 'set_of_text' },
      { name: 'participants', holds: 'set_of', kind: 'participation' },
    ],
  },
  vehicle: {
    owner: 'visit',
    audience: 'team',
    title: 'name',
    fields: [
      { name: 'name', holds: 'text' },
      { name: 'visit', holds: 'reference', kind: 'visit' },
      { name: 'seats', holds: 'integer' },
      { name: 'driver', holds: 'reference', kind: 'person' },
      { name: 'driver_name', holds: 'text' },
      { name: 'phone', holds: 'text' },
      { name: 'wheelchair', holds: 'bool' },
      { name: 'note', holds: 'long_text' },
    ],
  },
  task: {
    owner: 'visit',
    audience: 'team',
    title: 'title',
    fields: [
      { name: 'title', holds: 'text' },
      { name: 'visit', holds: 'reference', kind: 'visit' },
      { name: 'due_on', holds: 'date' },
      { name: 'assignee', holds: 'reference', kind: 'person' },
      { name: 'status', holds: 'choice', choices: ['open', 'waiting', 'done'] },
      { name: 'waiting_on', holds: 'text' },
      { name: 'phase', holds: 'text' },
      { name: 'note', holds: 'long_text' },
    ],
  },
  journal_entry: {
    owner: 'visit',
    audience: 'team',
    title: 'text',
    fields: [
      { name: 'text', holds: 'long_text' },
      { name: 'visit', holds: 'reference', kind: 'visit' },
      { name: 'kind', holds: 'choice', choices: ['arrival', 'departure', 'attendance', 'note', 'hours'] },
      { name: 'at', holds: 'local_date_time' },
      { name: 'participation', holds: 'reference', kind: 'participation' },
      { name: 'programme_item', holds: 'reference', kind: 'programme_item' },
      { name: 'minutes', holds: 'integer' },
      { name: 'person', holds: 'reference', kind: 'person' },
      { name: 'head_count', holds: 'integer' },
      { name: 'present', holds: 'set_of', kind: 'participation' },
    ],
  },
  accepted_finding: {
    owner: 'visit',
    audience: 'team',
    title: 'reason',
    fields: [
      { name: 'visit', holds: 'reference', kind: 'visit' },
      { name: 'finding', holds: 'text' },
      { name: 'reason', holds: 'text' },
    ],
  },
};
