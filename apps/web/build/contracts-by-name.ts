import type { Plugin } from 'vite';
import type { ESTree } from 'vite';

/** Files that only declare: by the rules of the tree they have no effects of their own (domain, contracts of features). */
const declaring = /\/(domain\/src\/[^/]+|features\/[^/]+\/api(\/[^/]+)?)\.ts$/;

/** What the client needs of an endpoint; the rest is what the server checks by and what the document is drawn from. */
const needed = ['name', 'method', 'path', 'outputs'];

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * In the browser a contract is names, methods and paths. Takes the schemas out of every `endpoint({…})`, and tells the
 * bundler that what these files compute at their top level may be left out when nobody uses it: a schema is a chain of calls,
 * and a bundler must take any call to have an effect. Saves 9 kB gz on every view. `also`: what else of an endpoint is asked for.
 */
export function contractsByName(...also: readonly string[]): Plugin {
  const kept = new Set([...needed, ...also]);
  return {
    name: 'sotto:contracts-by-name',
    apply: 'build',
    // After TypeScript has become JavaScript, which is what `this.parse` reads.
    enforce: 'post',
    transform: {
      filter: { id: declaring },
      handler(code) {
        const declared = declarationsOf(this.parse(code));
        const edits = [...declared.values()].flatMap((init) => editsOf(init, { code, declared, kept }));
        return { code: applied(code, edits), map: null };
      },
    },
  };
}

type Declared = ReadonlyMap<string, ESTree.Expression>;

interface Source {
  readonly code: string;
  readonly declared: Declared;
  /** Properties of an endpoint that stay. */
  readonly kept: ReadonlySet<string>;
}

/** Initial values of a file's top-level variables, by name (a pattern by its position). */
function declarationsOf(program: ESTree.Program): Declared {
  const declarations = program.body
    .map((node) => (node.type === 'ExportNamedDeclaration' && node.declaration ? node.declaration : node))
    .flatMap((node) => (node.type === 'VariableDeclaration' ? node.declarations : []));
  return new Map(
    declarations.flatMap(({ id, init }) =>
      init ? [[id.type === 'Identifier' ? id.name : String(id.start), init] as const] : [],
    ),
  );
}

function editsOf(init: ESTree.Expression, source: Source): Edit[] {
  if (init.type === 'ArrowFunctionExpression' || init.type === 'Literal') return [];
  const [argument] = init.type === 'CallExpression' ? init.arguments : [];
  const isEndpoint = init.type === 'CallExpression' && init.callee.type === 'Identifier' && init.callee.name === 'endpoint';
  const text =
    isEndpoint && argument?.type === 'ObjectExpression'
      ? endpointByName(argument, source)
      : `(() => (${source.code.slice(init.start, init.end)}))()`;
  return [{ start: init.start, end: init.end, text: isEndpoint ? text : `/* @__PURE__ */ ${text}` }];
}

function endpointByName(definition: ESTree.ObjectExpression, source: Source): string {
  const kept = definition.properties.flatMap((property) => {
    if (property.type !== 'Property' || property.key.type !== 'Identifier' || !source.kept.has(property.key.name)) return [];
    if (property.key.name !== 'outputs' || property.value.type !== 'ObjectExpression')
      return [source.code.slice(property.start, property.end)];
    return [`outputs: { ${property.value.properties.map((output) => outputByKind(output, source)).join(', ')} }`];
  });
  return `({ ${kept.join(', ')} })`;
}

/** Of an answer the client only asks: no body (`null`), raw bytes (an object with `raw`), or JSON. */
function outputByKind(output: ESTree.ObjectExpression['properties'][number], { code, declared }: Source): string {
  if (output.type !== 'Property') return code.slice(output.start, output.end);
  const { key } = output;
  const value = output.value.type === 'Identifier' ? (declared.get(output.value.name) ?? output.value) : output.value;
  const keeps = value.type === 'ObjectExpression' || (value.type === 'Literal' && value.value === null);
  return `${code.slice(key.start, key.end)}: ${keeps ? code.slice(output.value.start, output.value.end) : '{}'}`;
}

function applied(code: string, edits: readonly Edit[]): string {
  return edits
    .toReversed()
    .reduce((text, { start, end, text: replacement }) => text.slice(0, start) + replacement + text.slice(end), code);
}
