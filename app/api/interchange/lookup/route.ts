import { guarded } from '@/lib/interop/guarded.ts';
import { lookupPlaceResponse } from '@/lib/interop/reconcile/lookup.ts';

export const GET = (request: Request) => guarded(() => lookupPlaceResponse(request));
