import { ownActs } from '@/lib/api/account-acts.ts';
import { serveOwn } from '@/lib/api/acts.ts';

export const POST = serveOwn(ownActs);
