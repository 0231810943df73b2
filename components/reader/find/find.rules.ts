/** A text made ready for finding: case, accents and the shape of quotes and spaces do not matter. */
export interface Findable {
  readonly folded: string;
  /** For each unit of `folded`, and for its end: where it stands in the text. */
  readonly at: Uint32Array;
}

export interface Found {
  readonly start: number;
  readonly end: number;
}

const same: Readonly<Record<string, string>> = { '’': "'", '‘': "'", '“': '"', '”': '"', '«': '"', '»': '"' };

function foldOne(character: string): string {
  const plain = same[character];
  if (plain) return plain;
  if (/\s/u.test(character)) return ' ';
  return character.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Character by character, so that every place is known; a letter that becomes two (ﬁ) has both at its own place. */
export function findable(text: string): Findable {
  const parts: string[] = [];
  const places: number[] = [];
  let offset = 0;
  for (const character of text) {
    const code = character.charCodeAt(0);
    // Plain letters, most of any text, need no look at Unicode.
    const folded = code > 32 && code < 127 ? character.toLowerCase() : foldOne(character);
    parts.push(folded);
    for (let unit = 0; unit < folded.length; unit += 1) places.push(offset);
    offset += character.length;
  }
  places.push(text.length);
  return { folded: parts.join(''), at: Uint32Array.from(places) };
}

/** Where the words stand, from the beginning; what overlaps is found once. At most `max`. */
export function findAll({ folded, at }: Findable, query: string, max: number): readonly Found[] {
  const asked = Array.from(query.trim(), foldOne).join('');
  const found: Found[] = [];
  if (asked === '') return found;
  for (let from = folded.indexOf(asked); from !== -1 && found.length < max;) {
    const to = from + asked.length;
    found.push({ start: at[from] ?? 0, end: at[to] ?? 0 });
    from = folded.indexOf(asked, to);
  }
  return found;
}
