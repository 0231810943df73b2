import type { Page } from 'playwright-core';
import { quantile } from '../figures.ts';

export interface Frames {
  readonly p50: number;
  readonly p95: number;
  readonly worst: number;
}

/** Milliseconds between frames while the box scrolls 60 px a frame for two seconds. */
export async function scrollFrames(page: Page, box: string): Promise<Frames> {
  const deltas = await page.evaluate(async (selector) => {
    const element = document.querySelector(selector)!;
    const found: number[] = [];
    let last = await new Promise<number>(requestAnimationFrame);
    for (let frame = 0; frame < 120; frame += 1) {
      element.scrollTop += 60;
      const now = await new Promise<number>(requestAnimationFrame);
      found.push(now - last);
      last = now;
    }
    return found;
  }, box);
  return { p50: quantile(deltas, 0.5), p95: quantile(deltas, 0.95), worst: Math.max(...deltas) };
}

/** From the press of a key to the frame after what it did: milliseconds, the median and the 95th percentile. */
export async function keyToPaint(page: Page, key: string, times: number): Promise<{ p50: number; p95: number }> {
  await page.evaluate((name) => {
    const taken: number[] = [];
    Object.assign(globalThis, { taken });
    document.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== name) return;
        // Two frames on, what the key did has been painted.
        requestAnimationFrame(() => requestAnimationFrame(() => taken.push(performance.now() - event.timeStamp)));
      },
      { capture: true },
    );
  }, key);
  for (let n = 0; n < times; n += 1) {
    await page.keyboard.press(key);
    await page.waitForFunction((count) => (globalThis as unknown as { taken: number[] }).taken.length >= count, n + 1);
  }
  const taken = await page.evaluate(() => (globalThis as unknown as { taken: number[] }).taken);
  return { p50: quantile(taken, 0.5), p95: quantile(taken, 0.95) };
}

/** Bytes of script memory after everything that is no longer needed is gone. */
export async function memory(page: Page): Promise<number> {
  const client = await page.context().newCDPSession(page);
  await client.send('HeapProfiler.collectGarbage');
  await client.send('Performance.enable');
  const { metrics } = await client.send('Performance.getMetrics');
  await client.detach();
  return metrics.find((metric) => metric.name === 'JSHeapUsedSize')?.value ?? Number.NaN;
}

/** When the first words were painted, after the address was opened. */
export const firstWords = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          const paint = list.getEntriesByName('first-contentful-paint')[0];
          if (paint) resolve(paint.startTime);
        }).observe({ type: 'paint', buffered: true });
      }),
  );
