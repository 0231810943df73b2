import { PALETTE } from '@/components/ui/person-color.ts';
import type { Stretch } from './layers.rules.ts';
import { looks } from './layers.rules.ts';
import { placeFinder } from './dom-ranges.ts';

const nameOf = (look: string): string => `rt-${look}`;

let peersLook: CSSStyleSheet | null = null;

/** People's colours stand in one place, which is not a style sheet. */
function colorPeers(): void {
  if (peersLook) return;
  peersLook = new CSSStyleSheet();
  peersLook.replaceSync(
    PALETTE.map((color, at) => `::highlight(${nameOf(`peer-${at}`)}) { background-color: ${color}3d; }`).join('\n'),
  );
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, peersLook];
}

/**
 * Paints the layers as CSS custom highlights: ranges beside the text, which itself stays as it is (docs/adr/0013). Called
 * again whenever the text's nodes have changed, because ranges do not follow what the editor draws anew.
 */
export function paint(
  text: Element,
  blocks: readonly { readonly start: number; readonly end: number }[],
  layers: ReadonlyMap<string, readonly Stretch[]>,
): void {
  colorPeers();
  const placeOf = placeFinder(text, blocks);
  for (const [priority, look] of looks.entries()) {
    const places = (layers.get(look) ?? []).flatMap((stretch) => placeOf(stretch) ?? []);
    if (places.length === 0) {
      CSS.highlights.delete(nameOf(look));
      continue;
    }
    const highlight = new Highlight(...places);
    highlight.priority = priority;
    CSS.highlights.set(nameOf(look), highlight);
  }
}

export function clear(): void {
  for (const look of looks) CSS.highlights.delete(nameOf(look));
}
