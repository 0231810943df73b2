import { expect, it } from 'vitest';
import { parsePage } from '../intake/dom.ts';
import { copyPage } from './copy.ts';
import { safeDeclarations, safeStylesheet } from './css.ts';
import type { Ask } from './taker.ts';
import { MAX_COPY, Taker } from './taker.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const address = 'https://news.example.org/2026/crane';

/** What there is to be had; everything that was asked for is remembered. */
function web(files: Readonly<Record<string, string | Uint8Array>> = {}) {
  const asked: string[] = [];
  const ask: Ask = (url) => {
    asked.push(url);
    const found = files[new URL(url).pathname];
    return Promise.resolve(found === undefined ? null : { bytes: Buffer.from(found), finalUrl: url, charset: null });
  };
  return { asked, ask };
}
const copied = async (html: string, files = {}) => {
  const { asked, ask } = web(files);
  return { ...(await copyPage(html, address, ask)), asked };
};
/** Addresses that a browser would ask for by itself. */
const loads = (html: string) =>
  [
    ...html.matchAll(
      /(?:src|srcset|poster|data|background|action|formaction|ping|xlink:href)\s*=\s*"([^"]*)"|url\(([^)]*)\)|@import/giu,
    ),
  ]
    .map(([whole, attribute, css]) => attribute ?? css ?? whole)
    .filter((target) => !target.startsWith('data:image/'));

it('SRC-2: the copy of a page has its words, its look and its pictures inside it', async () => {
  const { html, taken, left, asked } = await copied(
    `<html lang="es"><head><title>The crane</title><base href="/static/"><link rel="stylesheet" href="a.css" media="screen">
     <style>h1 { color: red; background: url(b.png) no-repeat }</style></head>
     <body class="story"><h1 style="background-image: url('b.png'); margin: 2px">The crane</h1>
     <img src="b.png" alt="A crane" width="10"><img alt="later" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="b.png">
     <picture><source srcset="b.png 2x, c.png 1x"><img alt="none"></picture>
     <p>Read <a href="../more?x=1&y=2">more</a>.</p></body></html>`,
    {
      '/static/a.css': '@import "c.css" screen; p { color: blue }',
      '/static/c.css': 'a { color: green }',
      '/static/b.png': png,
    },
  );
  expect(html).toContain('<html lang="es">');
  expect(html).toContain('<title>The crane</title>');
  expect(html).toContain('<style media="screen">@media screen{a{color:green}}');
  expect(html.match(/data:image\/png;base64/gu)).toHaveLength(5);
  expect(html).toContain('href="https://news.example.org/more?x=1&amp;y=2" rel="noreferrer noopener"');
  expect([taken, left]).toEqual([7, 0]);
  // Each once, however often it is shown.
  expect([...asked].sort()).toEqual(
    ['a.css', 'b.png', 'c.css'].map((name) => `https://news.example.org/static/${name}`),
  );
  expect(loads(html)).toEqual([]);
});

const SCRIPT = 'globalThis.ran = true';
it.each([
  ['a script', `<script>${SCRIPT}</script><script src="/x.js"></script>`],
  [
    'a handler',
    `<body onload="${SCRIPT}"><p onclick="${SCRIPT}" ONMOUSEOVER='${SCRIPT}'>x</p><img src=x onerror="${SCRIPT}">`,
  ],
  ['a refresh', '<meta http-equiv="refresh" content="0;url=https://evil.example.org">'],
  [
    'a drawing with a script',
    `<svg onload="${SCRIPT}"><script>${SCRIPT}</script><a xlink:href="javascript:${SCRIPT}">x</a></svg>`,
  ],
  [
    'mathematics',
    `<math><mtext><table><mglyph><style><img src=x onerror="${SCRIPT}"></style></mglyph></table></mtext></math>`,
  ],
  [
    'an address that is a program',
    `<a href="javascript:${SCRIPT}">x</a><a href=" java&#10;script:${SCRIPT}">y</a><a href="data:text/html,x">z</a>`,
  ],
  [
    'frames and plug-ins',
    '<iframe src="/a" srcdoc="x"></iframe><object data="/a"></object><embed src="/a"><applet></applet>',
  ],
  [
    'a form',
    `<form action="https://evil.example.org"><input name=a autofocus onfocus="${SCRIPT}"><button formaction="javascript:${SCRIPT}">go</button></form>`,
  ],
  [
    'words that close what they stand in',
    `<title></title><script>${SCRIPT}</script></title><style></style><script>${SCRIPT}</script></style><noscript><p title="</noscript><img src=x onerror=${SCRIPT}>"></noscript>`,
  ],
  [
    'a comment that is none',
    `<!--><script>${SCRIPT}</script>--><![CDATA[<script>${SCRIPT}</script>]]><?x <script>${SCRIPT}</script>?>`,
  ],
  [
    'other resources',
    '<link rel="preload" href="/a" as="image"><link rel="icon" href="/a"><video src="/a" poster="/b"></video><audio src="/a"></audio><body background="/a"><img srcset="/a 2x" src="/b">',
  ],
  [
    'templates',
    `<template><img src=x onerror="${SCRIPT}"></template><textarea></textarea><script>${SCRIPT}</script></textarea>`,
  ],
])('SRC-2: %s does nothing in a copy', async (_name, part) => {
  const { html } = await copied(
    part.includes('<body') ? `<html>${part}</html>` : `<html><body><p>Words.</p>${part}</body></html>`,
  );
  expect(loads(html)).toEqual([]);
  expect(html.replaceAll('&quot;', '"')).not.toMatch(
    /<(?:script|svg|math|iframe|object|embed|form|input|link|base|template|video|audio)\b/iu,
  );
  expect(html).not.toMatch(/<meta[^>]*refresh/iu);
  // As another parser reads it: no handler on any element, no address that is a program.
  for (const element of parsePage(html).querySelectorAll('*'))
    for (const { name, value } of element.attributes) {
      expect(name).not.toMatch(/^on/iu);
      expect(value).not.toMatch(/^\s*(?:javascript|data:text)/iu);
    }
});

