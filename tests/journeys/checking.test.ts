import { createHash } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { findings } from './axe.ts';
import { api, journeys, listens } from './product.ts';

const patience = { timeout: 15_000 };
const sentence = 'The port paid twice for one crane and the ministry hid the second invoice.';
const story = `The two invoices\n\n${sentence} Nobody was charged in the spring.`;

journeys(
  "a checker's work from end to end",
  (product) => {
    let luz: Page;
    let mo: Page;
    let amal: Page;
    let caseId = '';
    let sourceId = '';

    const open = async (page: Page, path: string) => {
      await page.goto(`${product.address}${path}`);
      await listens(page);
    };
    const idOf = async (page: Page, path: string, body: object) => {
      const made = await api(page, 'POST', path, body);
      expect(made.status, JSON.stringify(made.body)).toBeLessThan(300);
      return String(made.body['id']);
    };
    const claim = (statement: string, more: object = {}) =>
      idOf(luz, `/investigations/${caseId}/claims`, { statement, ...more });
    const goes = async (page: Page, id: string, to: string, more: object = {}) => {
      const { body } = await api(page, 'GET', `/claims/${id}`);
      const moved = await api(page, 'POST', `/claims/${id}/transitions`, { to, revision: body['revision'], ...more });
      expect(moved.status, `${to}: ${JSON.stringify(moved.body)}`).toBe(200);
    };
    const proposed = async (id: string, rating: string) => {
      await idOf(mo, `/claims/${id}/evidence`, { stance: 'supports', url: 'https://example.com/x', note: 'A ledger.' });
      await goes(mo, id, 'checking');
      await goes(mo, id, 'in_review', { rating, rationale: 'The ledger says so [1].' });
    };

    it('a case of three people with a sealed story', async () => {
      luz = await product.enter('Luz Vera');
      mo = await product.enter('Mo Okafor');
      amal = await product.enter('Amal');
      caseId = await idOf(luz, '/investigations', { title: 'The second invoice' });
      for (const [page, role] of [[mo, 'checker'] as const, [amal, 'editor'] as const]) {
        const me = await api(page, 'GET', '/me');
        await api(luz, 'PUT', `/investigations/${caseId}/members/${String(me.body['id'])}`, { role });
      }
      sourceId = await idOf(luz, `/investigations/${caseId}/sources`, { kind: 'text', text: story, seal: true });
    });

    it('CLM-3: with one key an outside address is a source of the case, sealed and hashed, and the quote stands in it', async () => {
      const quote = '3: The port authority of Almenara paid in January for a crane';
      const id = await claim('The authority paid in January.');
      await open(mo, `/claims/${id}`);
      await mo.getByRole('button', { name: 'Add evidence' }).click();
      const dialog = mo.getByRole('dialog', { name: 'Add evidence' });
      await dialog.getByRole('button', { name: 'A web address' }).click();
      await dialog.getByLabel('Address', { exact: true }).fill('http://news.example.org/crane');
      await dialog.getByLabel(/What it says there/).fill(quote);
      await dialog.getByRole('button', { name: 'Add evidence' }).click();
      await dialog.waitFor({ state: 'detached' });
      await mo.getByRole('button', { name: /Take it in as a source/ }).waitFor();
      await mo.keyboard.press('i');
      await mo.getByText('Taken in as a source: sealed and hashed.').first().waitFor();
      const { body } = await api(mo, 'GET', `/investigations/${caseId}/sources`);
      const taken = (body['items'] as { id: string; title: string }[]).find(({ id: one }) => one !== sourceId);
      const { body: sealed } = await api(mo, 'GET', `/sources/${String(taken?.id)}/versions/1`);
      const hash = createHash('sha256').update(String(sealed['text'])).digest('hex');
      // The hash that the page shows is that of the very text, and the quote is now words in it.
      await mo.locator(`code[title="SHA-256: ${hash}"]`).first().waitFor();
      await mo.getByText(quote).first().waitFor();
      expect(await mo.getByRole('button', { name: /Take it in as a source/ }).count()).toBe(0);
      await mo
        .getByRole('link', { name: /The crane in the web, v1/ })
        .first()
        .click();
      await mo.locator('.ProseMirror [data-label]', { hasText: quote }).waitFor();
    });

    it('CLM-13: an editor decides otherwise than a checker proposed: the checker is told, side by side and why', async () => {
      const id = await claim('The ministry never noticed.');
      await proposed(id, 'true');
      const { body } = await api(luz, 'GET', `/claims/${id}`);
      const reviewed = await api(luz, 'POST', `/claims/${id}/reviews`, {
        rating: 'misleading',
        rationale: 'It noticed in June.',
        revision: body['revision'],
      });
      expect(reviewed.status).toBe(201);
      await mo.goto(`${product.address}/inbox`);
      await listens(mo);
      await mo.getByRole('button', { name: 'Mark all as read' }).click();
      await mo.getByRole('link', { name: 'Inbox', exact: true }).waitFor();
      await open(amal, `/claims/${id}`);
      await amal.getByRole('button', { name: 'Sign off' }).click();
      await amal.getByRole('dialog').getByRole('combobox').selectOption('misleading');
      await amal.getByRole('dialog').getByRole('textbox').fill('The letter of June settles it.');
      await amal.getByRole('dialog').getByRole('button', { name: 'Sign off' }).click();
      await amal.getByRole('dialog').waitFor({ state: 'detached' });
      // Live, in the window that is open at the inbox.
      await mo.getByRole('link', { name: /Inbox \d+ unread/ }).waitFor();
      const line = mo.getByRole('listitem').filter({ hasText: 'The letter of June settles it.' }).first();
      await line.waitFor();
      expect(await line.innerText()).toMatch(/Yours:\s*\S*\s*True\s+Now:\s*\S*\s*Misleading/u);
      expect(await findings(mo)).toEqual([]);
      await mo.goto(`${product.address}/my-day/outcomes`);
      const outcome = mo
        .getByRole('listitem')
        .filter({ hasText: 'Amal Khoury decided otherwise than you rated' })
        .first();
      await outcome.waitFor();
      expect(await outcome.innerText()).toMatch(/Yours:\s*\S*\s*True\s+Now:\s*\S*\s*Misleading/u);
      await outcome.getByText('Why: The letter of June settles it.').waitFor();
      await outcome.getByRole('link', { name: /The ministry never noticed/ }).waitFor();
    });

    it('CLM-1: a compound sentence is split into claims that keep their own words and who says them', async () => {
      const statement = 'The port paid twice and the ministry hid it.';
      const annotation = await api(luz, 'POST', `/sources/${sourceId}/annotations`, {
        kind: 'claim',
        target: { quote: { exact: sentence } },
        claim: { statement },
      });
      const id = String(annotation.body['claimId']);
      await open(mo, `/claims/${id}`);
      await mo.getByRole('button', { name: 'Split into parts' }).click();
      const dialog = mo.getByRole('dialog', { name: 'Split into atomic claims' });
      await dialog.getByText(sentence).waitFor();
      const parts = [
        ['The port paid twice for one crane.', 'The port paid twice for one crane', 'the office > its lawyer'],
        ['The ministry hid the second invoice.', 'the ministry hid the invoice', ''],
      ] as const;
      for (const [index, [words, quote, chain]] of parts.entries()) {
        const part = dialog.getByRole('group', { name: `Part ${index + 1}` });
        await part.getByLabel('Neutral wording').fill(words);
        await part.getByLabel(/Its words in the sentence/).fill(quote);
        await part.getByLabel(/Who says it/).fill(chain);
      }
      await dialog.getByRole('button', { name: 'Split it' }).click();
      // Words that do not stand there are refused, and nothing that was typed is lost.
      await dialog.getByRole('alert').filter({ hasText: 'do not stand in the sentence' }).waitFor();
      const second = dialog.getByRole('group', { name: 'Part 2' });
      await second.getByLabel(/Its words in the sentence/).fill('the ministry hid the second invoice');
      await dialog.getByRole('button', { name: 'Split it' }).click();
      await dialog.waitFor({ state: 'detached' });
      await mo.getByText('Has as part').nth(1).waitFor();
      await mo.getByRole('link', { name: /The port paid twice for one crane\./ }).click();
      await mo.getByRole('heading', { name: 'The port paid twice for one crane.' }).waitFor();
      await mo.getByText('says who: the office → its lawyer').waitFor();
      await mo.getByText('“The port paid twice for one crane”').first().waitFor();
      await mo.getByText('Part of', { exact: true }).waitFor();
    });

    it('CLM-16: the read before publication is worked through by two people, live', async () => {
      await Promise.all([open(luz, `/sources/${sourceId}/read`), open(mo, `/sources/${sourceId}/read`)]);
      const last = (page: Page) => page.getByRole('button', { name: /Nobody was charged in the spring/ });
      await last(mo).getByText('rests on no claim').waitFor();
      await last(mo).click();
      await mo.getByRole('button', { name: 'Make a claim of it' }).click();
      // Made in one window, seen in the other.
      await last(luz).getByText('not signed off').waitFor();
      await luz.getByText('Nobody has signed it off.').first().waitFor();
      await last(luz).click();
      const link = luz.getByRole('complementary').getByRole('link', { name: /Nobody was charged in the spring/ });
      const id = (await link.getAttribute('href'))?.split('/').at(-1) ?? '';
      await idOf(mo, `/claims/${id}/evidence`, {
        stance: 'supports',
        saidBy: 'The court clerk',
        basis: 'on_record',
        note: 'No charge was filed.',
      });
      await proposed(id, 'true');
      await goes(amal, id, 'verified');
      await last(luz).getByText('stands').waitFor();
      await luz.getByText('Nothing blocks what stands here.').waitFor();
      await luz.getByText(/Proposed by Mo Okafor, signed off by Amal/).waitFor();
      await last(mo).getByText('stands').waitFor();
      expect(await findings(luz)).toEqual([]);
      await expect.poll(() => luz.locator('[data-level="sound"] b').innerText(), patience).toBe('1');
    });

    it('CLM-15: whoever is accused has to be asked before publication, and readers are told what came of it', async () => {
      await open(luz, `/investigations/${caseId}/claims/rules`);
      await luz.getByLabel('Whoever is accused has to be asked before publication').check();
      await luz.getByLabel('What readers are told of it').selectOption('answer');
      await luz.getByRole('button', { name: 'Save' }).click();
      await luz.getByText('The rules are saved.').first().waitFor();
      await idOf(luz, '/entities', { schema: 'Person', name: 'Inés Calderón', investigationId: caseId });
      const id = await claim('Inés Calderón signed both invoices.', { allegation: true });
      await proposed(id, 'true');
      await goes(amal, id, 'verified');
      await open(amal, `/claims/${id}`);
      const publish = amal.getByRole('button', { name: 'Publish', exact: true });
      expect(await publish.isDisabled()).toBe(true);
      await amal.getByText(/nobody has recorded whether that person was asked/).waitFor();

      await amal.getByRole('button', { name: 'Record that somebody was asked' }).click();
      const dialog = amal.getByRole('dialog');
      await dialog.getByLabel('Who was asked').fill('Inés Calderón');
      const known = dialog.getByLabel(/Known to us as/);
      await known.getByRole('option', { name: 'Inés Calderón' }).waitFor({ state: 'attached' });
      await known.selectOption({ label: 'Inés Calderón' });
      expect(await findings(amal)).toEqual([]);
      await dialog.getByRole('button', { name: 'Save' }).click();
      await dialog.waitFor({ state: 'detached' });
      await amal.getByRole('link', { name: 'Inés Calderón' }).waitFor();
      await publish.click();
      await amal.getByText('The page is public.').waitFor();
      await luz.goto(`${product.address}/fact-checks/${id}`);
      await luz.getByText(/We asked Inés Calderón for a reply on .+ None had come when this was published\./).waitFor();

      await amal.getByRole('button', { name: 'Record the answer' }).click();
      await dialog.getByLabel('The answer, in their words').fill('I signed what the ministry sent me.');
      await dialog.getByLabel('How it may be used').selectOption('on_record');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await dialog.waitFor({ state: 'detached' });
      // An answer that came after the publication is told with a line, not in silence.
      await amal.getByText('What readers are told of the request to Inés Calderón is otherwise now.').waitFor();
      await amal.getByLabel('Correction line').fill('With the answer of Inés Calderón.');
      await amal.getByRole('button', { name: 'It still holds: publish anew' }).click();
      await amal.getByText('1 verdict renewed.').waitFor();
      await luz.reload();
      await luz.getByText('“I signed what the ministry sent me.”').waitFor();
      await luz.getByText('With the answer of Inés Calderón.').waitFor();
      expect(await findings(luz)).toEqual([]);
    });
  },
  'tests/support/server-with-web.ts',
);
