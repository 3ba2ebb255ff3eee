/** An icon, and those that more than one place shows. Paths of Lucide, ISC License, each icon's in one. */

export const attention = 'M12 8v5M12 16.5v.01M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20';
export const done = 'M20 6 9 17l-5-5';

export function Icon({ path }: { readonly path: string }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
