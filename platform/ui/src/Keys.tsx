import { classes } from './classes.ts';

const names: Readonly<Record<string, string>> = {
  enter: '↵',
  left: '←',
  right: '→',
  up: '↑',
  down: '↓',
  arrowleft: '←',
  arrowright: '→',
  arrowup: '↑',
  arrowdown: '↓',
  escape: 'Esc',
  ' ': 'Space',
};

/** One key. */
export function Kbd({ children }: { readonly children: string }) {
  return <kbd>{keyName(children)}</kbd>;
}

/** Keys pressed together: `Ctrl+K`, `Alt+right`, `n`. Not read aloud: the button's name says it. */
export function Keys({ keys, className }: { readonly keys: string; readonly className?: string }) {
  return (
    <span className={classes('keys', className)} aria-hidden>
      {keys.split('+').map((key) => (
        <Kbd key={key}>{key}</Kbd>
      ))}
    </span>
  );
}

function keyName(key: string): string {
  return names[key.toLowerCase()] ?? (key.length === 1 ? key.toUpperCase() : key);
}
