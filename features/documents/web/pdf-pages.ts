/**
 * Pages of a PDF as pictures. The file is read in a worker of its own, which dies with the look at it, and drawn by us: no viewer
 * of the browser, no layer of links or forms, and what a PDF may carry to be run is never run. See decision 016.
 */
import { startWorker } from '@sotto/ui/inert';
import { type PDFDocumentProxy, PDFWorker, getDocument } from 'pdfjs-dist';
// The bundler makes it: the address of a copy among our own assets.
// oxlint-disable-next-line import/default
import workerAddress from 'pdfjs-dist/build/pdf.worker.min.mjs?url';

/** Pages that are shown. A resume has two; a file of thousands would only cost memory. */
export const mostPages = 40;
/** Pixels of one picture within a page, and of one page: beyond them it is left out, or drawn coarser. */
const mostImagePixels = 32_000_000;
const mostPagePixels = 16_000_000;

export interface OpenPdf {
  /** All of them, also those beyond `mostPages`. */
  readonly pageCount: number;
  /** Draws a page, counted from 1, `width` CSS pixels wide, and answers with its words. Throws when it cannot be drawn. */
  draw(page: number, canvas: HTMLCanvasElement, width: number): Promise<string>;
  /** Ends the worker. */
  close(): Promise<void>;
}

/** Throws when it is no PDF that can be read. `bytes` belong to the worker afterwards. */
export async function openPdf(bytes: ArrayBuffer): Promise<OpenPdf> {
  const port = startWorker(workerAddress);
  const worker = PDFWorker.create({ port });
  const task = getDocument({
    data: bytes,
    worker,
    enableXfa: false,
    useWasm: false,
    useWorkerFetch: false,
    stopAtErrors: false,
    maxImageSize: mostImagePixels,
    canvasMaxAreaInBytes: mostPagePixels * 4,
    verbosity: 0,
  });
  const close = async () => {
    await task.destroy();
    worker.destroy();
    port.terminate();
  };
  try {
    const file = await task.promise;
    return {
      pageCount: file.numPages,
      draw: (page, canvas, width) => draw(file, { page, canvas, width }),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Drawing {
  readonly page: number;
  readonly canvas: HTMLCanvasElement;
  readonly width: number;
}

async function draw(file: PDFDocumentProxy, { page: number, canvas, width }: Drawing): Promise<string> {
  const page = await file.getPage(number);
  const whole = page.getViewport({ scale: 1 });
  const wanted = (width / whole.width) * Math.min(2, devicePixelRatio);
  const scale = Math.min(wanted, Math.sqrt(mostPagePixels / (whole.width * whole.height)));
  const viewport = page.getViewport({ scale });
  canvas.width = Math.max(1, Math.floor(viewport.width));
  canvas.height = Math.max(1, Math.floor(viewport.height));
  await page.render({ canvas, viewport, annotationMode: 0 }).promise;
  const { items } = await page.getTextContent();
  page.cleanup();
  return items
    .map((item) => ('str' in item ? item.str : ''))
    .join(' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
