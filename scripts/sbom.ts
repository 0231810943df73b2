// npm run sbom: what the program is made of, as CycloneDX 1.6 JSON, from the lockfile alone (no network).
// npm run sbom -- --licences: the same as a table by licence; ends with 1 when one is not on the list of docs/security.md.
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const lock = z
  .object({
    packages: z.record(
      z.string(),
      z.looseObject({
        version: z.string().optional(),
        license: z.string().optional(),
        integrity: z.string().optional(),
        dev: z.boolean().optional(),
        hasInstallScript: z.boolean().optional(),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));

/** Compatible with distributing the whole under Apache-2.0. (EPL-2.0 is weak copyleft: used as it is, never changed.) */
const ALLOWED =
  /^\(?(MIT|MIT-0|ISC|Apache-2\.0|BSD-2-Clause|BSD-3-Clause|0BSD|BlueOak-1\.0\.0|CC0-1\.0|CC-BY-4\.0|Unlicense|Python-2\.0|OFL-1\.1|MPL-2\.0|EPL-2\.0|BSD|LGPL-3\.0-or-later|Zlib|PostgreSQL|WTFPL)( (OR|AND|and) .*)?\)?$/u;

/** In the package's own README or licence file, not in its package.json. */
const STATED_ELSEWHERE: Readonly<Record<string, string>> = { 'png-js': 'MIT', 'seq-queue': 'MIT' };

const parts = Object.entries(lock.packages)
  .filter(([path]) => path !== '')
  .map(([path, { version = '', license, integrity, dev, hasInstallScript }]) => ({
    name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
    version,
    licence: license ?? STATED_ELSEWHERE[path.slice(path.lastIndexOf('node_modules/') + 13)] ?? 'not stated',
    integrity,
    dev: dev === true,
    script: hasInstallScript === true,
  }));

if (process.argv.includes('--licences')) {
  const byLicence = Map.groupBy(parts, ({ licence }) => licence);
  for (const [licence, list] of [...byLicence].sort(([, a], [, b]) => b.length - a.length))
    console.log(
      `${String(list.length).padStart(5)}  ${licence}${ALLOWED.test(licence) ? '' : `  LOOK: ${list.map(({ name }) => name).join(', ')}`}`,
    );
  console.log(
    `\ninstall scripts: ${parts
      .filter(({ script }) => script)
      .map(({ name }) => name)
      .join(', ')}`,
  );
  if (parts.some(({ licence, dev }) => !dev && !ALLOWED.test(licence))) process.exitCode = 1;
} else {
  const hash = (integrity: string) => ({
    alg: 'SHA-512',
    content: Buffer.from(integrity.replace(/^sha512-/u, ''), 'base64').toString('hex'),
  });
  console.log(
    JSON.stringify(
      {
        bomFormat: 'CycloneDX',
        specVersion: '1.6',
        version: 1,
        metadata: { component: { type: 'application', name: 'redthread' } },
        components: parts.map(({ name, version, licence, integrity, dev }) => ({
          type: 'library',
          name,
          version,
          purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
          scope: dev ? 'excluded' : 'required',
          licenses: [/ (OR|AND) /u.test(licence) ? { expression: licence } : { license: { name: licence } }],
          ...(integrity?.startsWith('sha512-') ? { hashes: [hash(integrity)] } : {}),
        })),
      },
      null,
      2,
    ),
  );
}
