import { serve } from '@/lib/api/serve.ts';

export const { PATCH } = serve('/tags/{tagId}');