it.each([
  'background: url(http://169.254.169.254/latest)',
  'background: u\\72l(http://evil.example.org/a)',
  'background: URL("//evil.example.org/a")',
  'background: image-set("https://evil.example.org/a" 1x)',
  'background: -webkit-image-set(url(/a) 1x)',
  'background: image("https://evil.example.org/a")',
  'content: src("https://evil.example.org/a")',
  '--x: url(https://evil.example.org/a); background: var(--x)',
  '--x: { background: url(/a) }',
  'behavior: url(/a.htc)',
  '-moz-binding: url(/a.xml#x)',
  'width: expression(alert(1))',
  'cursor: url(/a.cur), auto',
  'mask: cross-fade(url(/a), url(/b))',
  'color: red; </style><script>',
  'background: url(data:text/html,<script>alert(1)</script>)',
  'background: url(data:image/svg+xml,%3Csvg%20onload=alert(1)%3E)',
])('SRC-2: %s asks for nothing in a copy', async (css) => {
  const { ask } = web();
  for (const safe of [
    await safeDeclarations(css, address, new Taker(ask)),
    await safeStylesheet(`p { ${css} } q { color: green }`, address, new Taker(ask)),
  ]) {
    expect(safe).not.toMatch(/url|image|src|expression|binding|behavior|evil|169|</iu);
  }
  expect(await safeStylesheet(`q{color:green} p { ${css} }`, address, new Taker(ask))).toContain('q{color:green}');
});

it.each([
  '@import url(https://evil.example.org/a.css);',
  '@\\69mport "https://evil.example.org/a.css";',
  '@font-face { font-family: x; src: url(https://evil.example.org/a.woff2) }',
  '@namespace url(https://evil.example.org);',
  '@document url(https://evil.example.org) { p { color: red } }',
  '@counter-style x { symbols: url(https://evil.example.org/a) }',
  '@media screen { @import "https://evil.example.org/a.css"; }',
])('SRC-2: %s asks for nothing in a copy', async (rule) => {
  const { ask } = web();
  expect(await safeStylesheet(`${rule} q{color:green}`, address, new Taker(ask))).not.toMatch(/evil|@import|url/iu);
});

it('SRC-2: sheets that import each other, or themselves, come to an end', async () => {
  const files = { '/a.css': '@import "/a.css"; @import "/b.css"; p{color:red}', '/b.css': '@import "/a.css";' };
  const { html, asked } = await copied(
    '<html><head><link rel=stylesheet href=/a.css></head><body>x</body></html>',
    files,
  );
  expect(html).toContain('color:red');
  expect(asked.length).toBeLessThan(30);
});

it('SRC-2: one picture shown a thousand times does not make a copy without measure', async () => {
  const large = Buffer.concat([png, Buffer.alloc(3_000_000)]);
  const page = `<html><body>${'<img src="/b.png">'.repeat(1000)}<p>the end</p></body></html>`;
  const { html, taken, left } = await copied(page, { '/b.png': large });
  expect(html.length).toBeLessThan(MAX_COPY + 1_000_000);
  expect(html).toContain('the end');
  expect(taken + left).toBe(1000);
  expect(taken).toBeLessThan(10);
});

it('SRC-2: however deep a page nests, it is copied', async () => {
  const { html } = await copied(`<html><body>${'<div>'.repeat(50_000)}deep${'</div>'.repeat(50_000)}</body></html>`);
  expect(html).toContain('deep');
});

it('SRC-2: only pixels are pictures: not a page, not a drawing, not what merely says so', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>';
  const { html, left } = await copied(
    `<html><body><img src="/a.svg"><img src="/b.png"><img src="data:image/svg+xml,${encodeURIComponent(svg)}"></body></html>`,
    { '/a.svg': svg, '/b.png': '<script>alert(1)</script>' },
  );
  expect(html).not.toContain('data:image');
  expect(left).toBe(3);
});
