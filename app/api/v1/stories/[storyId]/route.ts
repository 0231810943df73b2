import { serve } from '@/lib/api/serve.ts';

export const { GET, PATCH } = serve('/stories/{storyId}');
