import { serve } from '@/lib/api/serve.ts';

export const { GET, POST } = serve('/investigations/{investigationId}/found-names');
