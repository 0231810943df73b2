'use client';

import type { Core, ElementDefinition, EventObject, EventObjectEdge, EventObjectNode } from 'cytoscape';
import type { RefObject } from 'react';
import { useEffect, useEffectEvent, useImperativeHandle, useRef, useState } from 'react';
import type { Drawn, NetworkEdge, NetworkNode } from '@/lib/network/schema.ts';
import { bounds, fitted, MARGIN } from './bounds.rules.ts';
import { shapeOf, stylesheet } from './look.ts';
import styles from './network.module.css';
import { Sketch } from './sketch.tsx';
import type { Chosen } from './use-network.ts';
import type { Place, Places } from './use-layout.ts';

export interface DrawingHandle {
  readonly fit: () => void;
  readonly zoom: (by: number) => void;
  readonly centre: (id: string) => void;
  readonly png: () => Blob | null;
}

interface DrawingProps {
  readonly nodes: readonly NetworkNode[];
  readonly edges: readonly NetworkEdge[];
  /** What the filters leave of them; the rest keeps its place and is not drawn. */
  readonly shown: Drawn;
  readonly places: Places;
  /** A first picture of where the forces will leave things; null: they have settled. */
  readonly sketch: Places | null;
  readonly chosen: Chosen | null;
  /** The ids of what lies on the way that was looked for. */
  readonly way: ReadonlySet<string>;
  readonly onChoose: (chosen: Chosen | null) => void;
  readonly onMoved: (id: string, place: Place) => void;
  readonly handle: RefObject<DrawingHandle | null>;
}

/** Asked for with the page itself, not when the page has come alive. */
const library = typeof window === 'undefined' ? null : import('cytoscape');

/** Beyond it labels and lines wait while one drags or zooms. */
const MANY = 800;
/** Up to so many are fitted with their names. */
const FEW = 300;
const background = (): string => getComputedStyle(document.documentElement).getPropertyValue('--paper').trim();

/**
 * The network on a canvas. It is for the eye and the pointer alone: the table beside it says the same in words, so it is
 * hidden from screen readers.
 */
export function Drawing({ nodes, edges, shown, places, sketch, chosen, way, onChoose, onMoved, handle }: DrawingProps) {
  const room = useRef<HTMLDivElement>(null);
  const [cy, setCy] = useState<Core | null>(null);
  const choose = useEffectEvent(onChoose);
  const moved = useEffectEvent(onMoved);
  const many = nodes.length + edges.length > MANY;

  useEffect(() => {
    const container = room.current;
    if (!container) return;
    let made: Core | undefined;
    let gone = false;
    void library?.then(({ default: cytoscape }) => {
      if (gone) return;
      made = cytoscape({
        container,
        style: stylesheet(document.documentElement, many),
        layout: { name: 'null' },
        minZoom: 0.03,
        maxZoom: 3,
        hideEdgesOnViewport: many,
        textureOnViewport: many,
        pixelRatio: many ? 1 : 'auto',
      });
      made.on('tap', 'node', ({ target }: EventObjectNode) => choose({ what: 'node', id: target.id() }));
      made.on('tap', 'edge', ({ target }: EventObjectEdge) => choose({ what: 'edge', id: target.id() }));
      made.on('tap', ({ target }: EventObject) => {
        if (target === made) choose(null);
      });
      made.on('dragfree', 'node', ({ target }: EventObjectNode) => {
        moved(target.id(), { ...target.position(), pinned: true });
      });
      setCy(made);
    });
    return () => {
      gone = true;
      made?.destroy();
      setCy(null);
    };
  }, [many]);

  // The theme may change under the drawing.
  useEffect(() => {
    if (!cy) return;
    const paint = () => void cy.style(stylesheet(document.documentElement, many));
    const observer = new MutationObserver(paint);
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', paint);
    return () => {
      observer.disconnect();
      scheme.removeEventListener('change', paint);
    };
  }, [cy, many]);

  const first = useRef(true);
  const [ready, setReady] = useState(false);
  useEffect(() => {
    if (!cy) return;
    const degrees = new Map<string, number>();
    for (const { fromId, toId } of edges) for (const id of [fromId, toId]) degrees.set(id, (degrees.get(id) ?? 0) + 1);
    const drawn = nodes.filter(({ id }) => places.has(id));
    const there = new Set(drawn.map(({ id }) => id));
    change(cy, [
      ...drawn.map((node) => nodeElement(node, degrees.get(node.id) ?? 0, places.get(node.id))),
      ...edges.filter(({ fromId, toId }) => there.has(fromId) && there.has(toId)).map(edgeElement),
    ]);
    if (first.current && drawn.length > 0) {
      first.current = false;
      fit(cy);
      cy.one('render', () => setReady(true));
    }
  }, [cy, nodes, edges, places]);
  useEffect(() => {
    if (cy) leave(cy, new Set([...shown.nodes, ...shown.edges].map(({ id }) => id)));
  }, [cy, nodes, edges, shown, places]);
  useEffect(() => {
    first.current = true;
  }, [cy]);

  useEffect(() => {
    if (!cy) return;
    cy.batch(() => {
      cy.elements('.chosen, .way').removeClass('chosen way');
      if (chosen) cy.getElementById(chosen.id).addClass('chosen');
      for (const id of way) cy.getElementById(id).addClass('way');
    });
  }, [cy, chosen, way, nodes, edges, places]);

  useImperativeHandle(
    handle,
    () => ({
      fit: () => {
        if (cy) fit(cy);
      },
      zoom: (by) => cy?.zoom({ level: cy.zoom() * by, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } }),
      centre: (id) => {
        if (!cy) return;
        cy.zoom(Math.max(cy.zoom(), 0.8));
        cy.center(cy.getElementById(id));
      },
      png: () =>
        cy?.png({ output: 'blob', full: true, scale: 2, maxWidth: 8000, maxHeight: 8000, bg: background() }) ?? null,
    }),
    [cy],
  );

  return (
    <div className={styles.wall}>
      {/* Cytoscape puts a style element into the page unless one of this id is there; the content policy lets none in, and
          what it says (the canvas is positioned) our sheet says. */}
      <span id="__________cytoscape_stylesheet" hidden />
      <div
        ref={room}
        className={styles.canvas}
        aria-hidden="true"
        data-drawn={ready ? shown.nodes.length : undefined}
      />
      {many && !ready ? <Sketch nodes={nodes} edges={edges} places={sketch ?? places} /> : null}
    </div>
  );
}

