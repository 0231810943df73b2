import type { Atrule, CssNode, Declaration, List, ListItem } from 'css-tree';
import { generate, parse, walk } from 'css-tree';
import type { Taker } from './taker.ts';

/** Imports inside imports inside imports. */
const MAX_DEPTH = 3;
/** Functions that load, or once ran programs. `url()` is not one of them: css-tree knows it as a node of its own. */
const LOADING = /^(?:-\w+-)?(?:image-set|image|src|cross-fade|element|expression|paint|url-prefix|domain)$/u;
const OLD_PROGRAMS = new Set(['behavior', '-moz-binding', '-ms-behavior', 'filter', '-ms-filter']);
/** Where it stands unparsed, what may load cannot be told apart from what may not. */
const UNSURE = /url|src|image|expression|@|\\|</iu;

/**
 * CSS that loads nothing: pictures become part of it, imported sheets too, everything else that would ask for something is
 * left out, and so is whatever is written so that one cannot tell.
 */
export async function safeStylesheet(css: string, base: string, taker: Taker, depth = 0): Promise<string> {
  const tree = parse(css, { context: 'stylesheet', parseCustomProperty: true, onParseError: () => undefined });
  const imports = takenOut(tree);
  const before: string[] = [];
  for (const { address, media } of imports) {
    if (depth >= MAX_DEPTH) {
      taker.leave();
      continue;
    }
    const sheet = await taker.sheet(address, base);
    if (!sheet) continue;
    const imported = await safeStylesheet(sheet.text, sheet.base, taker, depth + 1);
    before.push(media ? `@media ${media}{${imported}}` : imported);
  }
  await withPictures(tree, base, taker);
  return [...before, printed(tree)].join('\n');
}

/** The same for a `style` attribute. */
export async function safeDeclarations(css: string, base: string, taker: Taker): Promise<string> {
  const tree = parse(css, { context: 'declarationList', parseCustomProperty: true, onParseError: () => undefined });
  takenOut(tree);
  await withPictures(tree, base, taker);
  return printed(tree);
}

/** Nothing that is printed ends the element that it stands in. */
const printed = (tree: CssNode): string => generate(tree).replaceAll('<', '\\3c ');

interface Import {
  readonly address: string;
  readonly media: string;
}

interface Standing {
  readonly list: List<CssNode>;
  readonly item: ListItem<CssNode>;
}

/** Takes out what may not stay, and answers what was to be imported. */
function takenOut(tree: CssNode): readonly Import[] {
  const imports: Import[] = [];
  const out: Standing[] = [];
  walk(tree, {
    enter(node: CssNode, item: ListItem<CssNode> | null, list: List<CssNode>) {
      if (!item) return;
      const gone =
        (node.type === 'Atrule' && refusedRule(node, imports)) ||
        (node.type === 'Declaration' && refusedDeclaration(node)) ||
        (node.type === 'Rule' && node.prelude.type === 'Raw') ||
        (node.type === 'Raw' && UNSURE.test(node.value));
      if (gone) out.push({ list, item });
    },
  });
  for (const { list, item } of out) if (holds(list, item)) list.remove(item);
  return imports;
}

const holds = (list: List<CssNode>, item: ListItem<CssNode>): boolean => list.some((_node, other) => other === item);

function refusedRule({ name, prelude }: Atrule, imports: Import[]): boolean {
  const rule = name.toLowerCase();
  if (rule === 'import' && prelude?.type === 'AtrulePrelude') {
    const [first, ...rest] = prelude.children.toArray();
    const address = first?.type === 'Url' || first?.type === 'String' ? first.value : null;
    // `layer` and `supports` say when, not what: the sheet is taken as it is.
    const media = rest.filter((node) => node.type === 'MediaQueryList').map((node) => generate(node));
    if (address !== null) imports.push({ address, media: media.join(' ') });
  }
  if (['import', 'font-face', 'namespace', 'charset', 'document', '-moz-document'].includes(rule)) return true;
  return name.includes('\\') || (prelude?.type === 'Raw' && UNSURE.test(prelude.value));
}

function refusedDeclaration({ property, value }: Declaration): boolean {
  if (property.includes('\\') || OLD_PROGRAMS.has(property.toLowerCase())) return true;
  let refused = false;
  walk(value, (node) => {
    if (node.type === 'Function') refused ||= node.name.includes('\\') || LOADING.test(node.name.toLowerCase());
    if (node.type === 'Raw') refused ||= UNSURE.test(node.value);
  });
  return refused;
}

/** Every picture becomes part of the sheet; a declaration whose picture is not to be had goes. */
async function withPictures(tree: CssNode, base: string, taker: Taker): Promise<void> {
  const asked: { readonly standing: Standing; readonly urls: { value: string }[] }[] = [];
  walk(tree, {
    visit: 'Declaration',
    enter(node, item, list) {
      const urls: { value: string }[] = [];
      walk(node.value, (part) => {
        if (part.type === 'Url') urls.push(part);
      });
      if (urls.length > 0) asked.push({ standing: { list, item }, urls });
    },
  });
  for (const { urls } of asked) for (const { value } of urls) taker.expect(value, base);
  for (const { standing, urls } of asked) {
    for (const url of urls) {
      const picture = await taker.picture(url.value, base);
      if (picture === null) {
        standing.list.remove(standing.item);
        break;
      }
      url.value = picture;
    }
  }
}
