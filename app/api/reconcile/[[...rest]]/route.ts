import { reconcileResponse } from '@/lib/interop/reconcile/service.ts';

type Context = { params: Promise<{ rest?: string[] }> };
const serve = async (request: Request, { params }: Context): Promise<Response> =>
  reconcileResponse(request, (await params).rest ?? []);

export const GET = serve;
export const POST = serve;
export const OPTIONS = serve;
