// Says plainly which browser the journeys will use, or how to get one (docs/operations.md, "A browser for the tests").
import { findBrowser, HOW_TO_GET_ONE } from '../tests/support/browser.ts';

const found = findBrowser();
if (found) {
  console.log(`Journeys run in ${found.path} (${found.from}).`);
} else {
  console.log(`No browser found: the journeys will be reported as not run. ${HOW_TO_GET_ONE}`);
  if (process.env.CI) process.exitCode = 1;
}
