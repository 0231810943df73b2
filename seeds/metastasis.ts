import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createAnnotation } from '../lib/annotations/commands.ts';
import { createReply } from '../lib/annotations/reply.commands.ts';
import { createClaim } from '../lib/claims/commands.ts';
import { addEvidence } from '../lib/claims/evidence/commands.ts';
import { reviewClaim } from '../lib/claims/verdict/review.commands.ts';
import type { Rating } from '../lib/claims/rules.ts';
import { transitionClaim } from '../lib/claims/verdict/commands.ts';
import { createEntity } from '../lib/entities/commands.ts';
import { createRelationship } from '../lib/entities/relationship.commands.ts';
import { createInvestigation, setMember } from '../lib/investigations/commands.ts';
import type { Command } from '../lib/platform/command.ts';
import { intakeSource } from '../lib/sources/commands.ts';
import { demoPeople } from './people.ts';

type Who = keyof typeof demoPeople;

export interface Step {
  /** Of the command, and of what it creates: fixed, so that loading twice, or going on after a crash, doubles nothing. */
  readonly id: string;
  readonly who: Who;
  readonly command: Command;
  readonly input: Readonly<Record<string, unknown>>;
  /** The claim whose revision at that moment goes into the input. */
  readonly revisionOf?: string;
}

const read = (name: string): string => readFileSync(path.join(import.meta.dirname, name), 'utf8');

const steps: Step[] = [];
let count = 0;

/** A fixed UUIDv7, in the order of the steps. */
function add<Input, Output>(
  who: Who,
  command: Command<Input, Output>,
  input: Readonly<Record<string, unknown>>,
  revisionOf?: string,
): string {
  count += 1;
  const id = `0192f000-0000-7000-8000-${(0xb000 + count).toString(16).padStart(12, '0')}`;
  steps.push({ id, who, command, input: { id, ...input }, ...(revisionOf ? { revisionOf } : {}) });
  return id;
}

// The case and its people. The first step's id is the one by which the guide knows it (lib/guide/rules.ts).
export const caseId = add('luz', createInvestigation, {
  title: 'Operation Metastasis',
  brief: 'What does the attorney general’s case prove about who paid whom, and which of its numbers hold?',
});
add('luz', setMember, { investigationId: caseId, userId: demoPeople.mo.id, role: 'checker' });
add('luz', setMember, { investigationId: caseId, userId: demoPeople.amal.id, role: 'editor' });

// The two texts.
const article = add('luz', intakeSource, {
  investigationId: caseId,
  kind: 'text',
  title: 'A justice system for sale',
  outlet: 'Demo wire',
  publishedAt: '2023-12-17T12:00:00Z',
  text: read('metastasis.article.txt'),
  seal: true,
});
const minutes = add('mo', intakeSource, {
  investigationId: caseId,
  kind: 'text',
  title: 'Arraignment minutes (composed for the demo)',
  outlet: 'Demo court',
  publishedAt: '2023-12-14T23:55:00Z',
  text: read('metastasis.minutes.txt'),
  seal: true,
});

// Whom and what they name.
type Name =
  string | { readonly name: string; readonly kind: 'alias' | 'nickname' | 'weak'; readonly language?: string };
const entity = (schema: string, name: string, names: readonly Name[] = [], properties: object = {}): string =>
  add('luz', createEntity, { investigationId: caseId, schema, name, names, properties });

const salazar = entity('Person', 'Diana Salazar', ['Diana Salazar Méndez'], {
  position: 'Attorney General',
  country: 'ec',
});
const norero = entity(
  'Person',
  'Leandro Norero',
  ['Leandro Norero Tigua', { name: 'El Patrón', kind: 'nickname', language: 'es' }],
  { deathDate: '2022-10', country: 'ec' },
);
const intriago = entity('Person', 'Agustín Intriago', [{ name: 'Agustin', kind: 'weak' }], {
  position: 'Mayor of Manta',
  deathDate: '2023-07',
});
const teran = entity('Person', 'Wilman Terán', [], { position: 'President of the Judicial Council' });
const ramirez = entity('Person', 'Pablo Ramírez', [], { position: 'Former director of prisons' });
const villavicencio = entity('Person', 'Fernando Villavicencio', [], { position: 'Presidential candidate' });
const correa = entity('Person', 'Rafael Correa', ['Rafael Correa Delgado'], {
  position: 'Former president of Ecuador',
});
const cherres = entity('Person', 'Rubén Cherres');
const lasso = entity('Person', 'Guillermo Lasso', [], { position: 'Former president of Ecuador' });
const guzman = entity('Person', 'Joaquín Guzmán', [
  'Joaquín Guzmán Loera',
  { name: 'El Chapo', kind: 'nickname', language: 'es' },
]);
const choneKillers = entity('Organization', 'Chone Killers', ['Los Chone Killers']);
const losLobos = entity('Organization', 'Los Lobos');
const jalisco = entity('Organization', 'Jalisco New Generation Cartel', [
  'CJNG',
  { name: 'Cártel de Jalisco Nueva Generación', kind: 'alias', language: 'es' },
]);
const council = entity('PublicBody', 'Judicial Council', [
  { name: 'Consejo de la Judicatura', kind: 'alias', language: 'es' },
]);
const prosecution = entity('PublicBody', 'Attorney General’s Office', [
  { name: 'Fiscalía General del Estado', kind: 'alias', language: 'es' },
]);

