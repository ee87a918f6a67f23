// What can be told apart where the system forces its colours on a page: it takes fills and shadows away there, and
// leaves edges, rings and its own colours.

/** What marks a state: the elements that are in it, and the attribute or class by which they are. */
const STATES = [
  { name: 'the current entry of the menu', in: 'nav a[aria-current]', by: 'aria-current' },
  { name: 'the open decision', in: 'main .decisions a[aria-current]', by: 'aria-current' },
  { name: 'a pressed button', in: '[aria-pressed=true]:not([data-item])', by: 'aria-pressed' },
  { name: 'the open item', in: '[data-item][aria-pressed=true]', by: '.open' },
  { name: 'an item that clashes', in: '.block.clashes', by: '.clashes' },
  { name: 'the chosen row', in: 'tr.selected, li.selected', by: '.selected' },
  { name: 'the open day', in: 'td[aria-selected=true]', by: '.open' },
  { name: 'today', in: 'td.today', by: '.today' },
  { name: 'the chosen card', in: '.card.chosen', by: '.chosen' },
  { name: 'the entry of a menu that Enter takes', in: '[role=menuitem][data-highlighted]', by: 'data-highlighted' },
  { name: 'the answer that Enter takes', in: '[role=option][data-selected]', by: 'data-selected' },
];

export const STATE_NAMES = STATES.map(({ name }) => name);

/**
 * The states of a page that look like their absence, the boxes whose tick cannot be seen, and the buttons and fields
 * that have no edge, each with a name to find it by; and the names of the states that were met.
 */
export function indistinct(page) {
  return page.evaluate(
    ({ states, edges, looks }) => {
      const shown = (element) => element.checkVisibility() && element.getClientRects().length > 0;
      const named = (element) => (element.getAttribute('aria-label') ?? element.innerText ?? '').trim().slice(0, 40);
      const look = (element) => {
        const style = getComputedStyle(element);
        return looks.map((property) => style.getPropertyValue(property)).join(' ');
      };
      // What shows the state may be within.
      const lookWithin = (element) => [element, ...element.querySelectorAll('*')].map(look).join('\n');
      const hasEdge = (element) => {
        const style = getComputedStyle(element);
        const drawn = (side) => style[`border${side}Style`] !== 'none' && parseFloat(style[`border${side}Width`]) > 0;
        return ['Top', 'Bottom', 'Left', 'Right'].every(drawn);
      };
      const without = (element, by) => {
        if (by.startsWith('.')) {
          element.classList.remove(by.slice(1));
          return () => element.classList.add(by.slice(1));
        }
        const value = element.getAttribute(by);
        element.removeAttribute(by);
        return () => element.setAttribute(by, value);
      };

      const met = [];
      const wrong = [];
      for (const state of states) {
        for (const element of [...document.querySelectorAll(state.in)].filter(shown)) {
          met.push(state.name);
          const [with_, restore] = [lookWithin(element), without(element, state.by)];
          if (lookWithin(element) === with_) wrong.push(`${state.name}: ${named(element)}`);
          restore();
        }
      }
      for (const box of [...document.querySelectorAll('[type=checkbox], [type=radio]')].filter(shown)) {
        const face = box.nextElementSibling?.matches('.face') ? box.nextElementSibling : box;
        const was = box.checked;
        box.checked = true;
        const ticked = look(face);
        box.checked = false;
        const seen = look(face) !== ticked || getComputedStyle(box).appearance === 'auto';
        if (!seen) wrong.push(`a checked box: ${named(box)}`);
        box.checked = was;
      }
      for (const control of [...document.querySelectorAll(edges)].filter(shown)) {
        if (!hasEdge(control)) wrong.push(`no edge: ${control.localName} ${control.className} ${named(control)}`);
      }
      return { met: [...new Set(met)], wrong };
    },
    { states: STATES, edges: EDGES, looks: LOOKS },
  );
}

/** What is pressed or written in. The words of a table, of a list and of a disclosure are links and headings to the eye. */
const EDGES = 'button:not(th button, .plain), select, .field, .btn';

/** What is left of a look when colours are forced. Weight is not among it: it does not tell one word from another. */
const LOOKS = [
  ...['top', 'right', 'bottom', 'left'].flatMap((side) =>
    ['style', 'width', 'color'].map((part) => `border-${side}-${part}`),
  ),
  ...['outline-style', 'outline-width', 'outline-color', 'background-color', 'color', 'display'],
];

/** What of a page shows no ring when it has the focus. */
export async function ringless(page) {
  // The browser draws rings for the keyboard only, and asks what was used last.
  await page.keyboard.press('F6');
  return page.evaluate(() => {
    const RING_PX_MIN = 2;
    const CAN_FOCUS = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
    /** How far out a frame may lie that shows the focus of what is in it. */
    const FRAMES = 3;
    const ring = (element) => {
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
      const drawn = outlineStyle !== 'none' && parseFloat(outlineWidth) >= RING_PX_MIN;
      return drawn ? `${outlineStyle} ${outlineWidth} ${outlineColor}` : null;
    };
    const around = (element) => {
      const frames = [element];
      if (element.nextElementSibling) frames.push(element.nextElementSibling);
      for (let at = element.parentElement; at && frames.length < FRAMES + 2; at = at.parentElement) frames.push(at);
      return frames;
    };
    const before = document.activeElement;
    const missing = [];
    for (const element of document.querySelectorAll(CAN_FOCUS)) {
      if (!element.checkVisibility({ visibilityProperty: true })) continue;
      document.activeElement?.blur();
      const frames = around(element);
      const rings = frames.map(ring);
      element.focus({ preventScroll: true });
      if (document.activeElement !== element) continue;
      const appears = frames.some((frame, index) => ring(frame) !== null && ring(frame) !== rings[index]);
      if (!appears) missing.push(`no ring: ${element.localName}.${element.className}`);
    }
    before?.focus({ preventScroll: true });
    return [...new Set(missing)];
  });
}
