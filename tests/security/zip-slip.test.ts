import { existsSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseInput } from '@/lib/sources/intake/parse.ts';
import { Unreadable } from '@/lib/sources/intake/unreadable.ts';
import { makeDocx, wordParagraph } from '../support/documents.ts';

const SLIPPED = 'redthread-slipped.txt';
const up = '../'.repeat(12);
const words = 'The port authority paid in January for a crane that it had already paid for in October, invoices show.';

const parse = (bytes: Uint8Array) => parseInput({ kind: 'docx', bytes, charset: null }, () => undefined);

describe('zip slip: a Word file whose entries point out of it', () => {
  it.each([
    ['upwards', `${up}tmp/${SLIPPED}`],
    ['upwards behind a good folder', `word/${up}tmp/${SLIPPED}`],
    ['to the root', `/tmp/${SLIPPED}`],
    ['the way of Windows', `..\\..\\${SLIPPED}`],
    ['to a drive', `C:/${SLIPPED}`],
  ])('%s: refused in words, and nothing is written anywhere', async (_, name) => {
    const bytes = makeDocx(wordParagraph(words), { [name]: 'slipped' });
    const before = readdirSync('.');
    const places = [path.join('/tmp', SLIPPED), path.join(tmpdir(), SLIPPED), path.join('..', SLIPPED), SLIPPED];
    for (const place of places) rmSync(place, { force: true });
    await expect(parse(bytes)).rejects.toThrow(Unreadable);
    expect(places.filter((place) => existsSync(place))).toEqual([]);
    expect(readdirSync('.')).toEqual(before);
  });

  it('and one with an entry more that stays inside is read', async () => {
    const { blocks } = await parse(makeDocx(wordParagraph(words), { 'word/more.txt': 'inside' }));
    expect(blocks.map(({ text }) => text)).toEqual([words]);
  });
});
