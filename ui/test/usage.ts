// Reads the sources as the compiler does, to find which messages they use and which words stand bare in markup.
// For tests only.

import { parse, type AST } from 'svelte/compiler';

/** One place where a message is worded. */
export interface Use {
  readonly file: string;
  /** The whole key, or what it begins with where the rest is computed. */
  readonly key: string;
  readonly whole: boolean;
  /** Names of the placeholders that are filled in; `null` where that cannot be told from the source. */
  readonly args: readonly string[] | null;
}

/** A stretch of text that is in no catalogue. */
export interface BareText {
  readonly file: string;
  readonly text: string;
}

/** Any node of the compiler's tree. */
interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** Functions whose first argument is a key. */
const WORDING = new Set(['t', 'tParts']);

/** Attributes that people read or hear. */
const READ = new Set(['alt', 'aria-label', 'aria-description', 'label', 'placeholder', 'title', 'hint', 'closeLabel']);

/** The tree of a component, or of a module, which is read as a component with nothing but a script. */
export function treeOf(file: string, source: string): AST.Root {
  const component = file.endsWith('.svelte') ? source : `<script lang="ts">${source}</script>`;
  return parse(component, { modern: true, filename: file });
}

/** Every message that a source words. Strings that are whole keys count too: tables of keys are worded elsewhere. */
export function usesIn(file: string, tree: AST.Root, keys: ReadonlySet<string>): Use[] {
  const uses: Use[] = [];
  walk(tree as unknown as Node, (node) => {
    if (node.type === 'Literal' && typeof node.value === 'string' && keys.has(node.value)) {
      uses.push({ file, key: node.value, whole: true, args: null });
    }
    if (node.type === 'Attribute' && node.name === 'key') uses.push(...attributeKeys(file, node, keys));
    if (node.type === 'CallExpression') uses.push(...callUses(file, node));
  });
  return uses;
}

function attributeKeys(file: string, attribute: Node, keys: ReadonlySet<string>): Use[] {
  const [only] = Array.isArray(attribute.value) ? (attribute.value as Node[]) : [];
  const text = only?.type === 'Text' ? String(only.data) : '';
  return keys.has(text) ? [{ file, key: text, whole: true, args: null }] : [];
}

function callUses(file: string, call: Node): Use[] {
  const name = (call.callee as Node).name;
  const [first, second] = call.arguments as (Node | undefined)[];
  if (name === 'tCode' && first) {
    return keysOf(first).map(({ key, whole }) => ({ file, key: whole ? `${key}.` : key, whole: false, args: null }));
  }
  if (typeof name !== 'string' || !WORDING.has(name) || !first) return [];
  return keysOf(first).map((key) => ({ file, ...key, args: argNames(second) }));
}

/** The keys that an expression can be: a literal, either side of a choice, or the beginning of a template. */
function keysOf(expression: Node): { key: string; whole: boolean }[] {
  switch (expression.type) {
    case 'Literal':
      return typeof expression.value === 'string' ? [{ key: expression.value, whole: true }] : [];
    case 'ConditionalExpression':
      return [...keysOf(expression.consequent as Node), ...keysOf(expression.alternate as Node)];
    case 'TemplateLiteral': {
      const [head] = expression.quasis as { value: { cooked: string } }[];
      return head?.value.cooked ? [{ key: head.value.cooked, whole: false }] : [];
    }
    default:
      return [];
  }
}

function argNames(args: Node | undefined): string[] | null {
  if (!args) return [];
  if (args.type !== 'ObjectExpression') return null;
  const properties = args.properties as Node[];
  const names = properties.map((property) => (property.type === 'Property' ? (property.key as Node).name : undefined));
  return names.every((name) => typeof name === 'string') ? (names as string[]) : null;
}

/** Words that stand in the markup itself. */
export function bareTextIn(file: string, tree: AST.Root): BareText[] {
  const bare: BareText[] = [];
  const note = (text: unknown) => {
    if (typeof text === 'string' && /\p{L}{2}/u.test(text)) bare.push({ file, text: text.trim() });
  };
  walk(tree.fragment as unknown as Node, (node) => {
    if (node.type === 'Text' && !node.inAttribute) note(node.data);
    if (node.type === 'Attribute' && READ.has(String(node.name)) && Array.isArray(node.value)) {
      for (const part of node.value as Node[]) if (part.type === 'Text') note(part.data);
    }
  });
  return bare;
}

function walk(node: Node, visit: (node: Node) => void): void {
  // Units, as in `style:width="{size}rem"`, are no words.
  if (node.type === 'StyleDirective') return;
  visit(node);
  for (const [field, child] of Object.entries(node)) {
    // What stands in an attribute is text to the compiler as well; it is judged by the attribute's name.
    if (node.type === 'Attribute' && field === 'value' && Array.isArray(child)) {
      for (const part of child as Node[]) if (part.type !== 'Text') walk(part, visit);
      continue;
    }
    for (const each of Array.isArray(child) ? child : [child]) if (isNode(each)) walk(each, visit);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
