// What a message is filled in with, set apart where the language is written from right to left.
//
// A title in Latin letters that ends in a figure or a bracket would else draw the marks around it to its wrong side.

import { IntlMessageFormat } from 'intl-messageformat';

/** U+2068 and U+2069: what stands between them has a direction of its own, that of its first letter. */
const [FIRST_STRONG, END] = ['\u2068', '\u2069'];

/** Numbers of the ICU syntax tree. */
const [LITERAL, ARGUMENT] = [0, 1];

/** Sets every placeholder of a compiled message apart. What joins placeholders by spaces alone is no sentence, and stays. */
export function isolate(format: IntlMessageFormat): IntlMessageFormat {
  const tree = format.getAst();
  if (!hasWords(tree)) return format;
  return new IntlMessageFormat(setApart(tree) as typeof tree, format.resolvedOptions().locale);
}

function setApart(node: unknown): unknown {
  if (Array.isArray(node)) return node.flatMap((child) => (isA(child, ARGUMENT) ? apart(child) : [setApart(child)]));
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([field, child]) => [field, setApart(child)]));
}

function apart(argument: unknown): unknown[] {
  return [{ type: LITERAL, value: FIRST_STRONG }, argument, { type: LITERAL, value: END }];
}

function hasWords(node: unknown): boolean {
  if (typeof node !== 'object' || node === null) return false;
  if (isA(node, LITERAL)) return 'value' in node && String(node.value).trim() !== '';
  return Object.values(node).some(hasWords);
}

function isA(node: unknown, type: number): boolean {
  return typeof node === 'object' && node !== null && 'type' in node && node.type === type;
}
