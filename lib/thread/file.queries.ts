import { on } from '../platform/access.ts';
import { found, refuse } from '../platform/errors.ts';
import { effectiveCaseRole, mayInCase } from '../platform/policy.rules.ts';
import { query } from '../platform/query.ts';
import { barredVersions } from '../sources/bars.ts';
import { dossierHtml } from './html.ts';
import { textKey } from './outside.rules.ts';
import { dossierPdf } from './pdf.ts';
import { dossierFacts, dossierFile, dossierFileInput } from './schema.ts';

/**
 * A dossier as a file, made anew from the facts that were kept: the same ones always, with the same fingerprint. One that
 * was made in full is handed to leads only; so is any of a case that is confidential by now (the table says so).
 */
export const getDossierFile = query({
  name: 'dossier.file',
  input: dossierFileInput,
  output: dossierFile,
  allow: ({ dossierId }) => on.dossier('dossier.make', dossierId),
  run: async ({ db, viewer, facts: where }, { dossierId, format, language }) => {
    const row = found(await db.dossier.findUnique({ where: { id: dossierId } }));
    const role = where.case && effectiveCaseRole(viewer, where.case);
    if (row.full && !mayInCase(role, 'dossier.full'))
      refuse('forbidden', 'This dossier holds what only a lead may take out of the case.');
    const kept = dossierFacts.parse(row.facts);
    // A text with bars no longer has the hash that it was sealed with (ACC-8): its words are quoted, and it stays out.
    const isBarred = await barredVersions(db, kept.sources);
    const facts = {
      ...kept,
      sources: kept.sources.map((source) => ({ ...source, whole: source.whole && !isBarred(source) })),
    };
    const name = `redthread-${facts.claim.number}-${row.fingerprint.slice(0, 8)}.${format}`;
    if (format === 'pdf') {
      const bytes = await dossierPdf(facts, language);
      return { name, mediaType: 'application/pdf', base64: bytes.toString('base64') };
    }
    const whole = facts.sources.filter((source) => source.whole);
    const texts = await db.sourceVersion.findMany({
      where: { OR: whole.map(({ sourceId, version }) => ({ sourceId, number: version })) },
      select: { sourceId: true, number: true, text: true },
    });
    const html = dossierHtml(
      facts,
      Object.fromEntries(texts.map((one) => [textKey({ sourceId: one.sourceId, version: one.number }), one.text])),
      language,
    );
    return { name, mediaType: 'text/html; charset=utf-8', base64: Buffer.from(html).toString('base64') };
  },
});
