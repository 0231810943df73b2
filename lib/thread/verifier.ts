/**
 * The script inside a dossier. It trusts nothing but the browser's own SHA-256 (WebCrypto), needs no network, and says of
 * each sealed text, each quotation and the whole dossier whether it is what it says it is. Plain text, because it is
 * written into a file that has to work in ten years: tests run it as it stands.
 */
export const verifier = String.raw`
async function sha256(text) {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

// What is shown has to follow from the facts: page(id) is the text of the element with that data-shown.
async function verify(facts, factsText, texts, fingerprint, page) {
  const lines = [];
  const say = (what, ok, detail) => lines.push({ what, ok, detail });
  say('fingerprint', (await sha256(factsText)) === fingerprint, fingerprint);
  const { verdict } = facts;
  const squeeze = (text) => (text || '').replace(/\s+/g, ' ').trim();
  say('verdict', page('statement') === verdict.statement
    && Object.values(verdict.labels).concat(verdict.rating).some((label) => page('rating') === verdict.icon + ' ' + label)
    && (verdict.conclusion === null || page('conclusion') === verdict.conclusion), verdict.statement);
  say('why', squeeze(page('why')) === squeeze(verdict.rationale), verdict.rationale.slice(0, 80));
  for (const [index, source] of facts.sources.entries()) {
    const name = source.title + ', v' + source.version;
    if (!source.whole) { say('absent', null, name); continue; }
    const text = texts[source.sourceId + ' ' + source.version];
    say('text', typeof text === 'string' && (await sha256(text)) === source.sha256 && page('t' + (index + 1)) === text, name);
  }
  const passages = facts.evidence.filter((item) => item.words)
    .map((item) => ({ id: 'e' + item.number, words: item.words }))
    .concat(facts.mentions.map((words, index) => ({ id: 'm' + (index + 1), words })));
  for (const { id, words } of passages) {
    const text = texts[words.sourceId + ' ' + words.version];
    const name = '“' + words.exact.slice(0, 80) + '”';
    if (typeof text !== 'string' || words.start === null) say('unplaced', null, name);
    else say('words', text.slice(words.start, words.end) === words.exact, name);
    const around = (words.prefix && '…' + words.prefix) + words.exact + (words.suffix && words.suffix + '…');
    say('shown', page('q-' + id) === around && page('h-' + id) === words.sha256, name);
  }
  for (const item of facts.evidence) {
    const said = item.statement || {};
    const parts = [said.words, said.by, item.words ? null : item.quote, item.url, item.archiveUrl, item.file && item.file.sha256].filter(Boolean);
    if (parts.length > 0) say('shown', parts.every((part) => (page('e' + item.number) || '').includes(part)), '[' + item.number + '] ' + parts[0].slice(0, 80));
  }
  return lines;
}

async function run() {
  const read = (id) => document.getElementById(id).textContent;
  const list = document.getElementById('checks');
  const result = document.getElementById('result');
  if (!globalThis.crypto || !crypto.subtle) { result.textContent = result.dataset.nocrypto; return; }
  const factsText = read('facts');
  const lines = await verify(JSON.parse(factsText), factsText, JSON.parse(read('texts')), read('fingerprint').trim(),
    (id) => document.querySelector('[data-shown="' + id + '"]')?.textContent);
  list.replaceChildren(...lines.map(({ what, ok, detail }) => {
    const item = document.createElement('li');
    item.dataset.ok = String(ok);
    item.textContent = (ok === null ? '– ' : ok ? '✓ ' : '✗ ') + list.dataset[what] + ': ' + detail;
    return item;
  }));
  const wrong = lines.some((line) => line.ok === false);
  result.dataset.ok = String(!wrong);
  result.textContent = wrong ? result.dataset.wrong : result.dataset.right;
}
if (typeof document !== 'undefined') void run();
`;
