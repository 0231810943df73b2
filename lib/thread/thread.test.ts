import { createHash } from 'node:crypto';
import vm from 'node:vm';
import { parseHTML } from 'linkedom';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { createAnnotation } from '@/lib/annotations/commands.ts';
import { addEvidence, releaseEvidence } from '@/lib/claims/evidence/commands.ts';
import { updateInvestigation } from '@/lib/investigations/commands.ts';
import { execute } from '@/lib/platform/command.ts';
import { ask } from '@/lib/platform/query.ts';
import { consentComment, updateComment } from '@/lib/sources/comment.commands.ts';
import { intakeSource } from '@/lib/sources/commands.ts';
import { testDatabase } from '@/tests/support/database.ts';
import { answer, done, joins, person } from '@/tests/support/people.ts';
import { claimOn, desk, move, verify } from '@/tests/support/verdict.ts';
import { makeDossier } from './commands.ts';
import { fingerprintOf } from './facts.ts';
import { getDossierFile } from './file.queries.ts';
import { markedText } from './html.ts';
import { getResting, getThread, listDossiers } from './queries.ts';
import { dossierFacts } from './schema.ts';
import { verifier } from './verifier.ts';

const test = testDatabase();

async function fileOf(caller: Parameters<typeof ask>[2], dossierId: string, format = 'html', language = 'en') {
  const { base64, mediaType } = await answer(test.db, getDossierFile, caller, { dossierId, format, language });
  return { mediaType, bytes: Buffer.from(base64, 'base64') };
}

interface Line {
  readonly what: string;
  readonly ok: boolean | null;
}

/** What the file's own script says of it, run as it stands on the file as it stands. */
async function checked(html: string): Promise<Line[]> {
  const { document } = parseHTML(html);
  const read = (id: string) => document.getElementById(id)?.textContent ?? '';
  const scope = vm.createContext({ crypto, TextEncoder, Uint8Array, Array, JSON });
  vm.runInContext(verifier, scope);
  const run = vm.runInContext('verify', scope) as (...input: unknown[]) => Promise<Line[]>;
  const shown = (id: string) => document.querySelector(`[data-shown="${id}"]`)?.textContent;
  return run(JSON.parse(read('facts')), read('facts'), JSON.parse(read('texts')), read('fingerprint').trim(), shown);
}

async function wordsInPdf(bytes: Buffer): Promise<string[]> {
  const loading = getDocument({ data: Uint8Array.from(bytes), verbosity: 0 });
  const pdf = await loading.promise;
  const pages: string[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(' '));
  }
  await loading.destroy();
  return pages;
}

const SECRET = 'Zanahoria';

/** A verdict on words of a source, a statement off the record and one on background. */
async function signed(more: object = {}) {
  const opened = await desk(test.db, more);
  const { id: sourceId } = await done(test.db, intakeSource, opened.lead, {
    investigationId: opened.investigationId,
    kind: 'text',
    title: 'Port minutes, plain',
    text: 'A headline\n\nThe port paid twice for one crane in January. Rosa says the crane never came.',
    seal: true,
  });
  const stage = { ...opened, sourceId };
  const { claimId, annotationId } = await claimOn(
    test.db,
    stage,
    'The port paid twice for one crane',
    'The port paid twice.',
  );
  const { id: offRecordId } = await done(test.db, addEvidence, stage.lead, {
    claimId,
    stance: 'supports',
    saidBy: `${SECRET} the clerk`,
    basis: 'off_record',
    note: `${SECRET}: I saw both invoices.`,
  });
  await done(test.db, addEvidence, stage.lead, {
    claimId,
    stance: 'context',
    saidBy: 'Nadia of the harbour',
    basis: 'background',
    note: 'Cranes are paid in March.',
  });
  await verify(test.db, stage, claimId);
  return { ...stage, claimId, annotationId, offRecordId };
}

