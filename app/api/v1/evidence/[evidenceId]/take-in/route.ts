import { serve } from '@/lib/api/serve.ts';

export const { POST } = serve('/evidence/{evidenceId}/take-in');
