/**
 * The second lock: a query on a table whose rows belong to people must say whose rows it means.
 *
 * Features already ask for one person's rows everywhere; this makes a forgotten condition an error instead of a leak.
 * It reads the tree Kysely compiled from, once per SQL text. Sweeps over all people are named in one list (`sweeps.ts`).
 */
import type { Compilable, CompiledQuery } from 'kysely';
import type { Query } from './door.ts';
import { compiled } from './migrate.ts';
import type { SweepName } from './sweeps.ts';

/** A query on people's rows does not name a person and is no sweep. A mistake of ours; nothing was run. */
export class NoOwner extends Error {
  override readonly name = 'NoOwner';
  constructor(table: string) {
    super(`A query on ${table} must name a user_id, or be one of the sweeps.`);
  }
}

const sweeps = new WeakSet<CompiledQuery>();

/** Declares that a query goes over the rows of all people on purpose. `name` is in the list of `sweeps.ts`. */
export function asSweep<Row>(name: SweepName, query: Query<Row>): Compilable<Row> {
  void name;
  const once = compiled(query);
  sweeps.add(once);
  return { compile: () => once };
}

export interface OwnerLock {
  /** The query itself. Throws `NoOwner`. */
  checked<Row>(query: CompiledQuery<Row>): CompiledQuery<Row>;
}

const textsKept = 2000;

export function createOwnerLock(owned: ReadonlySet<string> | undefined): OwnerLock {
  if (owned === undefined) return { checked: (query) => query };
  const known = new Set<string>();
  return {
    checked(query) {
      if (known.has(query.sql) || sweeps.has(query)) return query;
      assertOwner(query.query, owned);
      if (known.size < textsKept) known.add(query.sql);
      return query;
    },
  };
}

/** A node of Kysely's operation tree, as far as this file looks into it. */
interface TreeNode {
  readonly kind: string;
  readonly [part: string]: unknown;
}

function assertOwner(root: unknown, owned: ReadonlySet<string>): void {
  if (isNode(root) && root.kind === 'RawNode') throw new NoOwner('raw SQL');
  for (const node of nodesOf(root)) {
    if (node.kind === 'InsertQueryNode') assertInsert(node, owned);
    else if (node.kind === 'SelectQueryNode') assertCondition(node, node['from'], owned);
    else if (node.kind === 'UpdateQueryNode') assertCondition(node, node['table'], owned);
    else if (node.kind === 'DeleteQueryNode') assertCondition(node, node['from'], owned);
  }
}

function assertInsert(node: TreeNode, owned: ReadonlySet<string>): void {
  const table = tableNames(node['into']).find((name) => owned.has(name));
  if (table === undefined) return;
  const columns = [...nodesOf(node['columns'])].map(columnName);
  if (!columns.includes('user_id')) throw new NoOwner(table);
}

function assertCondition(node: TreeNode, from: unknown, owned: ReadonlySet<string>): void {
  const table = tableNames(from).find((name) => owned.has(name));
  if (table !== undefined && !hasOwnerCondition(partOf(node['where'], 'where'))) throw new NoOwner(table);
  for (const join of listOf(node['joins'])) {
    const joined = tableNames(join['table']).find((name) => owned.has(name));
    if (joined !== undefined && !hasOwnerCondition(partOf(join['on'], 'on'))) throw new NoOwner(joined);
  }
}

/** `user_id = …` or `user_id in (…)`, alone or joined to others by AND. Under OR it narrows nothing. */
function hasOwnerCondition(condition: unknown): boolean {
  if (!isNode(condition)) return false;
  if (condition.kind === 'AndNode') return hasOwnerCondition(condition['left']) || hasOwnerCondition(condition['right']);
  if (condition.kind === 'ParensNode') return hasOwnerCondition(condition['node']);
  if (condition.kind !== 'BinaryOperationNode') return false;
  const operator = condition['operator'];
  const isEquality = isNode(operator) && (operator['operator'] === '=' || operator['operator'] === 'in');
  return isEquality && [...nodesOf(condition['leftOperand'])].some((node) => columnName(node) === 'user_id');
}

/** Names of the tables a FROM, INTO or JOIN part names directly; those of subqueries are looked at on their own. */
function tableNames(part: unknown): string[] {
  if (!isNode(part) || part.kind === 'SelectQueryNode') return [];
  if (part.kind === 'TableNode') {
    const names = [...nodesOf(part)].filter((node) => node.kind === 'IdentifierNode').map((node) => String(node['name']));
    return names.slice(-1);
  }
  return Object.values(part).flatMap((inner) => (Array.isArray(inner) ? inner.flatMap(tableNames) : tableNames(inner)));
}

function columnName(node: TreeNode): string | null {
  const column = node.kind === 'ColumnNode' ? node['column'] : null;
  return isNode(column) ? String(column['name']) : null;
}

function partOf(node: unknown, name: string): unknown {
  return isNode(node) ? node[name] : undefined;
}

function listOf(part: unknown): TreeNode[] {
  return Array.isArray(part) ? part.filter(isNode) : [];
}

function isNode(value: unknown): value is TreeNode {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

function* nodesOf(value: unknown): Generator<TreeNode> {
  if (Array.isArray(value)) for (const item of value) yield* nodesOf(item);
  if (!isNode(value)) return;
  yield value;
  for (const part of Object.values(value)) if (typeof part === 'object') yield* nodesOf(part);
}
