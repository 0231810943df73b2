import { on } from '../platform/access.ts';
import { command } from '../platform/command.ts';
import { WORKSPACE_STREAM } from '../platform/ids.ts';
import { readNewsroom } from './newsroom.ts';
import { updateNewsroomInput } from './schema.ts';

/** One row, one id: events about the newsroom name the workspace itself. */
export const updateNewsroom = command({
  name: 'newsroom.update',
  input: updateNewsroomInput,
  allow: () => on.workspace('newsroom.update'),
  run: async ({ tx, now, emit }, { name, logoText, url, method }) => {
    const before = await readNewsroom(tx);
    const after = {
      name: name ?? before.name,
      logoText: logoText ?? before.logoText,
      url: url === undefined ? before.url : url,
      method: { ...before.method, ...method },
    };
    await tx.newsroom.upsert({
      where: { id: 1 },
      create: { ...after, updatedAt: now },
      update: { ...after, updatedAt: now },
    });
    emit({
      stream: WORKSPACE_STREAM,
      type: 'newsroom.updated',
      subject: { type: 'newsroom', id: WORKSPACE_STREAM },
      data: { before: { name: before.name, url: before.url }, after: { name: after.name, url: after.url } },
    });
    return { id: WORKSPACE_STREAM };
  },
});
