import { sha256 } from '../../platform/canonical.ts';
import { refuse } from '../../platform/errors.ts';
import { readBytes, readJson } from '../../platform/http.ts';
import { Upload } from '../upload.rules.ts';
import { MAX_INPUT_BYTES } from './read.ts';

/** What multipart adds around a file. */
const AROUND = 100_000;

/** The body of an intake: JSON, or multipart/form-data with a part `file` and the same fields as text. */
export async function readIntakeBody(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type') ?? '';
  if (!type.toLowerCase().startsWith('multipart/form-data')) return readJson(request);
  // Read with a limit first: the parser below would take whatever comes.
  const bytes = await readBytes(request, MAX_INPUT_BYTES + AROUND);
  const form = await new Response(Buffer.from(bytes), { headers: { 'content-type': type } })
    .formData()
    .catch(() => null);
  if (!form) refuse('malformed', 'The body says multipart/form-data and is not.');
  const file = form.get('file');
  if (!(file instanceof File)) refuse('invalid_input', 'Send the file in a part named "file".');
  const content = new Uint8Array(await file.arrayBuffer());
  const fields = [...form].flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, fieldOf(name, value)]] : [],
  );
  return {
    ...Object.fromEntries(fields),
    kind: 'file',
    upload: new Upload({
      name: file.name.slice(0, 300),
      mediaType: file.type,
      sha256: sha256(content),
      bytes: content,
    }),
  };
}

const fieldOf = (name: string, value: string): unknown =>
  name === 'seal' ? value === 'true' : name === 'authors' ? value.split(',').map((one) => one.trim()) : value;
