import { redactedResponse } from '@/lib/publishing/redacted.ts';

export const GET = (): Promise<Response> => redactedResponse();
