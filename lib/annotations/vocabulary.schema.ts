import { z } from 'zod';
import { pageOf } from '../investigations/schema.ts';
import { tagColors } from './rules.ts';

export const vocabularyTag = z.object({
  id: z.string(),
  name: z.string(),
  color: z.enum(tagColors),
  description: z.string(),
  retired: z.boolean(),
});
export type VocabularyTag = z.infer<typeof vocabularyTag>;
export const vocabularyPage = pageOf(vocabularyTag);
