import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { api, journeys, listens } from './product.ts';

const one = z.object({ items: z.array(z.object({ id: z.string() })) });

journeys('an admin, and what stands above even them', (product) => {
  let ada: Page;
  let luz: Page;
  let caseId = '';
  const close = async () => {
    await ada.goto(`${product.address}/account`);
    await listens(ada);
    await ada.getByRole('button', { name: 'Close my account' }).click();
    await ada.getByRole('button', { name: 'Close it for good' }).click();
  };

  it('ACC-4: the last admin can neither be changed in the table nor close the account, and is told why', async () => {
    ada = await product.enterAdmin('Ada Admin', 'ada@example.org');
    await ada.goto(`${product.address}/accounts`);
    const own = ada.getByRole('row', { name: /Ada Admin/u });
    await own.getByText('The last admin cannot be taken away.').waitFor();
    expect(await own.getByRole('combobox').count()).toBe(0);
    const { body } = await api(ada, 'GET', '/me');
    const demoted = await api(ada, 'PATCH', `/accounts/${String(body['id'])}`, { role: 'member' });
    const suspended = await api(ada, 'POST', `/accounts/${String(body['id'])}/suspend`, { reason: 'To try it' });
    expect([demoted.status, suspended.status].every((status) => status === 403 || status === 409)).toBe(true);
    await close();
    await ada.getByText('This is the last admin. Make somebody else an admin first.').waitFor();
    expect((await api(ada, 'GET', '/me')).body['role']).toBe('admin');
  });

  it('ACC-4: break-glass: a reason, content, the lead is told, the audit shows it, and it ends', async () => {
    luz = await product.enter('Luz Vera');
    const made = await api(luz, 'POST', '/investigations', { title: 'Quiet harbour', confidential: true });
    caseId = String(made.body['id']);
    expect((await api(ada, 'GET', `/investigations/${caseId}`)).status).toBe(404);
    await ada.goto(`${product.address}/accounts/sealed`);
    await ada.getByText('Led by Luz Vera').waitFor();
    expect(await ada.content()).not.toContain('Quiet harbour');
    await ada.getByRole('button', { name: 'Break the glass' }).click();
    await ada.getByLabel('Why it has to be').fill('Order 12/2026 of the press court');
    await ada.getByRole('button', { name: 'Break it and look' }).click();
    await ada.getByRole('link', { name: /Open it \(until/u }).click();
    await ada.getByRole('heading', { name: 'Quiet harbour' }).waitFor();
    // As a reader: nothing can be written.
    const written = await api(ada, 'PATCH', `/investigations/${caseId}`, { title: 'Loud harbour' });
    expect(written.status).toBe(403);

    await luz.goto(`${product.address}/`);
    await luz.getByRole('heading', { name: 'Somebody looks into your confidential case' }).waitFor();
    await luz.getByText('Order 12/2026 of the press court').waitFor();
    await luz
      .getByText(/Ada Admin/u)
      .first()
      .waitFor();
    await luz.getByRole('button', { name: 'I have read this' }).click();

    await ada.goto(`${product.address}/accounts/audit?type=case.glass_broken`);
    await ada.getByText('Order 12/2026 of the press court').first().waitFor();

    await ada.goto(`${product.address}/accounts/sealed`);
    await ada.getByRole('button', { name: 'End the look' }).click();
    await ada.getByRole('button', { name: 'Break the glass' }).waitFor();
    expect((await api(ada, 'GET', `/investigations/${caseId}`)).status).toBe(404);
  });

  it('ACC-4: with a second admin the first one may go', async () => {
    const second = await product.enterAdmin('Ben Admin', 'ben@example.org');
    expect(one.parse((await api(second, 'GET', '/accounts?role=admin')).body).items.length).toBeGreaterThanOrEqual(2);
    await close();
    await ada.waitForURL(/\/sign-in/u);
    expect((await api(ada, 'GET', '/me')).status).toBe(401);
    // And now the second one is the last.
    await second.goto(`${product.address}/account`);
    await listens(second);
    await second.getByRole('button', { name: 'Close my account' }).click();
    await second.getByRole('button', { name: 'Close it for good' }).click();
    await second.getByText('This is the last admin. Make somebody else an admin first.').waitFor();
  });
});
