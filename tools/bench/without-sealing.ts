/**
 * Preloaded, it puts plain-envelope.ts in the place of the vault's envelope, so that the cost of sealing can be told.
 *
 * From outside on purpose: the product has no switch that turns sealing off.
 */
import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context);
    if (!resolved.url.endsWith('/platform/vault/src/envelope.ts')) return resolved;
    return { ...resolved, url: new URL('plain-envelope.ts', import.meta.url).href };
  },
});
