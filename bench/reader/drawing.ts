import type { Page } from 'playwright-core';

/**
 * The two ways of drawing the marks near the screen, on the page as it stands: as CSS custom highlights (ranges beside
 * the text), as the room does, and as decorations of the editor (spans in the text). Each is taken away, painted, put
 * back and painted, ten times; the median of putting back.
 */
export async function compareDrawing(page: Page): Promise<string> {
  // tsx wraps named functions in a helper that a page does not have.
  await page.evaluate('globalThis.__name = (named) => named');
  return page.evaluate(async () => {
    interface Decorations {
      readonly empty: unknown;
      readonly create: (doc: unknown, decorations: readonly unknown[]) => unknown;
    }
    interface Held {
      readonly state: {
        readonly doc: unknown;
        readonly tr: { setMeta: (key: string, value: unknown) => unknown };
        readonly plugins: readonly Plugin[];
      };
      readonly dispatch: (transaction: unknown) => void;
      readonly posAtDOM: (node: Node, offset: number) => number;
    }
    interface Plugin {
      readonly key: string;
      readonly getState: (state: unknown) => { find: () => readonly object[] } | undefined;
    }
    const text = document.querySelector<HTMLElement & { editor: { view: Held } }>('.ProseMirror')!;
    const { view } = text.editor;
    const plugin = view.state.plugins.find(({ key }) => key.startsWith('drawing'))!;
    const between = plugin.getState(view.state)!;
    // The classes of the page's own copy of the library.
    const Sets = between.constructor as unknown as Decorations;
    const One = between.find()[0]!.constructor as unknown as {
      inline: (from: number, to: number, attributes: Record<string, string>) => unknown;
    };
    const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const put = (set: unknown) => view.dispatch(view.state.tr.setMeta(plugin.key, set));
    const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

    put(Sets.empty);
    const layers = [...CSS.highlights].map(([name, ranges]) => ({
      name,
      spots: [...ranges].map((range) => ({
        from: view.posAtDOM(range.startContainer, range.startOffset),
        to: view.posAtDOM(range.endContainer, range.endOffset),
      })),
    }));
    // The editor has joined text nodes that its own widgets had parted: ranges are made of places, as the room does.
    const nodes: { node: Node; at: number }[] = [];
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) nodes.push({ node, at: view.posAtDOM(node, 0) });
    const place = (position: number) => {
      let low = 0;
      let high = nodes.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (nodes[middle]!.at <= position) low = middle;
        else high = middle - 1;
      }
      return { node: nodes[low]!.node, offset: position - nodes[low]!.at };
    };
    const highlights: number[] = [];
    for (let n = 0; n < 10; n += 1) {
      CSS.highlights.clear();
      await painted();
      const began = performance.now();
      for (const { name, spots } of layers)
        CSS.highlights.set(
          name,
          new Highlight(
            ...spots.map(({ from, to }) => {
              const [start, end] = [place(from), place(to - 1)];
              return new StaticRange({
                ...{ startContainer: start.node, startOffset: start.offset },
                ...{ endContainer: end.node, endOffset: end.offset + 1 },
              });
            }),
          ),
        );
      await painted();
      highlights.push(performance.now() - began);
    }
    CSS.highlights.clear();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('.bench { background-color: #f6d36b55; text-decoration: underline 2px #bf1230; }');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    const count = layers.reduce((sum, { spots }) => sum + spots.length, 0);
    const decorations: number[] = [];
    for (let n = 0; n < 10; n += 1) {
      put(Sets.empty);
      await painted();
      const began = performance.now();
      const spans = layers.flatMap(({ name, spots }) =>
        spots.map(({ from, to }) => One.inline(from, to, { class: `bench ${name}`, title: name })),
      );
      put(Sets.create(view.state.doc, spans));
      await painted();
      decorations.push(performance.now() - began);
    }
    put(between);
    return `drawing the ${count} stretches near the screen: CSS custom highlights ${median(highlights).toFixed(0)} ms, decorations ${median(decorations).toFixed(0)} ms to the next frame`;
  });
}
