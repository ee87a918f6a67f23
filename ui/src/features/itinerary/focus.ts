// The focus stays on an item while it moves between days, which draws it anew.

/** The id of an item's button, on the board and in the tray. */
export function itemDomId(item: string): string {
  return `item-${item}`;
}

export function focusItem(item: string): void {
  document.getElementById(itemDomId(item))?.focus();
}

/** The item whose button has the focus. */
export function focusedItem(): string | null {
  return document.activeElement?.closest<HTMLElement>('[data-item]')?.dataset.item ?? null;
}
