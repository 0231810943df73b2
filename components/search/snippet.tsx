import type { SearchHit } from '@/lib/search/schema.ts';

/** Why it was found: the words that were asked for are marked. */
export function Found({ snippet }: { readonly snippet: SearchHit['snippet'] }) {
  const parts: { text: string; hit: boolean; at: number }[] = [];
  let last = 0;
  for (const { start, end } of snippet.found) {
    if (start > last) parts.push({ text: snippet.text.slice(last, start), hit: false, at: last });
    parts.push({ text: snippet.text.slice(start, end), hit: true, at: start });
    last = end;
  }
  parts.push({ text: snippet.text.slice(last), hit: false, at: last });
  return <>{parts.map(({ text, hit, at }) => (hit ? <mark key={at}>{text}</mark> : <span key={at}>{text}</span>))}</>;
}
