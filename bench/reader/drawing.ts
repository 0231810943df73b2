import type { Page } from 'playwright-core';

/**
 * The two ways of drawing the marks near the screen, on the page as it stands: as decorations of the editor (spans in
 * the text), and as CSS custom highlights (ranges beside it). Each is taken away, painted, put back and painted,
 * ten times; the median of putting back.
 */
export async function compareDrawing(page: Page): Promise<string> {
  // tsx wraps named functions in a helper that a page does not have.
  await page.evaluate('globalThis.__name = (named) => named');
  return page.evaluate(async () => {
    interface Held {
      readonly state: {
        readonly tr: { setMeta: (key: string, value: unknown) => unknown };
        readonly plugins: readonly Plugin[];
      };
      readonly dispatch: (transaction: unknown) => void;
    }
    interface Plugin {
      readonly key: string;
      readonly getState: (state: unknown) => object | undefined;
    }
    const text = document.querySelector<HTMLElement & { editor: { view: Held } }>('.ProseMirror')!;
    const { view } = text.editor;
    const plugin = view.state.plugins.find(({ key }) => key.startsWith('drawing'))!;
    const shown = plugin.getState(view.state)!;
    const empty = (shown.constructor as unknown as { empty: unknown }).empty;
    const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const put = (set: unknown) => view.dispatch(view.state.tr.setMeta(plugin.key, set));
    const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

    const ranges = [...text.querySelectorAll('.rt-mark')].map((span) => {
      const before = document.createRange();
      before.setStart(text, 0);
      before.setEndBefore(span);
      return { from: before.toString().length, length: span.textContent.length };
    });
    const decorations: number[] = [];
    for (let n = 0; n < 10; n += 1) {
      put(empty);
      await painted();
      const began = performance.now();
      put(shown);
      await painted();
      decorations.push(performance.now() - began);
    }
    put(empty);
    await painted();
    const nodes: { node: Node; at: number }[] = [];
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    for (let at = 0, node = walker.nextNode(); node; node = walker.nextNode()) {
      nodes.push({ node, at });
      at += node.textContent!.length;
    }
    const place = (offset: number) => {
      let low = 0;
      let high = nodes.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (nodes[middle]!.at <= offset) low = middle;
        else high = middle - 1;
      }
      return { node: nodes[low]!.node, offset: offset - nodes[low]!.at };
    };
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('::highlight(bench) { background-color: #f6d36b55; text-decoration: underline 2px #bf1230; }');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    const highlights: number[] = [];
    for (let n = 0; n < 10; n += 1) {
      CSS.highlights.delete('bench');
      await painted();
      const began = performance.now();
      const made = ranges.map(({ from, length }) => {
        const range = new Range();
        const [start, end] = [place(from), place(from + length - 1)];
        range.setStart(start.node, start.offset);
        range.setEnd(end.node, end.offset + 1);
        return range;
      });
      CSS.highlights.set('bench', new Highlight(...made));
      await painted();
      highlights.push(performance.now() - began);
    }
    CSS.highlights.delete('bench');
    put(shown);
    return `drawing the ${ranges.length} stretches near the screen: decorations ${median(decorations).toFixed(0)} ms, CSS custom highlights ${median(highlights).toFixed(0)} ms to the next frame`;
  });
}
