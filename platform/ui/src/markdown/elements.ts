/** From tokens to elements: the whole list of what may be drawn, and nothing that is not in it. */
import type { Token } from 'markdown-it';
import { type ReactNode, createElement } from 'react';
import { safeAddress } from './safe-address.ts';

export interface Drawing {
  readonly onTick?: ((line: number) => void) | undefined;
  /** What a box without words beside it is called. */
  readonly unnamedBox: string;
}

type Props = Readonly<Record<string, unknown>>;

/** Elements that hold others, by the token that begins them. Headings stand below the page's own. */
const holding: Readonly<Record<string, (token: Token) => readonly [tag: string, props?: Props] | null>> = {
  // Of a tight list: its lines are no paragraphs.
  paragraph_open: ({ hidden }) => (hidden ? null : ['p']),
  heading_open: ({ tag }) => [`h${Math.min(6, Number(tag.slice(1)) + 2)}`],
  blockquote_open: () => ['blockquote'],
  bullet_list_open: () => ['ul'],
  ordered_list_open: (token) => ['ol', { start: numberOf(token, 'start') }],
  list_item_open: () => ['li'],
  em_open: () => ['em'],
  strong_open: () => ['strong'],
  s_open: () => ['del'],
  table_open: () => ['table'],
  thead_open: () => ['thead'],
  tbody_open: () => ['tbody'],
  tr_open: () => ['tr'],
  th_open: () => ['th', { scope: 'col' }],
  td_open: () => ['td'],
  link_open: (token) => linkTo(textOf(token, 'href')),
};

/** Elements and texts that hold no others. What is not here is its own words. */
const single: Readonly<Record<string, (token: Token, key: number, inLink: boolean) => ReactNode>> = {
  text: ({ content }) => content,
  softbreak: (_, key) => createElement('br', { key }),
  hardbreak: (_, key) => createElement('br', { key }),
  code_inline: ({ content }, key) => createElement('code', { key }, content),
  code_block: preformatted,
  fence: preformatted,
  hr: (_, key) => createElement('hr', { key }),
  image: pictureAsLink,
};

interface Frame {
  /** `null`: its children stand where it would. */
  readonly element: readonly [tag: string, props?: Props] | null;
  readonly children: ReactNode[];
  isTask: boolean;
}

/** Draws tokens, by a list of what is open and not by calling itself: depth costs no stack here. */
export function elementsOf(tokens: readonly Token[], drawing: Drawing): ReactNode[] {
  const open: Frame[] = [{ element: null, children: [], isTask: false }];
  let inLink = 0;
  let key = 0;
  const put = (...nodes: ReactNode[]) => open.at(-1)?.children.push(...nodes);

  function begin(token: Token): void {
    const element = holding[token.type]?.(token) ?? null;
    // A link that may not be one is its words; one within another cannot be.
    const drawn = element?.[0] === 'a' && inLink > 0 ? null : element;
    if (token.type === 'link_open') inLink += 1;
    open.push({ element: drawn, children: [], isTask: false });
  }
  function end(token: Token): void {
    if (token.type === 'link_close') inLink -= 1;
    const frame = open.length > 1 ? open.pop() : undefined;
    if (frame === undefined) return;
    const { element, children, isTask } = frame;
    if (element === null) return void put(...children);
    const [tag, props] = element;
    put(createElement(tag, { ...props, key: ++key, ...(isTask && { className: 'task' }) }, ...children));
  }
  function draw(token: Token): void {
    if (token.nesting === 1) begin(token);
    else if (token.nesting === -1) end(token);
    else put(single[token.type]?.(token, ++key, inLink > 0) ?? token.content);
  }
  tokens.forEach((token, at) => {
    if (token.type !== 'inline') return draw(token);
    const task = taskIn(tokens, at);
    const item = open.at(-2);
    if (task !== null && item) {
      item.isTask = true;
      put(boxOf(task, drawing, ++key));
    }
    for (const child of task?.rest ?? token.children ?? []) draw(child);
  });
  return open[0]?.children ?? [];
}

interface Task {
  readonly line: number;
  readonly done: boolean;
  readonly name: string;
  /** What follows the box. */
  readonly rest: readonly Token[];
}

/** The task a list item begins with: `[ ] words` or `[x] words`. `null`: it does not. */
function taskIn(tokens: readonly Token[], at: number): Task | null {
  const [first, ...others] = tokens[at]?.children ?? [];
  const [, mark, words] = (first?.type === 'text' && /^\[([ xX])\](?:\s+(.*)|)$/s.exec(first.content)) || [];
  if (first === undefined || mark === undefined || tokens[at - 2]?.type !== 'list_item_open') return null;
  const line = tokens[at - 1]?.map?.[0] ?? 0;
  const rest = [Object.assign(Object.create(first), { content: words ?? '' }) as Token, ...others];
  return {
    line,
    done: mark !== ' ',
    name: rest
      .map(({ content }) => content)
      .join(' ')
      .trim(),
    rest,
  };
}

function boxOf({ line, done, name }: Task, { onTick, unnamedBox }: Drawing, key: number): ReactNode {
  return createElement('input', {
    key,
    type: 'checkbox',
    className: 'check',
    'aria-label': name.slice(0, 200) || unnamedBox,
    checked: done,
    disabled: onTick === undefined,
    onChange: () => onTick?.(line),
  });
}

function linkTo(url: string): readonly [tag: string, props: Props] | null {
  const href = safeAddress(url);
  return href === null ? null : ['a', { href, target: '_blank', rel: 'noopener noreferrer nofollow' }];
}

/** Nothing is fetched from elsewhere by looking at a note: a picture is a link to it. */
function pictureAsLink(token: Token, key: number, inLink: boolean): ReactNode {
  const source = textOf(token, 'src');
  const words = token.content || source;
  const link = inLink ? null : linkTo(source);
  return link === null ? words : createElement(link[0], { ...link[1], key }, words);
}

function preformatted({ content }: Token, key: number): ReactNode {
  return createElement('pre', { key, tabIndex: 0 }, createElement('code', null, content));
}

function textOf(token: Token, name: string): string {
  return String(token.attrs?.find(([attribute]) => attribute === name)?.[1] ?? '');
}

function numberOf(token: Token, name: string): number | undefined {
  const value = Number.parseInt(textOf(token, name), 10);
  return Number.isSafeInteger(value) ? value : undefined;
}
