/**
 * A link, a posting or a saved page, pasted or dropped anywhere on a page of applications, opens the form for a new one.
 *
 * Silent while something is typed into, and for what is dragged within the page itself: those are cards.
 */
import { broughtBy, isWorthReading } from '@sotto/features/capture/web';
import { useEffect, useState } from 'react';
import { newApplication, openNewApplication } from './new-application.ts';

/** While the page stands. Answers whether something hangs over it that could be dropped. */
export function useArrivals(): boolean {
  const [isOver, setIsOver] = useState(false);
  useEffect(() => listenToArrivals(setIsOver), []);
  return isOver;
}

function listenToArrivals(onOver: (isOver: boolean) => void): () => void {
  const listening = new AbortController();
  const listen = <Name extends keyof DocumentEventMap>(name: Name, heard: (event: DocumentEventMap[Name]) => void) =>
    document.addEventListener(name, heard, { signal: listening.signal });
  let isOwn = false;
  const isFromOutside = ({ dataTransfer }: DragEvent) =>
    !isOwn && dataTransfer?.types.some((type) => type === 'Files' || type === 'text/uri-list' || type === 'text/html') === true;

  listen('paste', (event) => {
    if (event.defaultPrevented || isTypedInto(event.target) || isBehindDialog() || event.clipboardData === null) return;
    if (arrive(event.clipboardData)) event.preventDefault();
  });
  listen('dragstart', () => void (isOwn = true));
  listen('dragend', () => void (isOwn = false));
  listen('dragover', (event) => {
    if (!isFromOutside(event) || isBehindDialog()) return;
    // Otherwise the browser would leave Sotto for what is dropped.
    event.preventDefault();
    onOver(true);
  });
  listen('dragleave', (event) => event.relatedTarget === null && onOver(false));
  listen('drop', (event) => {
    onOver(false);
    if (!isFromOutside(event) || isBehindDialog() || event.dataTransfer === null) return;
    event.preventDefault();
    arrive(event.dataTransfer);
  });
  return () => listening.abort();
}

/** A form that is open already takes it in. */
function arrive(data: DataTransfer): boolean {
  const brought = broughtBy(data);
  if (brought === null || !isWorthReading(brought)) return false;
  openNewApplication({ ...newApplication.get(), brought });
  return true;
}

function isTypedInto(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable="true"]') !== null
  );
}

/** Another dialog than ours asks for something else. */
function isBehindDialog(): boolean {
  return newApplication.get() === null && document.querySelector('[role="dialog"], [role="alertdialog"]') !== null;
}
