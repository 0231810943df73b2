import { importResponse } from '@/lib/interop/entities-in.ts';
import { exportResponse } from '@/lib/interop/entities-out.ts';
import { guarded } from '@/lib/interop/guarded.ts';

export const GET = (request: Request) => guarded(() => exportResponse(request));
export const POST = (request: Request) => guarded(() => importResponse(request));
