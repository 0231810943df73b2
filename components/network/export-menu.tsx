'use client';

import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';
import type { Drawn } from '@/lib/network/schema.ts';
import { get } from '@/components/data/api.ts';
import { useEdgeWords } from '@/components/entities/use-labels.ts';
import { useToast } from '@/components/ui/toast.tsx';
import { exchangedList, MOST_ASKED } from '@/lib/entities/exchange.schema.ts';
import { supports } from '@/lib/entities/rules.ts';
import { encodeGexf } from '@/lib/interop/graph/gexf.rules.ts';
import { encodeGraphml } from '@/lib/interop/graph/graphml.rules.ts';
import { encodeEdgeTable, encodeFtmLines } from '@/lib/interop/graph/lines.rules.ts';
import type { Picture } from '@/lib/interop/graph/picture.rules.ts';
import { encodeSvg } from '@/lib/interop/graph/svg.rules.ts';
import styles from './network.module.css';
import type { Places } from './use-layout.ts';

interface Props {
  /** What is on the screen, as filtered: that, and nothing else, leaves it. */
  readonly shown: Drawn;
  readonly places: Places;
  readonly title: string;
  readonly png: () => Promise<Blob | null>;
}

const formats = ['svg', 'png', 'graphml', 'gexf', 'csv', 'ftm'] as const;
type Format = (typeof formats)[number];
const types: Readonly<Record<Format, { readonly type: string; readonly ending: string }>> = {
  svg: { type: 'image/svg+xml', ending: 'svg' },
  png: { type: 'image/png', ending: 'png' },
  graphml: { type: 'application/graphml+xml', ending: 'graphml' },
  gexf: { type: 'application/gexf+xml', ending: 'gexf' },
  csv: { type: 'text/csv', ending: 'csv' },
  ftm: { type: 'application/json+ftm', ending: 'ftm.json' },
};

function save(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has begun by then; at once would be too early for some browsers.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

const fileName = (title: string): string =>
  title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join('-')
    .toLowerCase()
    .slice(0, 60) || 'network';

/** All that the reader may see of these, as it is known now. */
async function askKnown(ids: readonly string[]) {
  const pages: z.output<typeof exchangedList>['items'][] = [];
  for (let at = 0; at < ids.length; at += MOST_ASKED)
    pages.push((await get(`/entities/exchanged?ids=${ids.slice(at, at + MOST_ASKED).join(',')}`, exchangedList)).items);
  return pages.flat();
}

/** Takes the drawing along: for print, for other tools, as a table. */
export function ExportMenu({ shown, places, title, png }: Props) {
  const t = useTranslations('network.export');
  const support = useTranslations('entities.support');
  const wordsOf = useEdgeWords();
  const toast = useToast();
  const menu = useRef<HTMLDetailsElement>(null);

  const picture = (): Picture => ({
    title,
    nodes: shown.nodes.map(({ id, name, schema }) => {
      const { x = 0, y = 0 } = places.get(id) ?? {};
      return { id, name, schema, x: Math.round(x), y: Math.round(y) };
    }),
    edges: shown.edges.map((edge) => ({ ...edge, words: wordsOf(edge.words) })),
  });
  const texts: Readonly<Record<Exclude<Format, 'png'>, () => string | Promise<string>>> = {
    svg: () =>
      encodeSvg(
        picture(),
        supports.map((one) => ({ support: one, label: support(one) })),
      ),
    graphml: () => encodeGraphml(picture()),
    gexf: () => encodeGexf(picture()),
    csv: () => encodeEdgeTable(picture()),
    ftm: async () => encodeFtmLines(picture(), await askKnown([...shown.nodes, ...shown.edges].map(({ id }) => id))),
  };
  const take = async (format: Format) => {
    if (menu.current) menu.current.open = false;
    const { type, ending } = types[format];
    try {
      const blob = format === 'png' ? await png() : new Blob([await texts[format]()], { type });
      if (blob) save(blob, `${fileName(title)}.${ending}`);
      else toast({ text: t('onlyDrawn'), tone: 'bad' });
    } catch (error) {
      toast({ text: error instanceof Error ? error.message : String(error), tone: 'bad' });
    }
  };
  return (
    <details ref={menu} className={styles.export}>
      <summary>{t('title')}</summary>
      <ul>
        {formats.map((format) => (
          <li key={format}>
            <button type="button" onClick={() => void take(format)}>
              {t(format)}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
