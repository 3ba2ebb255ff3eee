/**
 * Stands in for zod in the browser build. A contract's schemas are the server's to check by; the web app calls by name,
 * method and path, and shows the server's own sentences beside the fields. So the schemas are shapes that hold nothing here.
 *
 * Lists stay readable (`WorkMode.options`). Asking one to check something throws: what the browser must check for itself
 * is a function of the domain, not a schema.
 */
const checks = new Set(['parse', 'safeParse', 'parseAsync', 'safeParseAsync', 'decode', 'encode']);

function shapeless(own: Readonly<Record<string, unknown>> = {}): unknown {
  const self: unknown = new Proxy(() => self, {
    // `raw` tells raw contents from schemas: a schema has none.
    has: () => false,
    get(_target, name) {
      if (typeof name === 'symbol') return undefined;
      if (name in own) return own[name];
      if (checks.has(name)) return refuse;
      return self;
    },
    // Fields of a shape may be spread into another one.
    ownKeys: () => [],
    getOwnPropertyDescriptor: () => undefined,
  });
  return self;
}

function refuse(): never {
  throw new TypeError('Schemas are not part of the web app: the server checks.');
}

/** An enumeration keeps its values: menus are made of them. */
function enumeration(values: readonly string[] | Readonly<Record<string, string>>): unknown {
  const options = Array.isArray(values) ? (values as readonly string[]) : Object.values(values);
  return shapeless({ options, enum: Object.fromEntries(options.map((value) => [value, value])) });
}

// Nobody who asks for no schema carries this.
export const z = /* @__PURE__ */ new Proxy(
  {},
  {
    get: (_target, name) => (name === 'enum' ? enumeration : shapeless()),
  },
);
