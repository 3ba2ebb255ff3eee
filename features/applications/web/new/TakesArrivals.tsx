import './arriving.css';
import { useArrivals } from './arriving.ts';
import { newTexts } from './texts.ts';

/** Takes in what is pasted or dropped on the page; shows where, while something hangs over it. */
export default function TakesArrivals() {
  const isOver = useArrivals();
  return isOver && <div className="drop-here">{newTexts.dropHere}</div>;
}
