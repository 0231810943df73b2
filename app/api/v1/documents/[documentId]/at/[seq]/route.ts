import { serve } from '@/lib/api/serve.ts';

export const { GET } = serve('/documents/{documentId}/at/{seq}');
