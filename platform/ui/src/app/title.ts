import { useEffect, useState } from 'react';

const name = 'Sotto';

/** What the views that stand say, by the order in which they came. The last lies over the others and is heard. */
const standing = new Map<number, string>();
let came = 0;
let otherwise = name;

/** What the browser's tab says while the component stands: `Analytics, autumn 2026 · Sotto`. A view beneath is heard again after it. */
export function useTitle(title: string): void {
  // Numbered while drawing, where a view comes before what lies over it; effects run the other way round.
  const [place] = useState(() => ++came);
  useEffect(() => {
    standing.set(place, title);
    show();
    return () => {
      standing.delete(place);
      show();
    };
  }, [place, title]);
}

/** What the tab says while no view says it better. */
export function setTitle(title: string): void {
  otherwise = title;
  show();
}

function show(): void {
  const title = standing.get(Math.max(...standing.keys())) ?? otherwise;
  document.title = title === name ? name : `${title} · ${name}`;
}