describe('CLM-11: the thread', () => {
  it('CLM-11: leads from the verdict through reasons and evidence to words in a sealed text with its hash', async () => {
    const { lead, claimId, sourceId } = await signed();
    const thread = await answer(test.db, getThread, lead, { claimId });
    expect(thread.verdict).toMatchObject({
      rating: 'mostly_true',
      stands: true,
      proposedBy: { name: 'Luz' },
      signedOffBy: { name: 'Amal' },
    });
    const { text, sha256 } = await test.db.prisma.sourceVersion.findFirstOrThrow({ where: { sourceId } });
    const words = thread.evidence[0]?.words;
    expect(words?.sha256).toBe(sha256);
    expect(createHash('sha256').update(text).digest('hex')).toBe(sha256);
    expect(text.slice(words?.start ?? 0, words?.end ?? 0)).toBe('The port paid twice for one crane');
    expect(thread.mentions.map(({ exact }) => exact)).toEqual(['The port paid twice for one crane']);
  });

  it('CLM-11: stays as it was signed, and says when it no longer stands', async () => {
    const { lead, editor, claimId } = await signed();
    const before = await answer(test.db, getThread, lead, { claimId });
    const decisionId = before.verdict?.decisionId ?? '';
    await move(test.db, editor, claimId, 'reopened', { reason: 'A third invoice.' });
    await done(test.db, addEvidence, lead, { claimId, stance: 'refutes', note: 'The third invoice.' });
    const after = await answer(test.db, getThread, lead, { claimId, decisionId });
    expect(after.evidence).toEqual(before.evidence);
    expect(after.verdict).toEqual({ ...before.verdict, stands: false });
  });

  it('CLM-11: from any words back to all verdicts that rest on them, also on words that overlap them', async () => {
    const { lead, editor, claimId, annotationId, sourceId, investigationId } = await signed();
    const overlapping = await done(test.db, createAnnotation, lead, {
      sourceId,
      kind: 'claim',
      target: { quote: { exact: 'one crane in January' } },
      claim: { statement: 'It was in January.' },
    });
    const { claimId: other } = await claimOn(
      test.db,
      { lead, editor, sourceId, investigationId },
      'Rosa says the crane never came',
      'It never came.',
    );
    const resting = await answer(test.db, getResting, lead, { annotationId });
    expect(resting.claims).toEqual([
      expect.objectContaining({ id: claimId, rating: 'mostly_true', uses: ['mention', 'supports'], numbers: [1] }),
      expect.objectContaining({ statement: 'It was in January.', rating: null, uses: ['mention'] }),
    ]);
    expect(resting.claims.map(({ id }) => id)).not.toContain(other);
    const back = await answer(test.db, getResting, lead, { annotationId: overlapping.id });
    expect(back.claims.map(({ id }) => id)).toContain(claimId);
  });
});

