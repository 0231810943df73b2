import type pg from 'pg';
import type { ReadObject } from '@/lib/interop/read-entities.ts';

/** mulberry32: small, good enough for names, the same everywhere. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const given =
  'María José Juan Luis Carlos Ana Jorge Carmen Manuel Rosa Miguel Luz Pedro Diana Fernando Gabriela Andrés Patricia Wilman Rafael Guillermo Leandro Agustín Rubén Pablo Verónica Mario Silvia Byron Gloria John Mary James Linda Robert Susan David Karen Mohammed Fatima Ahmed Yusuf Ivan Olga Sergei Elena Wei Ming'.split(
    ' ',
  );
const family =
  'García González Rodríguez López Martínez Pérez Sánchez Ramírez Torres Flores Rivera Gómez Díaz Cruz Morales Reyes Gutiérrez Ortiz Mendoza Castillo Vera Zambrano Cedeño Intriago Salazar Terán Norero Correa Lasso Villavicencio Smith Johnson Williams Brown Jones Miller Davis Wilson Khan Ali Hussein Ivanov Petrov Kim Lee Chen Wang Nguyen'.split(
    ' ',
  );
const onset = 'b c d f g h j l m n p r s t v z ch qu br tr gr pl'.split(' ');
const vowel = 'a e i o u ia ue'.split(' ');
const coda = ['', '', '', 'n', 'r', 's', 'l'];
const trade =
  'Construcciones Transportes Pesquera Minera Agrícola Inmobiliaria Seguridad Consultores Holding Textil'.split(' ');
const legal = ['S.A.', 'Cía. Ltda.', 'Ltd', 'Inc.', 'LLC', 'S.A.S.'];

/**
 * Names as they are spread in life: a few that half the country has (Zipf), and a long tail of rare ones made of
 * syllables. Four in five are people, with one or two family names; the others are companies.
 */
export function nameMaker(seed: number): () => { readonly schema: 'Person' | 'Company'; readonly name: string } {
  const random = seeded(seed);
  const pick = <T>(list: readonly T[], fallback: T): T => list[Math.floor(random() * list.length)] ?? fallback;
  const common = (list: readonly string[]): string => list[Math.floor(list.length * random() ** 2.2)] ?? 'Ana';
  const word = (): string => {
    let made = '';
    for (let at = 0, length = 2 + Math.floor(random() * 2); at < length; at += 1)
      made += pick(onset, 'b') + pick(vowel, 'a') + pick(coda, '');
    return made.charAt(0).toUpperCase() + made.slice(1);
  };
  // A country has some tens of thousands of family names, most of them rare.
  const rare = Array.from({ length: 60_000 }, word);
  const surname = (): string => (random() < 0.6 ? common(family) : common(rare));
  return () => {
    if (random() < 0.2)
      return { schema: 'Company', name: `${pick(trade, 'Minera')} ${common(rare)} ${pick(legal, 'S.A.')}` };
    const first = random() < 0.85 ? common(given) : common(rare);
    const second = random() < 0.3 ? ` ${common(given)}` : '';
    return { schema: 'Person', name: `${first}${second} ${surname()}${random() < 0.5 ? ` ${surname()}` : ''}` };
  };
}

/** Such names as a list of persons and companies gives them: FollowTheMoney objects with three values each. */
export function linesToImport(count: number, seed: number): ReadObject[] {
  const make = nameMaker(seed);
  return Array.from({ length: count }, (_, at) => {
    const { schema, name } = make();
    const properties = {
      name: [name],
      country: ['ec'],
      sourceUrl: [`https://example.org/${at}`],
      notes: [`Line ${at}`],
    };
    return { id: `line-${seed}-${at}`, schema, line: at + 1, properties };
  });
}

const BATCH = 10_000;

/** Fills entities and names in batches, through the triggers that every insert passes. */
export async function fill(db: pg.Pool | pg.Client, count: number, userId: string, seed: number): Promise<void> {
  const make = nameMaker(seed);
  for (let done = 0; done < count; done += BATCH) {
    const some = Array.from({ length: Math.min(BATCH, count - done) }, make);
    await db.query(
      `WITH given AS (SELECT gen_random_uuid() AS id, * FROM unnest($1::text[], $2::text[]) AS g(schema, name)),
        made AS (INSERT INTO "Entity" (id, schema, name, "createdById") SELECT id, schema, name, $3 FROM given)
       INSERT INTO "EntityName" (id, "entityId", name) SELECT gen_random_uuid(), id, name FROM given`,
      [some.map(({ schema }) => schema), some.map(({ name }) => name), userId],
    );
  }
}
