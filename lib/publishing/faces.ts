import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as fontkit from 'fontkit';
import { BAR } from '../retention/bars.rules.ts';

/** Letters for what is drawn on the server (PDF dossiers, pictures of links): files of a package, never of the network. */
const scripts = [
  'latin',
  'latin-ext',
  'greek',
  'greek-ext',
  'cyrillic',
  'cyrillic-ext',
  'vietnamese',
  'devanagari',
] as const;
export type Weight = 400 | 700;

export interface Face {
  readonly name: string;
  readonly script: string;
  readonly bytes: Buffer;
  readonly has: (codePoint: number) => boolean;
}

// By its path, as what bundles the server would make a module of everything that it can resolve.
const folder = path.join(process.cwd(), 'node_modules', '@fontsource', 'noto-sans', 'files');
const loaded = new Map<Weight, readonly Face[]>();

/** The faces of a weight, Latin first. Read once. */
export function facesOf(weight: Weight): readonly Face[] {
  const known = loaded.get(weight);
  if (known) return known;
  const faces = scripts.map((script) => {
    const name = `noto-sans-${script}-${weight}-normal`;
    const bytes = readFileSync(path.join(folder, `${name}.woff`));
    const font = fontkit.create(bytes);
    if ('fonts' in font) throw new Error(`${name} is a collection of fonts`);
    return { name, script, bytes, has: (codePoint: number) => font.hasGlyphForCodePoint(codePoint) };
  });
  loaded.set(weight, faces);
  return faces;
}

const LOST = '\u{fffd}';
/** No face has the bar over redacted words (ACC-8): a row of long dashes stands for it. */
const DASH = '—';

/**
 * A text cut into runs, each in a face that has its letters. A run goes on through spaces and common signs; what no face
 * has becomes one � a letter.
 */
export function runsOf(
  text: string,
  faces: readonly Face[],
): readonly { readonly text: string; readonly face: Face }[] {
  const [first] = faces;
  if (!first) return [];
  const runs: { text: string; face: Face }[] = [];
  for (const letter of text.replaceAll(BAR, DASH)) {
    const code = letter.codePointAt(0) ?? 0;
    const last = runs.at(-1);
    const face = last?.face.has(code) ? last.face : faces.find((one) => one.has(code));
    const shown = face ? letter : LOST;
    const into = face ?? first;
    if (last && last.face === into) last.text += shown;
    else runs.push({ text: shown, face: into });
  }
  return runs;
}

/** A text without the letters that no face has; null where hardly anything would be left. */
export function drawable(text: string, faces: readonly Face[]): string | null {
  const letters = Array.from(text.replaceAll(BAR, DASH));
  const kept = letters.filter((letter) => faces.some((face) => face.has(letter.codePointAt(0) ?? 0))).join('');
  return kept.trim().length * 2 < letters.length ? null : kept;
}