describe('CLM-11: a dossier', () => {
  it('CLM-11: as HTML checks itself offline, and finds every letter that was changed', async () => {
    const { lead, claimId } = await signed();
    const { id, fingerprint } = await done(test.db, makeDossier, lead, { claimId });
    const row = await test.db.prisma.dossier.findUniqueOrThrow({ where: { id } });
    expect(fingerprintOf(dossierFacts.parse(row.facts))).toBe(fingerprint);
    for (const language of ['en', 'es']) {
      const html = (await fileOf(lead, id, 'html', language)).bytes.toString();
      const lines = await checked(html);
      expect(lines.map(({ what }) => what)).toEqual([
        'fingerprint',
        'verdict',
        'why',
        'text',
        'words',
        'shown',
        'words',
        'shown',
        'shown',
      ]);
      expect(lines.every(({ ok }) => ok)).toBe(true);
    }
    const html = (await fileOf(lead, id)).bytes.toString();
    const wrong = async (from: string | RegExp, to: string) => {
      const changed = html.replace(from, to);
      expect(changed).not.toBe(html);
      return (await checked(changed)).filter(({ ok }) => ok === false).map(({ what }) => what);
    };
    // One letter of a sealed text as it is kept and as it is shown, of a quotation, its hash, the verdict, the reasons.
    expect(await wrong('Rosa says the crane never came."}', 'Rosa says the crane never c0me."}')).toEqual(['text']);
    expect(await wrong('Rosa says the crane never came.</pre>', 'Rosa says it never came.</pre>')).toEqual(['text']);
    expect(await wrong(/(data-shown="q-e1">[^<]*<mark>)The/u, '$1the')).toEqual(['shown']);
    expect(await wrong(/(data-shown="h-e1">)./u, '$1x')).toEqual(['shown']);
    expect(await wrong('✓ Mostly true', '✗ False')).toEqual(['verdict']);
    expect(await wrong('The minutes say so <sup>', 'Nothing says so <sup>')).toEqual(['why']);
    expect(await wrong('“Cranes are paid in March.”', '“Cranes are paid in May.”')).toEqual(['shown']);
    expect(await wrong('"rating":"mostly_true"', '"rating":"false"')).toEqual(['fingerprint']);
    // Nothing is loaded, and no other script can run.
    expect(html).toMatch(/default-src 'none'/);
    const script = /<script>([^]*?)<\/script>/u.exec(html)?.[1] ?? '';
    expect(html).toContain(`'sha256-${createHash('sha256').update(script).digest('base64')}'`);
    expect(html).not.toMatch(/(?:src|href)="(?!#)/u);
  });

  it('CLM-11: as PDF has the reasons with numbered notes on the same page, and every hash whole', async () => {
    const { lead, claimId, sourceId } = await signed();
    const { id } = await done(test.db, makeDossier, lead, { claimId });
    const { bytes, mediaType } = await fileOf(lead, id, 'pdf');
    expect(mediaType).toBe('application/pdf');
    const pages = await wordsInPdf(bytes);
    const reasons = pages.find((page) => page.includes('The minutes say so'));
    expect(reasons).toMatch(/1 {1,3}“The port paid twice for one crane”/u);
    const { sha256 } = await test.db.prisma.sourceVersion.findFirstOrThrow({
      where: { sourceId },
    });
    expect(pages.join(' ').replaceAll(' ', '')).toContain(sha256);
    expect((await wordsInPdf((await fileOf(lead, id, 'pdf', 'es')).bytes)).join(' ')).toContain('Dosier');
  });

  it('CLM-11: leaves what is off the record and whose name is kept back in the case, until a lead lets it out', async () => {
    const { lead, editor, claimId, offRecordId } = await signed();
    const both = async (id: string, who = editor) => {
      const html = (await fileOf(who, id)).bytes.toString();
      return html + (await wordsInPdf((await fileOf(who, id, 'pdf')).bytes)).join(' ');
    };
    const { id } = await done(test.db, makeDossier, editor, { claimId });
    const kept = await both(id);
    expect(kept).not.toContain(SECRET);
    expect(kept).not.toContain('Nadia');
    expect(kept).toContain('One piece is off the record');
    expect(kept).toContain('Cranes are paid in March.');
    expect(kept).not.toContain('internal remark');

    expect(await execute(test.db, makeDossier, editor, { claimId, full: true })).toMatchObject({
      error: { code: 'forbidden' },
    });
    const full = await done(test.db, makeDossier, lead, { claimId, full: true });
    expect(await both(full.id, lead)).toContain(SECRET);
    expect(await ask(test.db, getDossierFile, editor, { dossierId: full.id })).toMatchObject({
      error: { code: 'forbidden' },
    });

    await done(test.db, releaseEvidence, lead, { evidenceId: offRecordId, released: true });
    const released = await done(test.db, makeDossier, editor, { claimId });
    expect(await both(released.id)).toContain('I saw both invoices');
    // The first one is what it was.
    expect(await both(id)).not.toContain(SECRET);
  });

  it('CLM-11: nothing of a confidential case leaves without its lead, also when it became confidential later', async () => {
    const { lead, editor, claimId, investigationId } = await signed();
    const open = await done(test.db, makeDossier, editor, { claimId });
    await done(test.db, updateInvestigation, lead, { investigationId, confidential: true });
    for (const full of [false, true])
      expect(await execute(test.db, makeDossier, editor, { claimId, full })).toMatchObject({
        error: { code: 'forbidden' },
      });
    expect(await ask(test.db, getDossierFile, lead, { dossierId: open.id })).toMatchObject({ ok: true });
    expect(await ask(test.db, getDossierFile, editor, { dossierId: open.id })).toMatchObject({
      error: { code: 'forbidden' },
    });
    const { id } = await done(test.db, makeDossier, lead, { claimId, full: true });
    expect((await fileOf(lead, id)).bytes.toString()).toContain('Not for publication');
    const outsider = await person(test.db, 'Otto', 'moderator');
    expect(await ask(test.db, getDossierFile, outsider, { dossierId: id })).toMatchObject({
      error: { code: 'not_found' },
    });
  });

  it('SRC-10: a text in which readers’ comments stand is not in it whole, and their surroundings are not either', async () => {
    // Its third part is a numbered comment: "Rosa says the crane never came."
    const stage = await desk(test.db);
    const { claimId } = await claimOn(test.db, stage, 'the crane never came', 'It never came.');
    await verify(test.db, stage, claimId);
    const { id } = await done(test.db, makeDossier, stage.editor, { claimId });
    const html = (await fileOf(stage.editor, id)).bytes.toString();
    expect(html).not.toContain('Rosa');
    expect(html).toContain('the crane never came');
    expect((await checked(html)).filter(({ ok }) => ok === false)).toEqual([]);

    const withTexts = { claimId, comments: true };
    expect(await execute(test.db, makeDossier, stage.editor, withTexts)).toMatchObject({
      error: { code: 'forbidden' },
    });
    const letOut = await done(test.db, makeDossier, stage.lead, withTexts);
    const whole = (await fileOf(stage.lead, letOut.id)).bytes.toString();
    expect(whole).toContain('Rosa');
    expect((await checked(whole)).filter(({ what }) => what === 'text')).toEqual([
      expect.objectContaining({ ok: true }),
    ]);

    // A lead's consent to the one comment's name is a key as well.
    const { label } = await test.db.prisma.block.findFirstOrThrow({
      where: { role: 'comment', version: { sourceId: stage.sourceId } },
    });
    const comment = { sourceId: stage.sourceId, label };
    await done(test.db, updateComment, stage.lead, { ...comment, author: 'Rosa' });
    await done(test.db, consentComment, stage.lead, { ...comment, consent: true });
    const consented = await done(test.db, makeDossier, stage.editor, { claimId });
    expect((await fileOf(stage.editor, consented.id)).bytes.toString()).toContain('Rosa');
  });

  it('CLM-17: says that it is stale when the verdict no longer stands', async () => {
    const { lead, editor, claimId } = await signed();
    await done(test.db, makeDossier, editor, { claimId });
    const stale = async () => (await answer(test.db, listDossiers, lead, { claimId })).items.map((item) => item.stale);
    expect(await stale()).toEqual([false]);
    await move(test.db, editor, claimId, 'reopened', { reason: 'A third invoice.' });
    expect(await stale()).toEqual([true]);
    expect(await execute(test.db, makeDossier, editor, { claimId })).toMatchObject({ ok: true });
  });

  it('CLM-11: there is none of a claim without a verdict, nor for whoever only annotates', async () => {
    const stage = await desk(test.db);
    const { claimId } = await claimOn(test.db, stage, 'The port paid twice', 'It paid twice.');
    expect(await execute(test.db, makeDossier, stage.editor, { claimId })).toMatchObject({
      error: { code: 'conflict' },
    });
    const ivo = await person(test.db, 'Ivo');
    await joins(test.db, ivo, stage.investigationId, 'annotator');
    expect(await execute(test.db, makeDossier, ivo, { claimId })).toMatchObject({ error: { code: 'forbidden' } });
  });

  it('marks overlapping passages without adding or losing a letter', () => {
    const text = 'a <b> & "c" d\n\ne';
    const html = markedText(text, [
      { id: 'e1', start: 2, end: 8 },
      { id: 'm1', start: 6, end: 12 },
      { id: 'm2', start: 0, end: text.length },
    ]);
    expect(parseHTML(`<html><body><pre>${html}</pre></body></html>`).document.querySelector('pre')?.textContent).toBe(
      text,
    );
  });
});
