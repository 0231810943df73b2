import { guarded } from '@/lib/interop/guarded.ts';
import { lookupResponse } from '@/lib/interop/reconcile/lookup.ts';

interface At {
  readonly params: Promise<{ readonly entityId: string }>;
}

export const POST = (request: Request, { params }: At) =>
  guarded(async () => lookupResponse(request, (await params).entityId));
