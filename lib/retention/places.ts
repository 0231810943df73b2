/**
 * Every place where words of a case may stand, one row a table (ACC-8). A redaction looks through all of them;
 * tests/security/redaction.test.ts holds the list against the database, so that a new table has to be decided about.
 * In the SQL, $1 is the case and $2 the source.
 */
export type PlaceKind = 'source' | 'marks' | 'claims' | 'talk' | 'names' | 'trail' | 'other';

export interface TablePlace {
  readonly table: string;
  readonly kind: PlaceKind;
  readonly keys: readonly string[];
  readonly columns: readonly string[];
  /** Which rows are the case's. */
  readonly where: string;
  /** The marks that a row is about, as an array of ids: of a mark that covers a part of the passage, that part goes too. */
  readonly about?: string;
}

const ofCase = `t."investigationId" = $1`;
const ofClaim = `t."claimId" IN (SELECT id FROM "Claim" WHERE "investigationId" = $1)`;
const ofMark = `t."annotationId" IN (SELECT id FROM "Annotation" WHERE "investigationId" = $1)`;
const marks = (column: string) => `ARRAY[t."${column}"]`;
/** Anything of the case that people talk about: what is flagged, hidden, warned of. */
const subjects = `SELECT id FROM "Annotation" WHERE "investigationId" = $1
  UNION ALL SELECT r.id FROM "Reply" r JOIN "Annotation" a ON a.id = r."annotationId" WHERE a."investigationId" = $1
  UNION ALL SELECT id FROM "Claim" WHERE "investigationId" = $1 UNION ALL SELECT $1`;
/** What a claim rests on and where it is said. */
const marksOfClaim = `ARRAY(SELECT e."annotationId" FROM "Evidence" e WHERE e."claimId" = t."claimId"
  UNION SELECT a.id FROM "Annotation" a WHERE a."claimId" = t."claimId")`;
const entities = `SELECT id FROM "Entity" WHERE "originId" = $1
  UNION SELECT "entityId" FROM "EntityName" WHERE "originId" = $1
  UNION SELECT "entityId" FROM "EntityValue" WHERE "originId" = $1
  UNION SELECT "entityId" FROM "EntityPointer" WHERE "originId" = $1
  UNION SELECT id FROM "Relationship" WHERE "investigationId" = $1`;

