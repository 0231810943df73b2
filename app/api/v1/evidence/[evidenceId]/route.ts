import { serve } from '@/lib/api/serve.ts';

export const { PATCH, DELETE } = serve('/evidence/{evidenceId}');
