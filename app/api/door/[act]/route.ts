import { doorActs } from '@/lib/api/account-acts.ts';
import { serveDoor } from '@/lib/api/acts.ts';

export const POST = serveDoor(doorActs);
