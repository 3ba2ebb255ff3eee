/**
 * Addresses and the routes they mean: pure, so that it can be tested without a browser.
 */
import type { Address } from './address.ts';
import type { View } from './feature.ts';

/** A node of the route tree: a frame (no path) or a page. */
export interface RouteNode {
  /** Whole, also for children: `/board/$applicationId`. Absent: a frame around its children. */
  readonly path?: string;
  readonly title?: string;
  readonly view: View;
  readonly children?: readonly RouteNode[];
}

/** What an address means: the views from the outermost in, and the values of its parameters. */
export interface Match {
  readonly nodes: readonly RouteNode[];
  readonly params: Readonly<Record<string, string>>;
}

interface Pattern {
  readonly parts: readonly string[];
  readonly nodes: readonly RouteNode[];
}

/** A function from a path to what it means; `null`: no route has it. A fixed part goes before a parameter. */
export function createMatcher(roots: readonly RouteNode[]): (path: string) => Match | null {
  const patterns = roots.flatMap((root) => patternsOf(root, [])).toSorted((a, b) => parameters(a) - parameters(b));
  return (path) => {
    const parts = partsOf(path);
    for (const pattern of patterns) {
      const params = paramsOf(pattern.parts, parts);
      if (params) return { nodes: pattern.nodes, params };
    }
    return null;
  };
}

function patternsOf(node: RouteNode, above: readonly RouteNode[]): Pattern[] {
  const nodes = [...above, node];
  const own = node.path === undefined ? [] : [{ parts: partsOf(node.path), nodes }];
  return [...own, ...(node.children ?? []).flatMap((child) => patternsOf(child, nodes))];
}

function parameters({ parts }: Pattern): number {
  return parts.filter((part) => part.startsWith('$')).length;
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

function paramsOf(pattern: readonly string[], parts: readonly string[]): Record<string, string> | null {
  if (pattern.length !== parts.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const said = parts[index] ?? '';
    if (part.startsWith('$')) params[part.slice(1)] = decoded(said);
    else if (part !== said) return null;
  }
  return params;
}

/** A part of a path as it was meant; as it stands when it is not well encoded. */
function decoded(part: string): string {
  return /%(?![0-9A-Fa-f]{2})/.test(part) ? part : decodeURIComponent(part);
}

export type Search = Readonly<Record<string, string | readonly string[]>>;

/** Search values are plain strings, a list where a name is repeated: `?group=…&filter=…&filter=…`. */
export function parseSearch(text: string): Search {
  const search: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const before = search[name];
    search[name] = before === undefined ? value : [before, value].flat();
  }
  return search;
}

/** The other way round. Empty values leave no trace. */
export function searchText(search: Readonly<Record<string, string | readonly string[] | null | undefined>>): string {
  const written = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    for (const one of [value].flat()) if (typeof one === 'string' && one !== '') written.append(name, one);
  }
  return written.size === 0 ? '' : `?${written}`;
}

/** An address as text: parameters filled in and encoded. */
export function hrefOf({ to, params = {}, search = {} }: Address): string {
  return to.replaceAll(/\$(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? '')) + searchText(search);
}
