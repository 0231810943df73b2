import { serve } from '@/lib/api/serve.ts';

export const { DELETE } = serve('/views/{viewId}');
