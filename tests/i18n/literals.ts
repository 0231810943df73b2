import ts from 'typescript';

/** Attributes whose text people read or hear. */
const spoken = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-placeholder',
  'aria-roledescription',
  'aria-valuetext',
  'empty',
  'hint',
  'label',
  'placeholder',
  'title',
]);
/** Where text is handed on to be shown: `toast({ text: … })`, the details of a tab. */
const shownProperties = new Set(['text', 'label', 'title', 'hint', 'placeholder', 'detail', 'message']);
const HAS_WORD = /\p{L}{2}/u;

export interface Literal {
  readonly line: number;
  readonly text: string;
}

/**
 * The text that a component says in one language: words between tags, in a spoken attribute, as an expression between
 * tags (`{open ? 'Close' : 'Open'}`), or given to a message (`toast({ text: 'Saved' })`). Words belong into `messages/`.
 */
export function literalsIn(code: string): readonly Literal[] {
  const file = ts.createSourceFile('screen.tsx', code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: Literal[] = [];
  const report = (node: ts.Node, text: string) => {
    if (HAS_WORD.test(text))
      found.push({ line: file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1, text: text.trim() });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) report(node, node.text);
    else if (ts.isJsxAttribute(node) && spoken.has(node.name.getText(file))) {
      const { initializer } = node;
      if (initializer && ts.isStringLiteral(initializer)) report(node, initializer.text);
      else if (initializer && ts.isJsxExpression(initializer)) said(initializer.expression);
    } else if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) said(node.expression);
    else if (ts.isPropertyAssignment(node) && shownProperties.has(node.name.getText(file))) said(node.initializer);
    ts.forEachChild(node, visit);
  };
  /** What an expression may come to, as far as it is written down here. */
  const said = (node: ts.Expression | undefined): void => {
    if (!node) return;
    if (ts.isStringLiteralLike(node)) report(node, node.text);
    else if (ts.isTemplateExpression(node)) {
      const text = [node.head, ...node.templateSpans.map((span) => span.literal)].map((part) => part.text).join(' ');
      report(node, text);
    } else if (ts.isConditionalExpression(node)) {
      said(node.whenTrue);
      said(node.whenFalse);
    } else if (ts.isBinaryExpression(node) && node.operatorToken.kind !== ts.SyntaxKind.EqualsEqualsEqualsToken) {
      said(node.right);
      if (node.operatorToken.kind !== ts.SyntaxKind.AmpersandAmpersandToken) said(node.left);
    } else if (ts.isParenthesizedExpression(node)) said(node.expression);
  };
  visit(file);
  return found;
}
