import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { makeDocx, makePdf, wordParagraph } from '../support/documents.ts';
import { findings } from './axe.ts';
import { journeys, selectWords } from './product.ts';

const sentence = 'The port authority of Almenara paid in January for a fence that it had already paid for in October.';

/** The roles of the draft that is open, in order. */
async function roles(page: Page): Promise<(string | undefined)[]> {
  await page.waitForURL(/\/draft$/);
  await page.locator('.ProseMirror [data-role]').first().waitFor();
  return page
    .locator('.ProseMirror [data-role]')
    .evaluateAll((blocks) => blocks.map((block) => (block as HTMLElement).dataset['role']));
}

journeys(
  'a source comes in however it is given',
  (product) => {
    let luz: Page;
    let caseAddress = '';

    it('SRC-1: an address is fetched and read', async () => {
      luz = await product.enter('Luz Vera');
      await luz.getByRole('button', { name: 'Open an investigation' }).click();
      await luz.getByLabel('Title').fill('Intake');
      await luz.getByRole('button', { name: 'Open it' }).click();
      await luz.getByText('No sources yet.').waitFor();
      caseAddress = luz.url();
      await luz.goto(`${caseAddress}/sources/new`);
      await luz.getByLabel('Address (optional)').fill('http://news.example.org/crane');
      await luz.getByRole('button', { name: 'Bring it in' }).click();
      expect((await roles(luz))[0]).toBe('headline');
      await luz.getByRole('heading', { name: /The crane in the web/ }).waitFor();
    });

    it('SRC-2: a fetched page is kept as it looked, and shown where nothing can run', async () => {
      await luz.goto(`${caseAddress}/sources/new`);
      await luz.getByLabel('Address (optional)').fill('http://news.example.org/kept');
      await luz.getByLabel(/Keep a copy of the page/).check();
      await luz.getByRole('button', { name: 'Bring it in' }).click();
      await luz.getByRole('button', { name: 'Bring it in all the same' }).click();
      await luz.getByText('A copy of the page is kept.').waitFor();
      expect(await findings(luz)).toEqual([]);
      await luz.getByRole('link', { name: 'Open the draft' }).click();
      const link = luz.getByRole('link', { name: 'Show the kept page' });
      await link.waitFor();
      const answer = await luz.request.get(`${product.address}${String(await link.getAttribute('href'))}`);
      expect(answer.headers()['content-security-policy']).toMatch(/^sandbox; .*default-src 'none'/u);
      expect(await answer.text()).toContain('The crane in the web');
    });

    it('SRC-1: a Word file and a PDF, both at once, each with its progress', async () => {
      await luz.goto(`${caseAddress}/sources/new`);
      const pdf = await makePdf([
        { head: 'The audit', paragraphs: [sentence] },
        { paragraphs: [`${sentence} Again.`] },
      ]);
      await luz.locator('input[type=file]').setInputFiles([
        {
          name: 'fence.docx',
          mimeType: '',
          buffer: Buffer.from(
            makeDocx(
              wordParagraph('The fence', 'Title') + wordParagraph(`${sentence} Nobody knows why, and nobody asked.`),
            ),
          ),
        },
        { name: 'audit.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdf) },
      ]);
      await expect
        .poll(
          () =>
            luz
              .getByRole('link', { name: 'Open the draft' })
              .or(luz.getByRole('button', { name: /all the same/ }))
              .count(),
          { timeout: 60_000 },
        )
        .toBe(2);
      await luz.getByRole('link', { name: 'Open the draft' }).first().click();
      expect((await roles(luz))[0]).toBe('headline');
    });

    it('SRC-1: a quote of a PDF is shown and cited with the picture of its page', async () => {
      const pdf = await makePdf([
        { head: 'The ledger', paragraphs: ['Of the lamp at the north quay nothing is known but its price.'] },
        { paragraphs: ['Nobody has seen it since.'] },
      ]);
      const id = await luz.evaluate(
        async ([bytes, path]) => {
          const body = new FormData();
          body.set('file', new File([Uint8Array.from(bytes)], 'ledger.pdf'));
          body.set('seal', 'true');
          const made: unknown = await (await fetch(path, { method: 'POST', body })).json();
          return (made as { id: string }).id;
        },
        [[...pdf], `/api/v1${new URL(caseAddress).pathname}/sources`] as const,
      );
      await luz.goto(`${product.address}/sources/${id}`);
      await luz.locator('.ProseMirror [data-label]').first().waitFor();
      await selectWords(luz, 'north quay nothing');
      await luz.keyboard.press('P');
      const dialog = luz.getByRole('dialog', { name: 'Page 1 of 2' });
      await dialog.getByRole('img', { name: 'Picture of page 1' }).waitFor();
      await dialog.locator('canvas[data-ready]').waitFor();
      const dark = await dialog.locator('canvas').evaluate((canvas) => {
        const { width, height } = canvas as HTMLCanvasElement;
        const drawn = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
        return drawn.filter((value, at) => at % 4 === 0 && value < 128).length;
      });
      expect(dark).toBeGreaterThan(100);
      expect(await dialog.locator('canvas ~ span').count()).toBeGreaterThan(0);
      await dialog.getByRole('button', { name: 'Next page' }).click();
      await luz.getByRole('dialog', { name: 'Page 2 of 2' }).locator('canvas[data-ready]').waitFor();
      expect(await findings(luz)).toEqual([]);
    });

    it('SRC-7: what is pasted on the desk opens the intake; a near copy is pointed out before it is added', async () => {
      await luz.goto(caseAddress);
      await luz.getByRole('heading', { name: 'Intake' }).waitFor();
      // Relative times are the browser's own work: when they stand, the page listens.
      await luz.getByText('just now').first().waitFor();
      const copy = [1, 2, 3, 4, 5, 6]
        .map((n) => `${n}: ${sentence.replace('fence', 'crane').replace('October.', 'October, invoices show.')}`)
        .join('\n\n');
      await luz.evaluate((text) => {
        const data = new DataTransfer();
        data.setData('text/plain', text);
        document.body.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
        );
      }, `The crane, once more\n\n${copy}`);
      await luz.waitForURL(/\/sources\/new$/);
      await luz.getByRole('button', { name: 'Bring it in' }).click();
      await luz.getByText('Something like it is already there.').waitFor();
      await luz.getByRole('button', { name: /all the same/ }).click();
      await luz.waitForURL(/\/draft$/);
    });

    it('SRC-1: by drop, with formatting from the clipboard, and from another page by bookmarklet', async () => {
      await luz.goto(`${caseAddress}/sources/new`);
      const field = luz.getByLabel('Text of the source');
      await field.evaluate((area) => {
        const data = new DataTransfer();
        data.setData('text/html', '<h1>The lamp</h1><blockquote>Nobody lit it.</blockquote>');
        data.setData('text/plain', 'The lamp\n\nNobody lit it.');
        area.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
      });
      // A made event pastes nothing by itself.
      await field.fill('The lamp\n\nNobody lit it.');
      await luz.getByLabel(/Use the formatting/).waitFor();
      await luz.getByRole('button', { name: 'Bring it in' }).click();
      expect(await roles(luz)).toEqual(['headline', 'quote']);

      await luz.goto(`${caseAddress}/sources/new`);
      const files = await luz.evaluateHandle(() => {
        const data = new DataTransfer();
        data.items.add(new File(['# The quay\n\nIt was built twice, and paid once.'], 'quay.md'));
        data.items.add(new File(['The pier was never built, although it was paid for twice.'], 'pier.txt'));
        return data;
      });
      await luz.locator('form').dispatchEvent('drop', { dataTransfer: files });
      await expect.poll(() => luz.getByRole('link', { name: 'Open the draft' }).count(), { timeout: 60_000 }).toBe(2);

      const code = (await luz.getByRole('link', { name: /^To Redthread/ }).getAttribute('href')) ?? '';
      const elsewhere = await luz.context().newPage();
      const body = `<html><body><article><h1>Seen behind a login</h1>${'<p>The ledger of the lighthouse was read to its members on Sunday, and none of them had ever seen it.</p>'.repeat(4)}</article></body></html>`;
      await elsewhere.route('http://members.example.org/', (route) =>
        route.fulfill({ contentType: 'text/html', body }),
      );
      await elsewhere.goto('http://members.example.org/');
      const [form] = await Promise.all([
        luz.context().waitForEvent('page'),
        elsewhere.evaluate(code.replace(/^javascript:/u, '')),
      ]);
      await form.getByText('The page that you sent from your browser is ready: http://members.example.org/').waitFor();
      await form.getByRole('button', { name: 'Bring it in' }).click();
      await form.waitForURL(/\/draft$/);
      await form.getByRole('heading', { name: /Seen behind a login/ }).waitFor();
      await elsewhere.close();
      await form.close();
    });

    it('SRC-8: what cannot be read says why', async () => {
      await luz.goto(`${caseAddress}/sources/new`);
      await luz.getByLabel('Address (optional)').fill('http://127.0.0.1/');
      await luz.getByRole('button', { name: 'Bring it in' }).click();
      await luz.getByText(/a machine of this network/).waitFor();
    });
  },
  'tests/support/server-with-web.ts',
);
