import PDFDocument from 'pdfkit';
import type { Locale } from '../platform/locales.rules.ts';
import { facesOf } from '../publishing/faces.ts';
import { paragraphsOf } from '../publishing/rationale.rules.ts';
import { fingerprintOf } from './facts.ts';
import type { Run } from './paper.ts';
import { Paper } from './paper.ts';
import type { DossierFacts, ThreadEvidence, ThreadWords } from './schema.ts';
import type { DossierWords } from './words.ts';
import { dossierWords } from './words.ts';

/** How much of a quotation stands at the foot of a page; all of it stands in the list of evidence. */
const SHORT = 220;

/** A dossier on paper: the reasons with numbered notes at the foot of the page, then every piece with its whole hash. */
export async function dossierPdf(facts: DossierFacts, locale: Locale): Promise<Buffer> {
  const words = dossierWords(locale);
  const { t } = words;
  const { verdict } = facts;
  const document = new PDFDocument({
    size: 'A4',
    margins: { top: 62, bottom: 62, left: 62, right: 62 },
    bufferPages: true,
    lang: locale,
    displayTitle: true,
    info: {
      Title: `${t('title')}: ${verdict.statement}`,
      Author: facts.newsroom,
      CreationDate: new Date(facts.madeAt),
    },
  });
  const chunks: Buffer[] = [];
  const ended = new Promise<Buffer>((resolve, reject) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
  const paper = new Paper(document, facesOf(400), facesOf(700));

  paper.small(`${facts.newsroom}, ${t('title')}`);
  paper.small(
    t('made', {
      claim: facts.claim.number,
      investigation: facts.claim.investigation,
      name: facts.madeBy,
      at: words.moment(facts.madeAt),
    }),
  );
  if (facts.full) paper.alarm(t('full'));
  paper.title(verdict.statement);
  paper.heading(t('verdict'));
  paper.strong(words.rating(facts));
  if (verdict.conclusion) paper.text(verdict.conclusion);
  paper.text(
    t('signed', {
      proposer: verdict.proposedBy.name,
      signer: verdict.signedOffBy.name,
      at: words.moment(verdict.at),
    }),
  );
  paper.text(t('authors', { names: words.authors(facts) }));
  if (verdict.reason) paper.text(t('reason', { reason: verdict.reason }));

  paper.heading(t('why'));
  const byNumber = new Map(facts.evidence.map((item) => [item.number, item]));
  const noted = new Set<number>();
  for (const pieces of paragraphsOf(verdict.rationale, new Set(byNumber.keys()))) {
    const runs: Run[] = pieces.map((piece) =>
      'text' in piece ? { text: piece.text } : { text: `[${piece.cites}]`, raised: true },
    );
    const fresh = pieces.flatMap((piece) => ('cites' in piece && !noted.has(piece.cites) ? [piece.cites] : []));
    for (const number of fresh) noted.add(number);
    const notes = [...new Set(fresh)].flatMap((number) => {
      const item = byNumber.get(number);
      return item ? [`${number}  ${note(item, words)}`] : [];
    });
    paper.withNotes(runs, notes);
  }

  paper.heading(t('evidence'));
  for (const item of facts.evidence) {
    paper.strong(
      `[${item.number}] ${t(`stance.${item.stance}`)}${item.strength ? `, ${t(`strength.${item.strength}`)}` : ''}`,
    );
    if (item.words) passage(paper, item.words, words);
    for (const line of words.plain(item)) paper.text(line);
  }
  if (facts.withheld > 0) paper.text(t('withheld', { count: facts.withheld }));

  if (facts.mentions.length > 0) {
    paper.heading(t('where'));
    for (const one of facts.mentions) passage(paper, one, words);
  }
  paper.heading(t('texts'));
  for (const source of facts.sources) {
    paper.strong(source.title);
    paper.text(t('sealedAt', { version: source.version, at: words.moment(source.sealedAt), length: source.length }));
    paper.code(source.sha256);
  }
  paper.heading(t('check'));
  paper.text(t('checkPdf'));
  paper.text(t('fingerprint'));
  paper.code(fingerprintOf(facts));
  paper.text(t('compare'));
  if (paper.lostLetters) paper.text(t('lost'));
  paper.finish((page, pages) => `${facts.dossierId}   ${t('pageOf', { page, pages })}`);
  document.end();
  return ended;
}

function note(item: ThreadEvidence, words: DossierWords): string {
  if (!item.words)
    return words
      .plain(item)
      .join(' ')
      .slice(0, SHORT * 2);
  const { exact } = item.words;
  const quoted = exact.length > SHORT ? `${exact.slice(0, SHORT)}…` : exact;
  return `“${quoted}” ${words.source(item.words)}. ${words.position(item.words)}. SHA-256 ${item.words.sha256.slice(0, 16)}…`;
}

function passage(paper: Paper, one: ThreadWords, words: DossierWords): void {
  paper.quote([
    { text: one.prefix ? `…${one.prefix}` : '' },
    { text: one.exact, strong: true },
    { text: one.suffix ? `${one.suffix}…` : '' },
  ]);
  paper.small(`${words.source(one)}. ${words.position(one)}.${one.url ? ` ${one.url}` : ''}`);
  paper.code(one.sha256);
}
