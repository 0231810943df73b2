import { serve } from '@/lib/api/serve.ts';

export const { POST } = serve('/stories/{storyId}/withdraw');
