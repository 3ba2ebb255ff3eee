/** Whether a schema would let keys pass that it does not name. */
import type { z } from 'zod';

/**
 * `true` when any object within `schema` neither refuses unknown keys nor says what they hold.
 *
 * Walks objects, arrays, unions, intersections and wrappers; what is behind `z.lazy` is looked at once.
 */
export function looseObjects(schema: z.core.$ZodType, seen = new Set<z.core.$ZodType>()): boolean {
  if (seen.has(schema)) return false;
  seen.add(schema);
  const def = definitionOf(schema);
  if (def.type === 'object' && def.catchall === undefined) return true;
  return parts(def).some((part) => looseObjects(part, seen));
}

type Definition = z.core.$ZodTypes['_zod']['def'];

/** What a schema was made from. Safe: `def` is that of one of the classes of zod, which `type` tells apart. */
export function definitionOf(schema: z.core.$ZodType): Definition {
  return (schema as unknown as { readonly def: Definition }).def;
}

function parts(def: Definition): readonly z.core.$ZodType[] {
  switch (def.type) {
    case 'object':
      return Object.values(def.shape);
    case 'array':
      return [def.element];
    case 'union':
      return def.options;
    case 'intersection':
      return [def.left, def.right];
    case 'record':
      return [def.valueType];
    case 'tuple':
      return def.rest === null ? def.items : [...def.items, def.rest];
    case 'pipe':
      return [def.in];
    case 'lazy':
      return [def.getter()];
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'catch':
    case 'readonly':
    case 'nonoptional':
      return [def.innerType];
    default:
      return [];
  }
}
