import { z } from 'zod';
import type { Reader } from '../platform/db.ts';
import type { NewsroomView } from './schema.ts';

const method = z.record(z.string(), z.string());

/** What the newsroom says of itself; a page signs with the product's name until it has said one. */
export async function readNewsroom(reader: Reader): Promise<NewsroomView> {
  const row = await reader.newsroom.findUnique({ where: { id: 1 } });
  return {
    name: row?.name ?? '',
    logoText: row?.logoText ?? '',
    url: row?.url ?? null,
    method: method.parse(row?.method ?? {}),
  };
}
