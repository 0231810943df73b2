// The product as it is, in a process in which example.org is a page of our own on this machine. Only code that runs in
// the process can do this (lib/fetch/fetcher.ts): the product has no setting for it.
import { localWeb } from './web.ts';

const sentence =
  'The port authority of Almenara paid in January for a crane that it had already paid for in October, invoices show.';
const pageOf = (title: string, paragraphs: readonly string[]) =>
  `<html lang="en"><head><meta property="og:site_name" content="The Almenara Post"></head><body><nav>Home Sport</nav><article><h1>${title}</h1>${paragraphs.map((words) => `<p>${words}</p>`).join('')}</article></body></html>`;
const crane = pageOf(
  'The crane in the web',
  [1, 2, 3, 4, 5, 6].map((n) => `${n}: ${sentence}`),
);

/** An article that its newspaper corrects once it has been read. */
const opening = `${sentence} Nobody at the ministry noticed it before the spring audit, its letters show.`;
const asPublished = [
  opening,
  'Two officials signed both invoices, according to three people who read the letter of the auditor.',
  'The supplier returned the money in June, the ministry said on Friday in a note of two lines.',
];
const asCorrected = [
  'Correction: an earlier version of this article gave a wrong number of officials who signed.',
  opening,
  'Three officials signed both invoices, according to three people who read the letter of the auditor.',
  'The ministry answered on Friday in a note of two lines.',
];
let read = 0;

const web = await localWeb((request, response) => {
  const corrected = request.url === '/corrected';
  const page = corrected ? pageOf('The crane, corrected', (read += 1) === 1 ? asPublished : asCorrected) : crane;
  response.writeHead(200, { 'content-type': 'text/html' }).end(page);
});
// The journeys know the name and not the port.
globalThis.redthreadFetch = (address, options) =>
  web.fetchUrl(address.replace('http://news.example.org/', web.page('/')), options);
await import('../../server/main.ts');
