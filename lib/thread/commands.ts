import { on } from '../platform/access.ts';
import { command } from '../platform/command.ts';
import type { Reader } from '../platform/db.ts';
import { refuse } from '../platform/errors.ts';
import { offTheRecord } from '../publishing/evidence.ts';
import { readNewsroom } from '../publishing/newsroom.ts';
import { fingerprintOf } from './facts.ts';
import type { Outside } from './outside.rules.ts';
import { evidenceOutside, textKey, wholeTextLeaves, wordsOutside } from './outside.rules.ts';
import { readThread } from './read.ts';
import type { DossierFacts, SealedSource, ThreadWords } from './schema.ts';
import { dossierFacts, makeDossierInput } from './schema.ts';

/**
 * Takes a verdict's thread out of the house: what leaves is kept, so that it can be made again byte for byte and is known
 * when it has gone stale (CLM-11, CLM-17). What is off the record, and anything of a confidential case, only by a lead.
 */
export const makeDossier = command({
  name: 'dossier.make',
  input: makeDossierInput,
  allow: ({ claimId, full, comments }) => on.claim(full || comments ? 'dossier.full' : 'dossier.make', claimId),
  run: async ({ tx, actor, now, newId, emit }, { id = newId(), claimId, decisionId, full, comments }) => {
    if (await tx.dossier.findUnique({ where: { id }, select: { id: true } })) refuse('id_taken');
    const thread = await readThread(tx, claimId, decisionId);
    const { verdict } = thread;
    if (!verdict) refuse('conflict', 'Nothing is signed off yet: there is no verdict to make a dossier of.');
    const outside: Outside = {
      full,
      offTheRecord: await offTheRecord(
        tx,
        thread.evidence.map((item) => item.id),
      ),
      comments: comments ? new Map() : await commentsIn(tx, passagesOf(thread)),
    };
    const { evidence, withheld } = evidenceOutside<ThreadWords, (typeof thread.evidence)[number]>(
      thread.evidence,
      outside,
    );
    const mentions = thread.mentions.map((words) => wordsOutside(words, outside));
    const made: DossierFacts = dossierFacts.parse({
      dossierId: id,
      madeAt: now.toISOString(),
      madeBy: actor.name,
      newsroom: (await readNewsroom(tx)).name || 'Redthread',
      full,
      comments,
      claim: { id: claimId, number: thread.claim.number, investigation: thread.claim.investigation.title },
      verdict,
      evidence,
      withheld,
      mentions,
      sources: await sealedSources(tx, passagesOf({ evidence, mentions }), outside),
    });
    const fingerprint = fingerprintOf(made);
    await tx.dossier.create({
      data: {
        id,
        claimId,
        decisionId: verdict.decisionId,
        full: full || comments,
        facts: made,
        fingerprint,
        madeById: actor.id,
        at: now,
      },
    });
    emit({
      stream: thread.claim.investigation.id,
      type: 'dossier.made',
      subject: { type: 'dossier', id },
      data: { claimId, decisionId: verdict.decisionId, full, comments, fingerprint, statement: verdict.statement },
    });
    return { id, claimId, fingerprint };
  },
});

const passagesOf = ({ evidence, mentions }: Pick<DossierFacts, 'evidence' | 'mentions'>): ThreadWords[] => [
  ...evidence.flatMap(({ words }) => words ?? []),
  ...mentions,
];

const versionsOf = (passages: readonly ThreadWords[]) =>
  [...new Map(passages.map((words) => [textKey(words), words])).values()].map(({ sourceId, version }) => ({
    sourceId,
    number: version,
  }));

async function commentsIn(reader: Reader, passages: readonly ThreadWords[]): Promise<Outside['comments']> {
  const versions = versionsOf(passages);
  if (versions.length === 0) return new Map();
  const [rows, consented] = await Promise.all([
    reader.block.findMany({
      where: { role: 'comment', version: { OR: versions } },
      select: { label: true, version: { select: { sourceId: true, number: true } } },
    }),
    reader.readerComment.findMany({
      where: { OR: versions.map(({ sourceId, number }) => ({ sourceId, version: number })), consentAt: { not: null } },
      select: { sourceId: true, version: true, label: true },
    }),
  ]);
  const free = new Set(consented.map((row) => `${textKey(row)} ${row.label}`));
  const comments = new Map<string, Set<string>>();
  for (const { label, version } of rows) {
    const key = textKey({ sourceId: version.sourceId, version: version.number });
    if (free.has(`${key} ${label}`)) continue;
    comments.set(key, (comments.get(key) ?? new Set()).add(label));
  }
  return comments;
}

/** The sealed texts that the words stand in, in the order in which they are first met. */
async function sealedSources(
  reader: Reader,
  passages: readonly ThreadWords[],
  outside: Outside,
): Promise<SealedSource[]> {
  const versions = versionsOf(passages);
  if (versions.length === 0) return [];
  const rows = await reader.sourceVersion.findMany({
    where: { OR: versions },
    select: {
      sourceId: true,
      number: true,
      text: true,
      sha256: true,
      sealedAt: true,
      source: { select: { title: true } },
    },
  });
  return versions.flatMap(({ sourceId, number }) => {
    const row = rows.find((one) => one.sourceId === sourceId && one.number === number);
    if (!row) return [];
    return [
      {
        sourceId,
        title: row.source.title,
        version: number,
        sha256: row.sha256,
        length: row.text.length,
        sealedAt: row.sealedAt.toISOString(),
        whole: wholeTextLeaves({ sourceId, version: number }, outside),
      },
    ];
  });
}
