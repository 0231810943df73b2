import { readFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { makeDocx, makePdf, scannedPdf, wordParagraph } from '@/tests/support/documents.ts';
import { inWorker } from './in-worker.ts';
import { parseInput } from './parse.ts';
import type { ParseKind } from './parse.ts';
import { readInput, Unreadable } from './read.ts';
import { sniff } from './sniff.rules.ts';

const no = () => Promise.reject(new Error('nothing is fetched here'));
const quiet = () => undefined;

/** Read as the worker does, without the thread: quicker, and the thread has a test of its own. */
const parse = (kind: ParseKind, bytes: Uint8Array | string, charset: string | null = null) =>
  parseInput({ kind, bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes, charset }, quiet);
const roles = (blocks: readonly { role: string }[]) => blocks.map((block) => block.role);

async function why(attempt: Promise<unknown>): Promise<string> {
  const error: unknown = await attempt.then(
    () => new Error('it was read'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Unreadable)) throw error;
  return error.message;
}

const long =
  'The port authority of Almenara paid in January for a crane that it had already paid for in October, invoices show.';

describe('SRC-1: HTML', () => {
  it('a page gives its article with headline, byline, date, captions, quotes, lists, tables and nothing around it', async () => {
    const page = `<!doctype html><html lang="en"><head><title>Crane | The Post</title>
      <meta property="og:site_name" content="The Post"><meta property="article:published_time" content="2024-03-04T10:00:00+01:00">
      <script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"The crane that was paid twice","author":[{"name":"Ana Ruiz"},{"name":"Mo Okafor"}]}]}</script>
      </head><body><nav><ul><li>Home<li>Sport</ul></nav><article><h1>The crane that was paid twice</h1><p class="byline">By Ana Ruiz and Mo Okafor</p>
      <time datetime="2024-03-04">4 March 2024</time>
      <p>${long}</p><figure><img src=x><figcaption>The blue crane</figcaption></figure><p>${long} It was blue.</p>
      <h2>Who signed</h2><p>${long} She did.</p><blockquote><p>I signed what they sent me.</p></blockquote>
      <ul><li>one invoice of the month of May</li><li>another invoice of June</li></ul>
      <table><tr><th>Year<th>Paid<tr><td>2023<td>1<tr><td>2024<td>2</table><p>${long} That is all.</p></article>
      <footer>All rights reserved</footer><script>alert(1)</script></body></html>`;
    const { blocks, metadata } = await parse('page', page);
    expect(roles(blocks)).toEqual(
      'headline byline dateline body caption body subhead body quote list list table body'.split(' '),
    );
    expect(blocks.at(-2)?.text).toBe('Year\tPaid\n2023\t1\n2024\t2');
    expect(metadata).toMatchObject({
      title: 'The crane that was paid twice',
      outlet: 'The Post',
      authors: ['Ana Ruiz', 'Mo Okafor'],
      publishedAt: '2024-03-04T09:00:00.000Z',
      language: 'en',
    });
    expect(JSON.stringify(blocks)).not.toMatch(/alert|Sport|rights reserved/);
  });

  it('SRC-10: reader comments keep author, number and nesting, and are not the article', async () => {
    const comment = (n: number, who: string, text: string, inner = '') =>
      `<li id="comment-${n}" class="comment"><div class="comment-meta"><cite class="fn">${who}</cite><time>today</time> <a class="permalink">#${n}</a></div><div class="comment-content"><p>${text}</p></div><div class="reply"><a>Reply</a></div>${inner}</li>`;
    const page = `<html><body><article><h1>A crane</h1>${`<p>${long}</p>`.repeat(6)}</article><ol class="commentlist">${comment(1, 'Rosa', 'I worked there.', `<ol>${comment(2, 'Juan', 'Me too.')}</ol>`)}${comment(4, 'Eva', 'Nobody asked me about it.')}</ol></body></html>`;
    const { blocks } = await parse('page', page);
    expect(blocks.filter((block) => block.role === 'comment')).toMatchObject([
      { number: '1', author: 'Rosa', text: 'I worked there.' },
      { number: '2', author: 'Juan', text: 'Me too.', depth: 1 },
      { number: '4', author: 'Eva', text: 'Nobody asked me about it.' },
    ]);
    expect(
      blocks
        .filter((block) => block.role !== 'comment')
        .map((block) => block.text)
        .join(' '),
    ).not.toContain('worked');
  });

  it('what is copied out of a page is taken whole, with the numbers that a browser shows', async () => {
    const { blocks } = await parse(
      'fragment',
      `<h2>Title</h2><div>${long}</div><p>a<br>b&nbsp;c</p><ol start=3><li>first point<li value=7>second point</ol>`,
    );
    expect(blocks.map(({ role, number, text }) => [role, number, text])).toEqual([
      ['subhead', null, 'Title'],
      ['body', null, long],
      ['body', null, 'a\nb\u00a0c'],
      ['list', '3', 'first point'],
      ['list', '7', 'second point'],
    ]);
  });

  it('survives markup made to hurt: a hundred thousand open tags, a million entities', async () => {
    expect((await parse('fragment', `${'<div>'.repeat(3000)}deep words here`)).blocks).toHaveLength(1);
    expect((await parse('fragment', `<p>${'&amp;'.repeat(200_000)}</p>`)).blocks).toHaveLength(1);
  });
});

describe('SRC-1: Markdown and text', () => {
  it('Markdown with front matter', async () => {
    const { blocks, metadata } = await parse(
      'markdown',
      `---\ntitle: The crane\nauthor: "Ana Ruiz"\ndate: 2024-03-04\n---\n# The crane\n\n${long}\n\n## Who\n\n> Not me.\n\n- a thing\n- another thing\n`,
    );
    expect(roles(blocks)).toEqual(['headline', 'body', 'subhead', 'quote', 'list', 'list']);
    expect(metadata).toMatchObject({
      title: 'The crane',
      authors: ['Ana Ruiz'],
      publishedAt: '2024-03-04T00:00:00.000Z',
    });
  });

  it.each([
    ['utf-8', Buffer.from('Señor Núñez pagó dos veces por la grúa del puerto.'), 'iso-8859-1'],
    ['windows-1252', Buffer.from('Señor Núñez pagó dos veces por la grúa del puerto.', 'latin1'), null],
    [
      'a page that says utf-8 and is not',
      Buffer.from('Señor Núñez pagó dos veces por la grúa del puerto.', 'latin1'),
      'utf-8',
    ],
    ['utf-16le with a mark', Buffer.from('\ufeffSeñor Núñez pagó dos veces por la grúa del puerto.', 'utf16le'), null],
    ['utf-16le without', Buffer.from('Señor Núñez pagó dos veces por la grúa del puerto.', 'utf16le'), null],
  ])('SRC-8: the right letters from %s', async (_name, bytes, charset) => {
    expect(sniff(bytes, 'a.txt', 'text/plain').kind).toBe('text');
    expect((await parse('text', bytes, charset)).blocks[0]?.text).toBe(
      'Señor Núñez pagó dos veces por la grúa del puerto.',
    );
  });

  it('tells the language of each block', async () => {
    const spanish =
      'Yo trabajé en ese puerto durante veinte años y nadie me preguntó nunca por la grúa azul del muelle.';
    const { blocks, metadata } = await parse(
      'text',
      `A headline about a crane\n\n${long}\n\n${long}\n\n  1. ${spanish}\n\n  2. I was there as well, and it was paid twice.`,
    );
    expect(metadata.language).toBe('en');
    expect(blocks.map((block) => block.language)).toEqual(['en', 'en', 'en', 'es', 'en']);
  });
});

describe('SRC-1: Word', () => {
  it('styles become roles; properties become metadata', async () => {
    const bytes = makeDocx(
      wordParagraph('The crane', 'Title') +
        wordParagraph(long) +
        wordParagraph('Who', 'heading1') +
        wordParagraph('Not me.', 'Quote') +
        wordParagraph('The crane, seen from the quay', 'Caption'),
    );
    expect(sniff(bytes, 'a.docx', '').kind).toBe('docx');
    const { blocks, metadata } = await parse('docx', bytes);
    expect(blocks.map(({ role, text }) => [role, text])).toEqual([
      ['headline', 'The crane'],
      ['body', long],
      ['subhead', 'Who'],
      ['quote', 'Not me.'],
      ['caption', 'The crane, seen from the quay'],
    ]);
    expect(metadata).toMatchObject({ title: 'The crane & the port', authors: ['Mo Okafor'] });
  });

  it('SRC-6: macros are not run and outside links not followed; it says that there are macros', async () => {
    const rels =
      '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="http://127.0.0.1:9/leak.png" TargetMode="External"/><Relationship Id="rY" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="file:///etc/passwd" TargetMode="External"/></Relationships>';
    const picture = (id: string) =>
      `<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:link="${id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;
    const { blocks, notes } = await parse(
      'docx',
      makeDocx(wordParagraph(long) + picture('rX') + picture('rY'), {
        'word/vbaProject.bin': 'x',
        'word/_rels/document.xml.rels': rels,
      }),
    );
    expect(blocks.map((block) => block.text)).toEqual([long]);
    expect(notes).toEqual(['macros']);
  });

  it('SRC-8: a zip bomb, a broken one and one without text get a sentence', async () => {
    const bomb = makeDocx(wordParagraph(long), { 'word/media/a.xml': new Uint8Array(81_000_000) });
    expect(bomb.length).toBeLessThan(1_000_000);
    expect(await why(parse('docx', bomb))).toMatch(/far more than a document/);
    expect(await why(parse('docx', makeDocx(wordParagraph(long)).subarray(0, 900)))).toMatch(/damaged/);
    expect(await why(parse('docx', zipSync({ 'word/other.xml': strToU8('x') })))).toMatch(/damaged/);
    expect(await why(parse('docx', makeDocx('')))).toMatch(/no words in it/);
  });
});

describe('SRC-1: PDF', () => {
  it('keeps page numbers, finds the headline, joins lines, and knows running heads', async () => {
    const bytes = await makePdf(
      [
        { head: 'The crane that was paid twice', paragraphs: [long, `${long} ${long}`] },
        { paragraphs: [`${long} On the second page.`] },
        { paragraphs: [`${long} On the third page.`] },
      ],
      { running: 'Port audit, page', title: 'Port audit' },
    );
    const { blocks, metadata, pages } = await parse('pdf', bytes);
    expect(pages).toBe(3);
    expect(metadata).toMatchObject({ title: 'Port audit', authors: ['Inés Calderón'] });
    expect(blocks.map(({ role, page, text }) => [role, page, text])).toEqual([
      ['boilerplate', 1, 'Port audit, page 1'],
      ['headline', 1, 'The crane that was paid twice'],
      ['body', 1, long],
      ['body', 1, `${long} ${long}`],
      ['boilerplate', 2, 'Port audit, page 2'],
      ['body', 2, `${long} On the second page.`],
      ['boilerplate', 3, 'Port audit, page 3'],
      ['body', 3, `${long} On the third page.`],
    ]);
  });

  it('SRC-8: encrypted, scanned and broken PDFs get a sentence that says what to do', async () => {
    expect(await why(parse('pdf', await makePdf([{ paragraphs: [long] }], { password: 'secret' })))).toMatch(
      /password/,
    );
    expect(await why(parse('pdf', await scannedPdf()))).toMatch(/OCR/);
    expect(await why(parse('pdf', Buffer.from(`%PDF-1.7\n${'garbage '.repeat(50)}`)))).toMatch(/damaged/);
    expect(await why(parse('pdf', (await makePdf([{ paragraphs: [long] }])).subarray(0, 700)))).toMatch(/damaged|OCR/);
  });
});

describe('SRC-8: what a file is', () => {
  it.each([
    ['nothing', Buffer.alloc(0), /empty/],
    ['a picture', Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'), /picture/],
    ['old Word', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), /\.docx/],
    ['an archive', zipSync({ 'a.txt': strToU8('x') }), /archive/],
    ['a program named .txt', readFileSync(process.execPath).subarray(0, 4000), /bytes of a program/],
    [
      'random bytes named .txt',
      Buffer.from(Array.from({ length: 4000 }, (_, index) => (index * 7919) % 251)),
      /bytes of a program/,
    ],
    ['21 MB', Buffer.alloc(21_000_000, 'a'), /larger than 20 MB/],
  ])('%s gets a sentence', async (_name, bytes, words) => {
    expect(
      await why(readInput({ kind: 'file', bytes, name: 'a.txt', mediaType: 'text/plain' }, { fetchUrl: no })),
    ).toMatch(words);
  });

  it('a PDF named .txt is a PDF', async () => {
    expect(sniff(await makePdf([{ paragraphs: [long] }]), 'a.txt', 'text/plain').kind).toBe('pdf');
  });
});

describe('the reading thread', () => {
  it('answers what parsing answers, with progress', async () => {
    const bytes = await makePdf([{ paragraphs: [long] }, { paragraphs: [long] }]);
    const seen: number[] = [];
    const parsed = await inWorker({ kind: 'pdf', bytes, charset: null }, { progress: (done) => seen.push(done) });
    expect(parsed.blocks.map((block) => block.page)).toEqual([1, 2]);
    expect(seen).toEqual([1, 2]);
  });

  it('is stopped by a cancel, and passes on why something cannot be read', async () => {
    const stop = new AbortController();
    const attempt = why(inWorker({ kind: 'text', bytes: Buffer.from(long), charset: null }, { signal: stop.signal }));
    stop.abort();
    expect(await attempt).toMatch(/cancelled/);
    expect(await why(inWorker({ kind: 'text', bytes: Buffer.from(' \n '), charset: null }))).toMatch(/no words/);
  });
});
