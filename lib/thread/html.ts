import { createHash } from 'node:crypto';
import type { Locale } from '../platform/locales.rules.ts';
import { scriptSafe } from '../publishing/claimreview.rules.ts';
import { paragraphsOf } from '../publishing/rationale.rules.ts';
import { factsText, fingerprintOf } from './facts.ts';
import type { DossierFacts, SealedSource, ThreadEvidence, ThreadWords } from './schema.ts';
import { style } from './style.ts';
import { textKey } from './outside.rules.ts';
import { verifier } from './verifier.ts';
import type { DossierWords } from './words.ts';
import { dossierWords } from './words.ts';

/** `textKey` -> the sealed text, for those that are in the file whole. */
export type Texts = Readonly<Record<string, string>>;

const escape = (text: string): string => text.replace(/[&<>"']/gu, (sign) => `&#${sign.charCodeAt(0)};`);
const hashSource = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * A dossier as one file that needs nothing else: no network, no font, no server. Its policy lets no script run but the
 * verifier, and nothing be loaded at all.
 */
export function dossierHtml(facts: DossierFacts, texts: Texts, locale: Locale): string {
  const words = dossierWords(locale);
  const { t } = words;
  const { verdict } = facts;
  const policy = `default-src 'none'; style-src ${hashSource(style)}; script-src ${hashSource(verifier)}; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escape(`${t('title')}: ${verdict.statement}`)}</title>
<style>${style}</style>
</head>
<body>
<main>
<p class="mast">${escape(facts.newsroom)}, ${escape(t('title'))}</p>
<p class="made">${escape(t('made', { claim: facts.claim.number, investigation: facts.claim.investigation, name: facts.madeBy, at: words.moment(facts.madeAt) }))}</p>
${facts.full ? `<p class="full">${escape(t('full'))}</p>` : ''}
<h1 data-shown="statement">${escape(verdict.statement)}</h1>
<section aria-labelledby="h-verdict">
<h2 id="h-verdict">${escape(t('verdict'))}</h2>
<p><strong class="rating" data-shown="rating" data-tone="${escape(verdict.tone)}">${escape(`${verdict.icon} ${words.rating(facts)}`)}</strong></p>
${verdict.conclusion ? `<p data-shown="conclusion">${escape(verdict.conclusion)}</p>` : ''}
<p>${escape(t('signed', { proposer: verdict.proposedBy.name, signer: verdict.signedOffBy.name, at: words.moment(verdict.at) }))}</p>
<p>${escape(t('authors', { names: words.authors(facts) }))}</p>
${verdict.reason ? `<p>${escape(t('reason', { reason: verdict.reason }))}</p>` : ''}
</section>
<section aria-labelledby="h-why">
<h2 id="h-why">${escape(t('why'))}</h2>
<div data-shown="why">${rationale(facts)}</div>
</section>
<section aria-labelledby="h-evidence">
<h2 id="h-evidence">${escape(t('evidence'))}</h2>
<ol>${facts.evidence.map((item) => piece(item, words, texts)).join('\n')}</ol>
${facts.withheld > 0 ? `<p>${escape(t('withheld', { count: facts.withheld }))}</p>` : ''}
</section>
${
  facts.mentions.length > 0
    ? `<section aria-labelledby="h-where">
<h2 id="h-where">${escape(t('where'))}</h2>
${facts.mentions.map((one, index) => passage(one, `m${index + 1}`, words, texts)).join('\n')}
</section>`
    : ''
}
<section aria-labelledby="h-check">
<h2 id="h-check">${escape(t('check'))}</h2>
<p>${escape(t('checkHow'))}</p>
<p id="result" role="status" data-right="${escape(t('right'))}" data-wrong="${escape(t('wrong'))}" data-nocrypto="${escape(t('noCrypto'))}">${escape(t('notYet'))}</p>
<ul id="checks" ${(['fingerprint', 'verdict', 'why', 'text', 'words', 'shown', 'absent', 'unplaced'] as const).map((key) => `data-${key}="${escape(t(`checks.${key}`))}"`).join(' ')}></ul>
<p>${escape(t('fingerprint'))} <code id="fingerprint">${fingerprintOf(facts)}</code></p>
<p>${escape(t('compare'))}</p>
</section>
<section aria-labelledby="h-texts">
<h2 id="h-texts">${escape(t('texts'))}</h2>
${facts.sources.map((source, index) => sealed(source, index, facts, texts, words)).join('\n')}
</section>
</main>
<script type="application/json" id="facts">${factsText(facts)}</script>
<script type="application/json" id="texts">${scriptSafe(texts)}</script>
<script>${verifier}</script>
</body>
</html>
`;
}

function rationale({ verdict, evidence }: DossierFacts): string {
  const cited = new Set<number>();
  return paragraphsOf(verdict.rationale, new Set(evidence.map(({ number }) => number)))
    .map(
      (pieces) =>
        `<p>${pieces
          .map((one) => {
            if ('text' in one) return escape(one.text);
            const id = cited.has(one.cites) ? '' : ` id="r${one.cites}"`;
            cited.add(one.cites);
            return `<sup><a${id} href="#e${one.cites}">[${one.cites}]</a></sup>`;
          })
          .join('')}</p>`,
    )
    .join('\n');
}

const piece = (
  item: ThreadEvidence,
  words: DossierWords,
  texts: Texts,
): string => `<li id="e${item.number}" data-shown="e${item.number}" value="${item.number}">
<p class="stance">${escape(words.t(`stance.${item.stance}`))}${item.strength ? `, ${escape(words.t(`strength.${item.strength}`))}` : ''}</p>
${item.words ? passage(item.words, `e${item.number}`, words, texts) : ''}
${words
  .plain(item)
  .map((line) => `<p>${escape(line)}</p>`)
  .join('\n')}
</li>`;

const passage = (one: ThreadWords, id: string, words: DossierWords, texts: Texts): string => `<figure>
<blockquote data-shown="q-${id}">${one.prefix ? `…${escape(one.prefix)}` : ''}<mark>${escape(one.exact)}</mark>${one.suffix ? `${escape(one.suffix)}…` : ''}</blockquote>
<figcaption>${escape(words.source(one))}. ${escape(words.position(one))}.
${one.url ? `<span class="url">${escape(one.url)}</span>` : ''}
<code data-shown="h-${id}">${one.sha256}</code>
${texts[textKey(one)] !== undefined && one.start !== null ? `<a href="#p-${id}">${escape(words.t('inText'))}</a>` : ''}</figcaption>
</figure>`;

function sealed(source: SealedSource, index: number, facts: DossierFacts, texts: Texts, words: DossierWords): string {
  const text = texts[textKey(source)];
  const about = words.t('sealedAt', {
    version: source.version,
    at: words.moment(source.sealedAt),
    length: source.length,
  });
  return `<article id="t${index + 1}">
<h3>${escape(source.title)}</h3>
<p>${escape(about)} <code>${source.sha256}</code></p>
${
  text === undefined
    ? `<p>${escape(words.t('notWhole'))}</p>`
    : `<details><summary>${escape(words.t('whole'))}</summary><pre data-shown="t${index + 1}">${text.startsWith('\n') ? '\n' : ''}${markedText(text, passagesIn(source, facts))}</pre></details>`
}
</article>`;
}

interface Placed {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

const passagesIn = (source: SealedSource, { evidence, mentions }: DossierFacts): Placed[] =>
  [
    ...evidence.flatMap(({ number, words }) => (words ? [{ id: `e${number}`, words }] : [])),
    ...mentions.map((words, index) => ({ id: `m${index + 1}`, words })),
  ].flatMap(({ id, words }) =>
    textKey(words) === textKey(source) && words.start !== null && words.end !== null
      ? [{ id, start: words.start, end: words.end }]
      : [],
  );

/** The whole text with every passage marked; overlapping ones share their letters, and no letter is added or lost. */
export function markedText(text: string, passages: readonly Placed[]): string {
  const cuts = [...new Set([0, text.length, ...passages.flatMap(({ start, end }) => [start, end])])].sort(
    (a, b) => a - b,
  );
  return cuts
    .slice(0, -1)
    .map((from, index) => {
      const to = cuts[index + 1] ?? text.length;
      const starts = passages.filter(({ start }) => start === from).map(({ id }) => `<a id="p-${id}"></a>`);
      const inside = passages.some(({ start, end }) => start <= from && to <= end);
      const letters = escape(text.slice(from, to));
      return starts.join('') + (inside ? `<mark>${letters}</mark>` : letters);
    })
    .join('');
}
