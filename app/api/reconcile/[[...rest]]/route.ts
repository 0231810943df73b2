import { reconcileResponse } from '@/lib/interop/reconcile/service.ts';
import { guarded } from '@/lib/interop/guarded.ts';

type Context = { params: Promise<{ rest?: string[] }> };
const serve = (request: Request, { params }: Context): Promise<Response> =>
  guarded(async () => reconcileResponse(request, (await params).rest ?? []));

export const GET = serve;
export const POST = serve;
