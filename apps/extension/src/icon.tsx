/** An icon, and those that more than one place shows. Paths of Lucide, ISC License. */
export type IconPaths = readonly string[];

export const attention: IconPaths = ['M12 8v5', 'M12 16.5v.01', 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20'];
export const done: IconPaths = ['M20 6 9 17l-5-5'];

export function Icon({ paths }: { readonly paths: IconPaths }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      {paths.map((path) => (
        <path key={path} d={path} />
      ))}
    </svg>
  );
}