// Marks.
const mark = (
  who: Who,
  sourceId: string,
  kind: string,
  exact: string,
  more: Readonly<Record<string, unknown>> = {},
  prefix?: string,
): string =>
  add(who, createAnnotation, { sourceId, kind, target: { quote: prefix ? { exact, prefix } : { exact } }, ...more });
const names = (entityId: string, exact: string, prefix?: string, sourceId = article): string =>
  mark('luz', sourceId, 'entity', exact, { entityId }, prefix);

names(salazar, 'Diana Salazar', 'Attorney General ');
names(norero, 'Leandro Norero');
names(norero, 'Norero', 'In one message ');
names(choneKillers, 'Chone Killers', 'He led the ');
names(jalisco, 'Jalisco New Generation Cartel');
names(guzman, 'El Chapo');
names(losLobos, 'Los Lobos', 'down to ');
names(ramirez, 'Pablo Ramírez');
names(teran, 'Wilman Terán', 'run the prisons, and ');
names(council, 'Judicial Council', 'the head of the ');
names(correa, 'Rafael Correa');
names(villavicencio, 'Fernando Villavicencio');
names(intriago, 'Agustin Intriago');
names(intriago, 'Agustin', 'According to the files ');
names(cherres, 'Rubén Cherres');
names(lasso, 'Guillermo Lasso');
names(prosecution, 'The prosecution', 'is not on the list.\n', minutes);

const leak = mark('amal', article, 'question', "because word of Wednesday's raids had leaked", {
  text: 'Leaked by whom? The minutes only speak of warrants that could not be served.',
});
add('mo', createReply, { annotationId: leak, text: 'Nine warrants in the minutes. That would fit “eight or nine”.' });
add('luz', createReply, {
  annotationId: leak,
  text: 'I have asked the press office for the list. Answer promised for Tuesday.',
});
const escaped = mark('luz', article, 'note', 'Eight or nine suspects got away', {
  text: 'Use the number of the minutes, nine, once somebody has signed it off.',
});
add('amal', createReply, { annotationId: escaped, text: 'Agreed. Until then we write “several”.' });
mark('mo', article, 'tag', 'he could face prosecution for warning the suspects', {
  tags: ['allegation', 'reply asked'],
});
mark('amal', article, 'correction', 'visits from prostitutes', { text: 'the services of prostitutes' });
mark(
  'luz',
  article,
  'highlight',
  'Whoever had to stay inside got privileges, arms, drugs, and protection from rival gangs',
);
mark('mo', article, 'note', 'uno de los de la lista es de por acá', {
  text: 'A reader’s tip in Spanish: one of the people on the list is said to come from there. Not checked; no name.',
});

// Claims, each with the words that make it.
const claim = (who: Who, statement: string, exact: string, more: Readonly<Record<string, unknown>> = {}): string => {
  const id = add(who, createClaim, { investigationId: caseId, statement, ...more });
  mark(who, article, 'claim', exact, { claimId: id });
  return id;
};
const arrested = claim(
  'luz',
  'Thirty-one people were arrested in the raids of 13 December 2023.',
  'Thirty-one people, officials and attorneys in private practice, had been arrested the day before',
  {
    kind: 'quantity',
    priority: 'high',
    assigneeId: demoPeople.mo.id,
  },
);
mark('mo', minutes, 'claim', 'Thirty defendants appear before the judge', { claimId: arrested });
const provinces = claim('luz', 'The raids took place in seven provinces.', 'The raids reached into seven provinces', {
  kind: 'event',
});
const leader = claim('luz', 'Leandro Norero led the Chone Killers.', 'He led the Chone Killers', { kind: 'relation' });
const pages = claim('mo', 'The transcripts fill almost 15,000 pages.', 'close to 15,000 pages', {
  kind: 'quantity',
  assigneeId: demoPeople.mo.id,
});
const address = claim(
  'luz',
  'Norero asked his lawyer for the address and the telephone number of Fernando Villavicencio.',
  'Norero asks his lawyer where Villavicencio lives and what his mobile number is',
  { kind: 'event', priority: 'urgent', assigneeId: demoPeople.luz.id },
);
claim(
  'amal',
  'Rafael Correa wrote about the raids before they began.',
  'was among those who wrote about the raids on social media before they began',
  { kind: 'event', priority: 'high' },
);
const favours = claim(
  'luz',
  'Agustín Intriago provided Leandro Norero with favours and information.',
  'Agustin had been providing Norero with favours and information',
  { kind: 'relation', priority: 'high', assigneeId: demoPeople.luz.id },
);
const owned = claim('mo', 'Drug makers own the politicians.', 'it is the drug makers who own the politicians');

