import { serve } from '@/lib/api/serve.ts';

export const { PATCH, DELETE } = serve('/annotations/{annotationId}/replies/{replyId}');
