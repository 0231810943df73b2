import { strToU8, zipSync } from 'fflate';
import PDFDocument from 'pdfkit';

export interface PdfPage {
  readonly head?: string;
  readonly paragraphs: readonly string[];
}

/** A PDF with a text layer, one given page per page, in Helvetica; running heads and page numbers where asked for. */
export function makePdf(
  pages: readonly PdfPage[],
  options: { readonly password?: string; readonly running?: string; readonly title?: string } = {},
): Promise<Uint8Array> {
  const document = new PDFDocument({
    autoFirstPage: false,
    size: 'A4',
    margin: 72,
    ...(options.password ? { userPassword: options.password } : {}),
    ...(options.title ? { info: { Title: options.title, Author: 'Inés Calderón' } } : {}),
  });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<Uint8Array>((done) => document.on('end', () => done(Buffer.concat(chunks))));
  for (const [index, page] of pages.entries()) {
    document.addPage();
    if (options.running) document.fontSize(8).text(`${options.running} ${index + 1}`, 72, 40, { lineBreak: false });
    document.y = 80;
    document.x = 72;
    if (page.head) document.fontSize(20).text(page.head).moveDown(0.5);
    for (const paragraph of page.paragraphs) document.fontSize(11).text(paragraph).moveDown(0.8);
  }
  document.end();
  return ended;
}

/** A PDF of a picture of a page: lines and no letters. */
export function scannedPdf(): Promise<Uint8Array> {
  const document = new PDFDocument();
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<Uint8Array>((done) => document.on('end', () => done(Buffer.concat(chunks))));
  document.rect(100, 100, 200, 200).stroke();
  document.end();
  return ended;
}

const W =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const TYPES =
  '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
const RELS =
  '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>';

export const wordParagraph = (text: string, style?: string): string =>
  `<w:p>${style ? `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>` : ''}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;

/** A Word file with this body; `extra` adds entries or replaces them. */
export function makeDocx(body: string, extra: Readonly<Record<string, string | Uint8Array>> = {}): Uint8Array {
  const styles = ['Title', 'Quote', 'Caption', 'heading 1']
    .map(
      (name) => `<w:style w:type="paragraph" w:styleId="${name.replace(' ', '')}"><w:name w:val="${name}"/></w:style>`,
    )
    .join('');
  const entries: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': TYPES,
    '_rels/.rels': RELS,
    'word/document.xml': `<?xml version="1.0"?><w:document ${W}><w:body>${body}</w:body></w:document>`,
    'word/styles.xml': `<?xml version="1.0"?><w:styles ${W}>${styles}</w:styles>`,
    'docProps/core.xml':
      '<?xml version="1.0"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>The crane &amp; the port</dc:title><dc:creator>Mo Okafor</dc:creator><dcterms:created>2024-03-04T08:00:00Z</dcterms:created></cp:coreProperties>',
    ...extra,
  };
  return zipSync(
    Object.fromEntries(
      Object.entries(entries).map(([name, data]) => [name, typeof data === 'string' ? strToU8(data) : data]),
    ),
  );
}
