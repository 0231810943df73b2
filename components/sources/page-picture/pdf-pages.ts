'use client';

import type { PDFDocumentProxy } from 'pdfjs-dist';
import type { DrawnWords } from './quote-on-page.rules.ts';

export interface OpenPdf {
  readonly pages: number;
  /** Draws a page so wide, and says what words it drew where; in CSS pixels. */
  readonly draw: (canvas: HTMLCanvasElement, page: number, width: number) => Promise<DrawnPage>;
  readonly close: () => void;
}

export interface DrawnPage {
  readonly width: number;
  readonly height: number;
  readonly words: readonly DrawnWords[];
}

/**
 * Opens what was handed in as a PDF, from its own bytes. The library comes when it is first asked for; it runs in a worker
 * from our own address, and nothing of the file is run: no scripts, no links, no forms.
 */
export async function openPdf(address: string): Promise<OpenPdf> {
  const [response, { getDocument, GlobalWorkerOptions }] = await Promise.all([
    fetch(address),
    import('pdfjs-dist/legacy/build/pdf.mjs'),
  ]);
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  GlobalWorkerOptions.workerSrc = '/pdf-worker.mjs';
  const task = getDocument({ data: new Uint8Array(await response.arrayBuffer()), enableXfa: false, useWasm: false });
  const pdf = await task.promise;
  return {
    pages: pdf.numPages,
    draw: (canvas, page, width) => draw(pdf, canvas, page, width),
    close: () => void task.destroy(),
  };
}

async function draw(
  pdf: PDFDocumentProxy,
  canvas: HTMLCanvasElement,
  number: number,
  width: number,
): Promise<DrawnPage> {
  const page = await pdf.getPage(number);
  const scale = width / page.getViewport({ scale: 1 }).width;
  const viewport = page.getViewport({ scale });
  const sharp = Math.min(window.devicePixelRatio || 1, 2);
  canvas.width = Math.round(viewport.width * sharp);
  canvas.height = Math.round(viewport.height * sharp);
  await page.render({ canvas, viewport: page.getViewport({ scale: scale * sharp }) }).promise;
  const { items } = await page.getTextContent();
  const words = items.flatMap((item): DrawnWords[] => {
    if (!('str' in item) || item.str.trim() === '') return [];
    const [, , c = 0, d = 0, e = 0, f = 0] = item.transform.map(Number);
    const [x = 0, y = 0] = viewport.convertToViewportPoint(e, f).map(Number);
    const height = Math.hypot(c, d) * scale;
    return [{ text: item.str, x, y: y - height * 0.85, width: item.width * scale, height: height * 1.1 }];
  });
  return { width: viewport.width, height: viewport.height, words };
}