// The checking, by three people.
const evidence = (who: Who, claimId: string, stance: string, more: Readonly<Record<string, unknown>>): string =>
  add(who, addEvidence, { claimId, stance, ...more });
const move = (who: Who, claimId: string, to: string, more: Readonly<Record<string, unknown>> = {}): string =>
  add(who, transitionClaim, { claimId, to, ...more }, claimId);
const propose = (who: Who, claimId: string, rating: Rating, rationale: string): string =>
  move(who, claimId, 'in_review', { rating, rationale });
const quote = (who: Who, exact: string, sourceId = minutes): string => mark(who, sourceId, 'highlight', exact);

move('mo', arrested, 'checking');
evidence('mo', arrested, 'supports', {
  annotationId: quote('mo', 'Thirty-one people', article),
  note: 'The prosecution’s figure, on the day after the raids.',
});
evidence('mo', arrested, 'refutes', {
  annotationId: quote('mo', 'Thirty defendants appear before the judge, and each is asked for name and profession'),
  independent: true,
});
evidence('luz', arrested, 'context', {
  annotationId: quote('luz', 'One man who was detained on Wednesday was let go after midnight'),
});
propose(
  'mo',
  arrested,
  'mostly_true',
  'Thirty-one people were detained. The minutes list thirty because one man was let go the same night; both figures are right for their own moment, and the sentence should say which moment it means.',
);

move('mo', provinces, 'checking');
evidence('mo', provinces, 'supports', {
  annotationId: quote('mo', 'searches were carried out in seven provinces at the same hour'),
  independent: true,
});
propose(
  'mo',
  provinces,
  'true',
  'Article and minutes agree, and the minutes record it as the prosecution’s own statement.',
);
move('amal', provinces, 'verified');

move('luz', leader, 'checking');
evidence('luz', leader, 'supports', { annotationId: quote('luz', 'He brought three gangs under one roof', article) });
propose(
  'luz',
  leader,
  'mostly_true',
  'The article says so plainly and the uniting of three gangs presumes it. A second, independent source would make it “true”.',
);
move('mo', leader, 'verified');

move('mo', pages, 'checking');
evidence('mo', pages, 'supports', {
  annotationId: quote('mo', '14,873 numbered pages in thirty-one folders'),
  independent: true,
});

move('luz', address, 'checking');
evidence('luz', address, 'context', {
  annotationId: quote('luz', 'It names nobody in full; the prosecution infers from the answer who is meant'),
  independent: true,
});

move('luz', favours, 'checking');
evidence('luz', favours, 'context', {
  note: 'A clerk of the chamber, by telephone, 15 December: the folder on Manta is under seal.',
});
propose(
  'luz',
  favours,
  'unproven',
  'One source only, and it reports what files say that we have not seen. Nobody of the family was asked yet.',
);
add(
  'amal',
  reviewClaim,
  {
    claimId: favours,
    rating: 'unproven',
    rationale: 'Agreed: nothing here that we could show a reader. Ask the family before anything else.',
  },
  favours,
);

move('mo', owned, 'set_aside', { reason: 'opinion' });

// The network, each line with the claims that carry it.
const link = (
  schema: string,
  fromId: string,
  toId: string,
  role: string,
  claimIds: readonly string[] = [],
  more: Readonly<Record<string, unknown>> = {},
): string => add('luz', createRelationship, { investigationId: caseId, schema, fromId, toId, role, claimIds, ...more });

link('Membership', norero, choneKillers, 'leader', [leader], { endDate: '2022-10' });
link('UnknownLink', choneKillers, jalisco, 'allied gang');
link('Directorship', teran, council, 'president');
link('Employment', salazar, prosecution, 'attorney general');
link('Associate', intriago, norero, 'said to have provided favours and information', [favours]);
link('UnknownLink', norero, villavicencio, 'asked for his address', [address]);
link('UnknownLink', cherres, lasso, 'business with his brother-in-law');
link('UnknownLink', losLobos, cherres, 'said to have killed him', [], { startDate: '2023' });

export const metastasis: readonly Step[] = steps;
