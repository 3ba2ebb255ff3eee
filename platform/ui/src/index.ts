/**
 * The design system: components without routes, that know nothing about job hunting.
 *
 * Light by promise: nothing reached from here brings a library but React and single icons; what floats loads on demand.
 * Its sibling doors: `./choice` (Select, Combobox), `./app` (calling the server, notices, drafts, keys), `./inert`, `./styles.css`.
 */
export * from './Button.tsx';
export * from './classes.ts';
export * from './Dialog.tsx';
export * from './Field.tsx';
export * from './Keys.tsx';
export * from './later.tsx';
export * from './Menu.tsx';
export * from './Note.tsx';
export * from './Page.tsx';
export * from './Panel.tsx';
export * from './StageBar.tsx';
export * from './Tabs.tsx';
export * from './Tooltip.tsx';
export * from './use-list-window.ts';
export * from './width.ts';
