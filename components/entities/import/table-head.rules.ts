import { allNames, propertiesOf } from '@/lib/entities/rules.ts';

const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, ' ')
    .trim();

/** The columns of a table: its first line, parted by what occurs most in it, with quotes around what holds a separator. */
export function columnsOf(text: string): readonly string[] {
  const [line = ''] = text.replace(/^\u{FEFF}/u, '').split(/\r?\n/u, 1);
  const separators = [',', ';', '\t'];
  const [separator = ','] = separators.sort((a, b) => line.split(b).length - line.split(a).length);
  const cells: string[] = [];
  let [cell, quoted] = ['', false];
  for (let at = 0; at < line.length; at += 1) {
    const letter = line.charAt(at);
    // Two quotes in a row inside quotes are one.
    const doubled = quoted && letter === '"' && line.charAt(at + 1) === '"';
    if (letter === '"' && !doubled) quoted = !quoted;
    else if (letter === separator && !quoted) {
      cells.push(cell);
      cell = '';
    } else cell += letter;
    if (doubled) at += 1;
  }
  cells.push(cell);
  return cells.map((one) => one.trim()).filter((one, at, all) => one !== '' && all.indexOf(one) === at);
}

/** What a column seems to say, by its heading in English or Spanish; `labels` are the words of the screen. */
export function guessColumn(column: string, schema: string, labels: Readonly<Record<string, string>>): string {
  const heading = folded(column);
  const other: Readonly<Record<string, string>> = {
    nombre: 'name',
    'full name': 'name',
    'nombre completo': 'name',
    'also known as': 'alias',
    aka: 'alias',
    apodo: 'weakAlias',
    pais: 'country',
    nacionalidad: 'nationality',
    cargo: 'position',
    notas: 'notes',
  };
  const known = { ...propertiesOf(schema), ...allNames };
  const found = Object.entries(known).find(([name, label]) =>
    [name.toLowerCase(), folded(label), folded(labels[name] ?? '')].includes(heading),
  );
  const guess = found?.[0] ?? other[heading] ?? '';
  return guess && Object.hasOwn(known, guess) ? guess : '';
}
