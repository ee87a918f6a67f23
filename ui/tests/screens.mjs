// Every screen of the program, and everything that opens on one.

/** The addresses of the screens, with the visit that Today begins with, else the first there is. */
export async function screens(program) {
  const state = await program.rpc('app_state');
  const { lead } = await program.rpc('today');
  const visit = lead?.visit ?? state.visits[0];
  const { rows } = await program.rpc('partnerships');
  const partnership = rows.find(({ next_visit }) => next_visit && next_visit.id === visit?.id) ?? rows[0];
  const clash = visit && (await program.rpc('review', { visit: visit.id })).find(({ day }) => day);
  return {
    ...OF_CHAPTER,
    ...(partnership && { partnership: `/partnerships/${partnership.id}` }),
    ...(visit && ofVisit(visit)),
    ...(clash && { 'itinerary-clash': `/v/${visit.id}/itinerary?day=${clash.day}` }),
  };
}

const OF_CHAPTER = {
  today: '/today',
  calendar: '/calendar',
  partnerships: '/partnerships',
  people: '/people',
  trash: '/trash',
  'visit-new': '/visits/new',
  sync: '/sync',
  settings: '/settings',
};

const ofVisit = ({ id, starts_on }) => ({
  calendar: `/calendar?month=${starts_on.slice(0, 7)}`,
  'calendar-year': `/calendar?year=${starts_on.slice(0, 4)}`,
  overview: `/v/${id}/overview`,
  itinerary: `/v/${id}/itinerary`,
  participants: `/v/${id}/participants`,
  journal: `/v/${id}/journal?day=${starts_on}`,
  tasks: `/v/${id}/tasks`,
  'visit-copy': `/v/${id}/copy`,
});

/** What a screen reader is told of each screen: some of its main parts, as role and name. */
export const SPOKEN = {
  today: ['region The season ahead', 'region To do', 'heading To do', 'link Open the visit'],
  calendar: ['heading Calendar', 'group What to show'],
  'calendar-year': ['heading Calendar', 'region January', 'region December'],
  partnerships: [
    'heading Partnerships',
    'group Which partnerships',
    'searchbox Find a partnership',
    'table Partnerships',
  ],
  partnership: ['region Visits', 'region Initiatives', 'region Where the cities lie', 'region Agreement'],
  people: ['heading People', 'group Whose people', 'searchbox Find a person', 'combobox Role'],
  trash: ['heading Trash', 'heading The trash is empty'],
  'visit-new': ['heading Plan a visit', 'group Begin with', 'textbox Name of the visit', 'combobox Country'],
  'visit-copy': ['heading Plan a visit like this one', 'textbox Title', 'group What to take over'],
  sync: ['heading Sync and changes', 'region Connect to a server', 'textbox Code from the invitation'],
  settings: ['region Reading', 'region Computers', 'region Data and backup', 'combobox Language', 'group Contrast'],
  overview: ['list Days of the visit', 'region Still to settle', 'region The journey', 'region Who to call'],
  itinerary: ['heading Itinerary', 'list Days of the visit', 'region Not placed yet', 'button Add item'],
  'itinerary-clash': ['heading Itinerary', 'region Not placed yet'],
  participants: ['heading Participants', 'group Who to show', 'searchbox Find a participant'],
  journal: ['heading Journal', 'group What to write down', 'textbox What happened', 'region On this day'],
  tasks: ['heading Tasks', 'heading Now', 'searchbox Find a task', 'combobox Whose tasks'],
};

/** What opens on a screen: its name, the screen, how a person opens it, and what is there then; and whether in wide
 * windows only. */
export const OVERLAYS = [
  overlay('find', 'today', press('Control+k'), 'dialog'),
  overlay('find-answers', 'today', press('Control+k', ...'Ivano'), 'dialog option'),
  overlay('keys', 'itinerary', press('?'), 'dialog'),
  overlay('steps', 'today', press('Alt+z'), 'dialog'),
  overlay('chapter-menu', 'today', chapterMenu, 'menu'),
  overlay('add', 'today', press('n'), 'form'),
  { ...overlay('day', 'calendar', click('main td[data-day]'), 'complementary'), wideOnly: true },
  overlay('add', 'partnerships', press('n'), 'complementary'),
  overlay('agreement', 'partnership', press('e'), 'main'),
  overlay('contact', 'partnership', press('c'), 'main'),
  overlay('initiative', 'partnership', press('i'), 'main'),
  overlay('edit', 'overview', press('e'), 'complementary'),
  overlay('add', 'itinerary', press('n'), 'complementary'),
  overlay('item', 'itinerary-clash', click('main .block.clashes'), 'complementary'),
  overlay('add', 'participants', press('n'), 'dialog'),
  overlay('check-in', 'participants', press('c'), 'main'),
  overlay('import', 'participants', press('i'), 'main'),
  overlay('person', 'participants', click('main tbody .name'), 'complementary'),
  overlay('add', 'people', press('n'), 'dialog'),
  overlay('person', 'people', click('main tbody .name'), 'complementary'),
  overlay('add', 'tasks', press('n'), 'main'),
  overlay('task', 'tasks', click('main li a.title'), 'complementary'),
  overlay('template', 'tasks', press('t'), 'complementary'),
  overlay('note', 'journal', press('n'), 'main'),
];

/** `roles`: of what is there once it is open, the inner after the outer. */
function overlay(name, on, begin, roles) {
  const open = async (page) => {
    await begin(page);
    const there = roles.split(' ').reduce((outer, role) => outer.getByRole(role).first(), page);
    await there.waitFor();
    return there;
  };
  return { name, on, open, role: roles.split(' ')[0] };
}

function press(...keys) {
  return async (page) => {
    for (const key of keys) await page.keyboard.press(key);
  };
}

/** In a narrow window the menu is opened first. */
async function chapterMenu(page) {
  const chapter = page.locator('.chapter');
  if (!(await chapter.isVisible())) await page.locator('header.bar button').first().click();
  await chapter.click();
}

function click(selector) {
  return (page) => page.locator(selector).first().click();
}
