import { serve } from '@/lib/api/serve.ts';

export const { POST } = serve('/annotations/{annotationId}/acknowledge');
