import pg from 'pg';
import { expect, it } from 'vitest';
import { endLooks, forgetWhatIsOver } from '@/lib/accounts/housekeeping.ts';
import { rotateSecrets } from '@/lib/accounts/rotate.ts';
import { newId } from '@/lib/platform/ids.ts';
import { CHANNEL } from '@/lib/platform/notify.ts';
import { isSealedAnew, openSecret, sealSecret } from '@/lib/platform/secret-box.ts';
import { testDatabase } from '../support/database.ts';
import { person } from '../support/people.ts';

const test = testDatabase();

it('ACC-3: when a look into a confidential case runs out, open pages are told to ask again', async () => {
  const ada = await person(test.db, 'Ada', 'admin');
  const soon = Date.now() - 5000;
  await test.db.prisma.accessGrant.create({
    data: {
      id: newId(),
      investigationId: newId(),
      userId: ada.userId,
      reason: 'a reason',
      grantedAt: new Date(soon - 3_600_000),
      expiresAt: new Date(soon),
    },
  });
  const client = new pg.Client({ connectionString: test.url });
  await client.connect();
  try {
    const heard: string[] = [];
    client.on('notification', ({ payload }) => heard.push(payload ?? ''));
    await client.query(`LISTEN ${CHANNEL}`);
    await endLooks(test.db);
    await expect.poll(() => heard, { timeout: 10_000 }).toHaveLength(1);
    expect(JSON.parse(heard[0] ?? '{}')).toEqual({ k: 'access', userId: ada.userId });
  } finally {
    await client.end();
  }
});

it('ACC-8: what is over is forgotten after its time, and what is not stays', async () => {
  const luz = await person(test.db, 'Luz');
  const day = 86_400_000;
  const session = (endedDaysAgo: number | null) => ({
    id: newId(),
    userId: luz.userId,
    expiresAt: new Date(Date.now() + day),
    revokedAt: endedDaysAgo === null ? null : new Date(Date.now() - endedDaysAgo * day),
  });
  const [old, recent, open] = [session(100), session(10), session(null)];
  await test.db.prisma.session.createMany({ data: [old, recent, open] });
  await forgetWhatIsOver(test.db);
  const left = await test.db.prisma.session.findMany({ where: { userId: luz.userId }, select: { id: true } });
  expect(left.map(({ id }) => id).sort()).toEqual([recent.id, open.id].sort());
});

it('RUN-2: secrets sealed with today’s key are left alone by a rotation, and open only for their purpose', async () => {
  const luz = await person(test.db, 'Luz');
  const secret = sealSecret('JBSWY3DPEHPK3PXP', `totp:${luz.userId}`);
  await test.db.prisma.secondFactor.create({ data: { userId: luz.userId, secret } });
  expect(isSealedAnew(secret)).toBe(true);
  expect(await rotateSecrets(test.db)).toBe(0);
  expect(openSecret(secret, `totp:${luz.userId}`)).toBe('JBSWY3DPEHPK3PXP');
  const changed = secret.slice(0, -2) + (secret.endsWith('AA') ? 'BB' : 'AA');
  expect(() => openSecret(changed, `totp:${luz.userId}`)).toThrow();
  expect(() => openSecret(secret.replace('v1.', 'v1.x'), `totp:${luz.userId}`)).toThrow(/AUTH_SECRET_PREVIOUS/u);
});
