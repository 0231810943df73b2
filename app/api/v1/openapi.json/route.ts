import { endpoints } from '@/lib/api/endpoints.ts';
import { openApi } from '@/lib/api/openapi.ts';
import { json } from '@/lib/platform/http.ts';

/** Needs no sign-in: it describes, it tells nothing. */
export function GET(): Response {
  return json(openApi(endpoints));
}
