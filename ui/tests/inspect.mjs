// What is looked for on a page: by axe, in the accessibility tree and by the keyboard.

import { AxeBuilder } from '@axe-core/playwright';

/** What the Web Content Accessibility Guidelines ask for, and what axe advises besides. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Not run unless it is named: targets of 24 px. */
const NAMED_RULES = { 'target-size': { enabled: true } };
/** What depends on the colours alone. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** What axe finds within a part of the page, short enough to be read in a failed test. */
export function violations(page, within) {
  return analysed(new AxeBuilder({ page }).include(within).withTags(RULES).options({ rules: NAMED_RULES }));
}

/** What axe finds in colours. */
export function colourViolations(page, within) {
  return analysed(new AxeBuilder({ page }).include(within).withRules(COLOUR_RULES));
}

async function analysed(axe) {
  const { violations } = await axe.analyze();
  return violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map(({ target }) => target.join(' ')) }));
}

/** Shows a page in other colours without loading it again: what is open stays open. */
export function recolour(page, { theme, contrast }) {
  return page.evaluate(
    ([theme, contrast]) => Object.assign(document.documentElement.dataset, { theme, contrast }),
    [theme, contrast],
  );
}

/** By how many pixels the page is wider than its window. */
export function sideways(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Roles of what a person operates or moves to. A screen reader says nothing useful of one without a name. */
const NAMED_ROLES = new Set([
  ...['button', 'link', 'checkbox', 'radio', 'switch', 'textbox', 'searchbox', 'combobox', 'spinbutton', 'slider'],
  ...['menuitem', 'option', 'tab', 'gridcell', 'row', 'Date', 'InputTime', 'dialog', 'navigation', 'complementary'],
  ...['table', 'grid', 'listbox', 'group', 'region', 'radiogroup', 'img', 'image', 'heading', 'columnheader'],
]);
/** Roles that may go without: their content speaks for them. */
const OPTIONAL_ROLES = new Set(['row', 'group', 'gridcell', 'columnheader']);

/** What a screen reader is told of a page: every node as role and name. */
export async function spokenTree(page) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return nodes
    .filter(({ ignored, role }) => !ignored && role)
    .map(({ role, name }) => ({ role: role.value, name: (name?.value ?? '').trim() }));
}

/** The roles of what has no name and needs one. */
export function nameless(tree) {
  const needsName = ({ role }) => NAMED_ROLES.has(role) && !OPTIONAL_ROLES.has(role);
  return tree.filter((node) => needsName(node) && !node.name).map(({ role }) => role);
}

/** The part of the window that has the focus, by what it is. */
export function focusedRegion(page) {
  return page.evaluate(() => document.activeElement?.closest('[data-region]')?.localName ?? null);
}

/** Remembers what has the focus, and what takes it by being clicked, until something is open. */
export function rememberFocus(page) {
  return page.evaluate(() => {
    const isOpen = () => document.querySelector('main aside, [role=dialog], [role=menu]') !== null;
    globalThis.focusBefore = document.activeElement;
    const take = ({ target }) => {
      if (!isOpen()) globalThis.focusBefore = target.closest('a, button, [tabindex]');
    };
    document.addEventListener('focusin', take);
    // A menu opens before its button has the focus.
    document.addEventListener('pointerdown', take, { capture: true });
  });
}

/** How the focus stands against what was remembered: the `same`, or what has it now and what had it. */
export function focusAgainst(page) {
  return page.evaluate(() => {
    const words = (element) => `${element.localName}.${element.className} ${element.innerText?.slice(0, 30)}`;
    const [now, before] = [document.activeElement, globalThis.focusBefore];
    return now === before ? 'same' : `${words(now)}, and not ${words(before)}`;
  });
}
