'use client';

import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useEvents } from '@/components/live/use-events.ts';
import { Button } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import type { NetworkScope } from '@/lib/network/rules.ts';
import type { NetworkView } from '@/lib/network/schema.ts';
import { useToast } from '@/components/ui/toast.tsx';
import type { DrawingHandle } from './drawing.tsx';
import { Drawing } from './drawing.tsx';
import { EdgeCard } from './edge-card.tsx';
import { ExportMenu } from './export-menu.tsx';
import { FindNode } from './find-node.tsx';
import { NetworkFilters } from './filters.tsx';
import { Legend } from './legend.tsx';
import styles from './network.module.css';
import { NetworkTable } from './network-table.tsx';
import { NodeCard } from './node-card.tsx';
import { useLayout } from './use-layout.ts';
import type { Chosen } from './use-network.ts';
import { useNetwork } from './use-network.ts';
import { WayCard } from './way-card.tsx';

interface Props {
  readonly scope: NetworkScope;
  /** What this is the network of: a file that leaves the screen is called so. */
  readonly title: string;
  readonly initial: NetworkView;
  /** The line that somebody came to look at. */
  readonly edgeId?: string | null;
}

/** Who is linked to whom (ENT-6): drawn, and in a table that says the same; what carries a line is one click away. */
export function NetworkScreen({ scope, title, initial, edgeId = null }: Props) {
  const t = useTranslations('network');
  const toast = useToast();
  const network = useNetwork(scope, initial);
  const { all, shown, way } = network;
  const layout = useLayout(scope, all.nodes, all.edges);
  const [look, setLook] = useState<'drawing' | 'table'>('drawing');
  const [chosen, setChosen] = useState<Chosen | null>(edgeId ? { what: 'edge', id: edgeId } : null);
  const drawing = useRef<DrawingHandle>(null);

  const node = chosen?.what === 'node' ? all.nodes.find(({ id }) => id === chosen.id) : undefined;
  const edge = chosen?.what === 'edge' ? all.edges.find(({ id }) => id === chosen.id) : undefined;
  const tried = (act: Promise<void>) => void act.catch(() => toast({ text: t('unreachable'), tone: 'bad' }));
  const onWay = new Set(way ? [...way.found.nodes, ...way.found.edges].map(({ id }) => id) : []);

  if (all.nodes.length === 0)
    return (
      <EmptyState title={t('empty')}>
        <p>{t('emptyNext')}</p>
      </EmptyState>
    );
  return (
    <>
      {scope.investigationId ? <Follow investigationId={scope.investigationId} onEvent={network.refetch} /> : null}
      {network.total ? (
        <p className={styles.tooMany} role="status">
          {t('tooMany', { ...network.total, shownNodes: all.nodes.length, shownEdges: all.edges.length })}
        </p>
      ) : null}
      <NetworkFilters network={all} filter={network.filter} onFilter={network.setFilter} />
      <div className={styles.bar}>
        <div role="group" aria-label={t('look')} className={styles.looks}>
          {(['drawing', 'table'] as const).map((one) => (
            <button key={one} type="button" aria-pressed={look === one} onClick={() => setLook(one)}>
              {t(`looks.${one}`)}
            </button>
          ))}
        </div>
        <FindNode
          nodes={shown.nodes}
          label={t('find')}
          onFound={(id) => {
            setChosen({ what: 'node', id });
            drawing.current?.centre(id);
          }}
        />
        <p role="status" className={styles.count}>
          {layout.progress === null
            ? t('count', { nodes: shown.nodes.length, edges: shown.edges.length })
            : t('settling', { progress: layout.progress })}
        </p>
        <ExportMenu
          shown={shown}
          places={layout.places}
          title={title}
          png={async () => (await drawing.current?.png()) ?? null}
        />
      </div>
      <div className={styles.room} data-look={look}>
        {look === 'drawing' ? (
          <div className={styles.stage}>
            <Drawing
              all={all}
              shown={shown}
              places={layout.sketch ?? layout.places}
              chosen={chosen}
              way={onWay}
              onChoose={setChosen}
              onMoved={layout.put}
              handle={drawing}
            />
            <div className={styles.tools} role="group" aria-label={t('tools')}>
              <Button onClick={() => drawing.current?.zoom(1.3)} aria-label={t('closer')}>
                +
              </Button>
              <Button onClick={() => drawing.current?.zoom(1 / 1.3)} aria-label={t('farther')}>
                −
              </Button>
              <Button onClick={() => drawing.current?.fit()}>{t('fit')}</Button>
              <Button
                onClick={() => {
                  layout.arrange();
                  drawing.current?.fit();
                }}
              >
                {t('arrange')}
              </Button>
            </div>
            <Legend />
          </div>
        ) : (
          <NetworkTable nodes={shown.nodes} edges={shown.edges} chosen={chosen} onChoose={setChosen} />
        )}
        <aside className={styles.side} aria-label={t('chosen')} aria-live="polite">
          {way ? (
            <WayCard
              way={way.found}
              to={all.nodes.find(({ id }) => id === way.toId)?.name ?? ''}
              onChoose={setChosen}
              onClose={network.forgetWay}
            />
          ) : null}
          {node ? (
            <NodeCard
              key={node.id}
              node={node}
              others={all.nodes}
              lines={all.edges.filter(({ fromId, toId }) => fromId === node.id || toId === node.id)}
              place={layout.places.get(node.id)}
              onExpand={() => tried(network.expand(node.id))}
              onPlace={(place) => layout.put(node.id, place)}
              onWay={(to) => tried(network.findWay(node.id, to))}
              onChoose={setChosen}
            />
          ) : null}
          {edge ? <EdgeCard key={edge.id} edgeId={edge.id} /> : null}
          {node || edge || way ? null : <p className={styles.hint}>{t('hint')}</p>}
        </aside>
      </div>
    </>
  );
}

/** A verdict, a new line, a mark: the drawing follows the case. */
function Follow({ investigationId, onEvent }: { readonly investigationId: string; readonly onEvent: () => unknown }) {
  useEvents(investigationId, ({ type }) => {
    if (/^(relationship|entity|claim|decision|annotation)\./u.test(type)) onEvent();
  });
  return null;
}
