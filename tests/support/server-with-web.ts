// The product as it is, in a process in which example.org is a page of our own on this machine. Only code that runs in
// the process can do this (lib/fetch/fetcher.ts): the product has no setting for it.
import { localWeb } from './web.ts';

const sentence =
  'The port authority of Almenara paid in January for a crane that it had already paid for in October, invoices show.';
const page = `<html lang="en"><head><meta property="og:site_name" content="The Almenara Post"></head><body><nav>Home Sport</nav><article><h1>The crane in the web</h1>${[1, 2, 3, 4, 5, 6].map((n) => `<p>${n}: ${sentence}</p>`).join('')}</article></body></html>`;
const web = await localWeb((_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(page));
// The journeys know the name and not the port.
globalThis.redthreadFetch = (address, options) =>
  web.fetchUrl(address.replace('http://news.example.org/', web.page('/')), options);
await import('../../server/main.ts');