/** Only what differs is touched: thousands of elements that stay cost nothing. */
function change(cy: Core, elements: readonly ElementDefinition[]): void {
  const wanted = new Set(elements.map(({ data }) => data.id));
  cy.batch(() => {
    cy.elements()
      .filter((element) => !wanted.has(element.id()))
      .remove();
    const added: ElementDefinition[] = [];
    for (const element of elements) {
      const there = cy.getElementById(element.data.id ?? '');
      if (there.empty()) {
        added.push(element);
        continue;
      }
      const differing = Object.entries(element.data).filter(([key, value]) => there.data(key) !== value);
      if (differing.length > 0) there.data(Object.fromEntries(differing));
      const { x, y } = there.isNode() && element.position ? there.position() : { x: 0, y: 0 };
      if (element.position && (x !== element.position.x || y !== element.position.y)) there.position(element.position);
    }
    cy.add(added);
  });
}

/** Filtering takes nothing out and puts nothing in: who stays is not touched, who goes keeps its place. */
function leave(cy: Core, shown: ReadonlySet<string>): void {
  cy.batch(() => {
    cy.elements().forEach((element) => {
      if (shown.has(element.id()) === element.hasClass('away')) element.toggleClass('away');
    });
  });
}

function fit(cy: Core): void {
  const nodes = cy.nodes();
  const box = nodes.length > FEW ? bounds(nodes.map((node) => node.position())) : null;
  if (box) {
    // By the places alone: measuring thousands of names takes a second, and changes the picture by a hair.
    cy.viewport(fitted(box, { width: cy.width(), height: cy.height() }));
    return;
  }
  cy.fit(undefined, MARGIN);
  // A pair of names need not fill the wall, and on a phone a few names should still be read.
  const zoom =
    cy.nodes().not('.away').length < 60 ? Math.min(1.25, Math.max(0.62, cy.zoom())) : Math.min(1.25, cy.zoom());
  if (zoom === cy.zoom()) return;
  cy.zoom(zoom);
  cy.center();
}

const nodeElement = (
  { id, name, schema, relationships }: NetworkNode,
  degree: number,
  place: Place | undefined,
): ElementDefinition => ({
  data: {
    id,
    name,
    shape: shapeOf(schema),
    size: Math.min(56, 22 + 5 * Math.sqrt(degree)),
    pinned: place?.pinned ?? false,
    // There is more of it than is drawn.
    more: relationships > degree,
  },
  position: { x: place?.x ?? 0, y: place?.y ?? 0 },
});

const edgeElement = ({ id, fromId, toId, support, directed }: NetworkEdge): ElementDefinition => ({
  data: { id, source: fromId, target: toId, support, directed },
});
