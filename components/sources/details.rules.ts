/** A source's details as a form holds them: text in every field. */
export interface Details {
  readonly title: string;
  readonly outlet: string;
  readonly authors: string;
  readonly publishedAt: string;
  readonly accessedAt: string;
  readonly url: string;
  readonly archiveUrl: string;
  readonly language: string;
  readonly rights: string;
}

interface Known {
  readonly title: string;
  readonly outlet: string | null;
  readonly authors: readonly string[];
  readonly publishedAt: string | null;
  readonly accessedAt: string | null;
  readonly url: string | null;
  readonly archiveUrl: string | null;
  readonly language: string | null;
  readonly rights: string | null;
}

export const detailsOf = (known: Known): Details => ({
  title: known.title,
  outlet: known.outlet ?? '',
  authors: known.authors.join('\n'),
  publishedAt: localTime(known.publishedAt),
  accessedAt: localTime(known.accessedAt),
  url: known.url ?? '',
  archiveUrl: known.archiveUrl ?? '',
  language: known.language ?? '',
  rights: known.rights ?? '',
});

/** What was changed, as the command takes it; nothing of what was left alone. An empty field says that it is not known. */
export function changesOf(before: Details, after: Details): Readonly<Record<string, unknown>> {
  const opened = new Map<string, string>(Object.entries({ ...before }));
  const now = new Map<string, string>(Object.entries({ ...after }));
  return Object.fromEntries(
    [...now].filter(([name, value]) => opened.get(name) !== value).map(([name, value]) => [name, valueOf(name, value)]),
  );
}

function valueOf(name: string, value: string): unknown {
  const words = value.trim();
  if (name === 'title') return words;
  if (name === 'authors')
    return words
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
  if (words === '') return null;
  if (name === 'language') return words.toLowerCase();
  return name === 'publishedAt' || name === 'accessedAt' ? new Date(words).toISOString() : words;
}

/** 2023-04-05T18:30, in the reader's own zone, as the browser's field for dates has it. */
function localTime(at: string | null): string {
  if (at === null) return '';
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