/** Anchors and sealed texts are not here: their words follow from the places (find-words.ts). */
export const tablePlaces: readonly TablePlace[] = [
  row('Investigation', 'other', ['title', 'brief'], 't.id = $1'),
  row(
    'Source',
    'source',
    ['title', 'outlet', 'url', 'authors', 'rights', 'archiveUrl', 'urlKey', 'notes'],
    't.id = $2',
  ),
  row('ReaderComment', 'source', ['author'], `t."sourceId" = $2`),
  row(
    'RawInput',
    'source',
    ['fileName', 'finalUrl'],
    `t.id IN (SELECT "rawInputId" FROM "Source" WHERE id = $2
      UNION SELECT "rawInputId" FROM "SourceVersion" WHERE "sourceId" = $2
      UNION SELECT "rawInputId" FROM "PageCopy" WHERE "sourceId" = $2)`,
  ),
  row('SuggestionRefusal', 'other', ['key'], `t."sourceId" = $2`),

  row('Annotation', 'marks', ['text'], ofCase, marks('id')),
  row('DraftAnchor', 'marks', ['exact', 'prefix', 'suffix'], ofMark, marks('annotationId')),
  row('CarriedMark', 'marks', ['before'], ofMark, marks('annotationId')),
  row('Reply', 'talk', ['text'], ofMark, marks('annotationId')),
  row(
    'RelationshipWords',
    'marks',
    ['exact'],
    `t."relationshipId" IN (SELECT id FROM "Relationship" WHERE "investigationId" = $1)`,
    `ARRAY[t."fromAnnotationId", t."toAnnotationId"]`,
  ),
  row('Relationship', 'names', ['role', 'properties'], ofCase),

  row(
    'Claim',
    'claims',
    ['statement', 'attribution', 'checkReasons'],
    ofCase,
    `ARRAY(SELECT a.id FROM "Annotation" a WHERE a."claimId" = t.id)`,
  ),
  row('ClaimMerge', 'claims', ['reason'], `t."intoId" IN (SELECT id FROM "Claim" WHERE "investigationId" = $1)`),
  row('ReplyRequest', 'claims', ['personName', 'channel', 'answer'], ofClaim, marksOfClaim),
  row(
    'Evidence',
    'claims',
    ['url', 'archiveUrl', 'quote', 'note', 'fileName', 'saidBy'],
    ofClaim,
    marks('annotationId'),
  ),
  row(
    'Proposal',
    'claims',
    ['statement', 'rationale', 'conclusion', 'rationaleDoc', 'evidence'],
    ofClaim,
    marksOfClaim,
  ),
  row(
    'Review',
    'claims',
    ['rationale'],
    `t."proposalId" IN (SELECT p.id FROM "Proposal" p JOIN "Claim" c ON c.id = p."claimId" WHERE c."investigationId" = $1)`,
  ),
  row('Decision', 'claims', ['reason', 'conclusion'], ofClaim, marksOfClaim),
  row('VerdictBasis', 'claims', ['facts', 'note'], ofClaim, marksOfClaim),
  row('Dossier', 'claims', ['facts'], ofClaim, marksOfClaim),
  row('Publication', 'claims', ['correction', 'withdrawal'], ofClaim, marksOfClaim),
  row('Story', 'claims', ['title', 'intro', 'withdrawal'], ofCase),
  {
    table: 'StoryClaim',
    kind: 'claims',
    keys: ['storyId', 'claimId'],
    columns: ['lead'],
    where: `t."storyId" IN (SELECT id FROM "Story" WHERE "investigationId" = $1)`,
  },

  row('Entity', 'names', ['name'], `t."originId" = $1`),
  row('EntityName', 'names', ['name'], `t."originId" = $1`),
  row('EntityValue', 'names', ['value'], `t."originId" = $1`),
  row('EntityMerge', 'names', ['reason', 'before', 'chosen', 'endReason'], `t."originId" = $1`),

  row('SavedView', 'other', ['name', 'filters'], ofCase),
  row('DeskFilter', 'other', ['name', 'query'], ofCase),
  row(
    'Flag',
    'talk',
    ['note', 'excerpt', 'outcomeReason'],
    `t."investigationId" = $1 OR t."subjectId" IN (${subjects})`,
  ),
  { ...row('HiddenText', 'talk', ['reason'], `t."subjectId" IN (${subjects})`), keys: ['subjectId'] },
  row('Notice', 'talk', ['text'], `t."subjectId" IN (${subjects})`),
  row('LegalHold', 'other', ['reason', 'liftReason'], ofCase),
  row('AccessGrant', 'other', ['reason'], ofCase),
  row('Redaction', 'other', ['reason', 'endReason'], ofCase),
  row(
    'Job',
    'other',
    ['input', 'step', 'result', 'failure'],
    `t.input ->> 'investigationId' = $1::text OR t.input ->> 'sourceId' = $2::text`,
  ),
  row(
    'Event',
    'trail',
    ['data'],
    `t."streamId" = $1 OR t."subjectId" = $1 OR t."subjectId" IN (${entities})
      OR (t."streamId" = '00000000-0000-0000-0000-000000000000' AND t."subjectId" IN (${subjects}))
      OR (t."streamId" = '00000000-0000-0000-0000-000000000000' AND t.data ->> 'investigationId' = $1::text)`,
    `ARRAY[t."subjectId"::text, t.data ->> 'annotationId']`,
  ),
];

function row(table: string, kind: PlaceKind, columns: readonly string[], where: string, about?: string): TablePlace {
  return { table, kind, keys: ['id'], columns, where, ...(about ? { about } : {}) };
}
