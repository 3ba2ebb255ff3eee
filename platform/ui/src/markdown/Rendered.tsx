/** Markdown as elements. Loads on demand with the reader of Markdown. */
import './markdown.css';
import { useMemo } from 'react';
import { elementsOf } from './elements.ts';
import type { MarkdownProps } from './index.ts';
import { greatestRead, readMarkdown } from './read-markdown.ts';

const unnamedBox = 'Task';

export function Rendered({ text, onTick }: MarkdownProps) {
  const tokens = useMemo(() => (text.length > greatestRead ? null : readMarkdown(text)), [text]);
  if (tokens === null) return <div className="markdown as-written">{text}</div>;
  return <div className="markdown">{elementsOf(tokens, { onTick, unnamedBox })}</div>;
}
