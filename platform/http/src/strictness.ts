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
  // Safe: `def` is the definition of one of the classes of zod, which `type` tells apart.
  const def = (schema as z.core.$ZodTypes)._zod.def;
  if (def.type === 'object' && def.catchall === undefined) return true;
  return parts(def).some((part) => looseObjects(part, seen));
}

function parts(def: z.core.$ZodTypes['_zod']['def']): readonly z.core.$ZodType[] {
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
