import { settle } from '@/lib/network/layout.rules.ts';
import type { ToPlace, ToWorker } from './layout-messages.ts';

/** So long one looks at an empty wall: then there is a first picture, and a better one when the forces have settled. */
const FIRST_PICTURE_MS = 250;

/** Finds places in a thread of its own: the page stays awake, and nothing waits for its frames. */
self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  const say = (message: ToPlace) => self.postMessage(message);
  const began = performance.now();
  let pictured = false;
  let told = 0;
  const steps = settle(data);
  for (;;) {
    const step = steps.next();
    if (step.done) {
      say({ what: 'settled', places: step.value });
      return;
    }
    if (!pictured && performance.now() - began > FIRST_PICTURE_MS) {
      pictured = true;
      say({ what: 'picture', places: step.value.places() });
    }
    // Each telling is a drawing of the page.
    if (step.value.part - told >= 0.1) {
      told = step.value.part;
      say({ what: 'part', part: told });
    }
  }
};
