import type { IRegularForbiddenRuleType } from 'dependency-cruiser';

/** STYLE of the house, as edges that must not exist. docs/architecture.md says the same in words. */
const features =
  'investigations|sources|versions|anchors|annotations|claims|entities|accounts|moderation|notes|notifications|search|suggestions|views|publishing|webhooks|thread|guide|network';
const RULES = String.raw`[/.]rules\.ts$`;
const SCHEMA = String.raw`[/.]schema\.ts$`;
const TEST = String.raw`\.test\.tsx?$|^tests/`;

const rule = (
  name: string,
  comment: string,
  from: IRegularForbiddenRuleType['from'],
  to: IRegularForbiddenRuleType['to'],
): IRegularForbiddenRuleType => ({
  name,
  comment,
  severity: 'error',
  from,
  to,
});

export const forbidden: IRegularForbiddenRuleType[] = [
  rule(
    'rules-are-pure',
    'rules see other rules and data only, no Node and no database',
    { path: RULES, pathNot: TEST },
    { path: '^(lib|app|components|server|seeds|bin)/', pathNot: [RULES, String.raw`\.json$`] },
  ),
  rule(
    'rules-without-node',
    'rules run in the browser too',
    { path: RULES, pathNot: TEST },
    { dependencyTypes: ['core'] },
  ),
  rule(
    'schema-sees-rules',
    'schema sees rules, schema and the ids',
    { path: SCHEMA, pathNot: TEST },
    { path: '^(lib|app|components|server)/', pathNot: [RULES, SCHEMA, '^lib/platform/(ids|text\\.schema)\\.ts$'] },
  ),
  rule(
    'queries-do-not-write',
    'a query never reaches a command',
    { path: String.raw`^lib/.*queries\.ts$` },
    { path: String.raw`commands\.ts$` },
  ),
  rule(
    'platform-knows-no-feature',
    'the platform is what features stand on',
    { path: '^lib/platform/', pathNot: TEST },
    { path: `^lib/(${features}|live|api|interop)/|^(app|components|server|seeds|bin)/` },
  ),
  rule(
    'features-know-no-live',
    'live knows features; a feature knows neither live nor what serves it',
    { path: `^lib/(${features})/`, pathNot: TEST },
    { path: '^(lib/(live|interop)|app|components|server|seeds|bin)/' },
  ),
  rule(
    'features-do-not-serve',
    "only a feature's api.ts names its endpoints",
    { path: `^lib/(${features})/`, pathNot: [TEST, String.raw`/api\.ts$`] },
    { path: '^lib/api/' },
  ),
  rule(
    'live-serves-nothing-else',
    'live knows features, not routes or screens',
    { path: '^lib/live/', pathNot: TEST },
    { path: '^(lib/api|app|components|server|seeds|bin)/' },
  ),
  rule(
    'components-see-no-server',
    'components see rules, schema, editor extensions and browser halves',
    { path: '^components/', pathNot: TEST },
    {
      path: '^(lib|app|server|seeds|bin)/',
      pathNot: [
        RULES,
        SCHEMA,
        String.raw`^lib/[\w-]+/(extensions|ratings)\.tsx?$`,
        '^lib/live/client/',
        // i18n: for components that only the server draws; a client one that took it would not build.
        '^lib/platform/(ids|errors|i18n)\\.ts$',
      ],
    },
  ),
  rule(
    'pages-ask',
    'app parses, calls, renders: it neither starts servers nor touches Prisma',
    { path: '^app/' },
    { path: '^(server|seeds|bin|tests)/|^lib/platform/prisma/' },
  ),
  rule(
    'one-door-to-prisma',
    'the generated client is opened in db.ts alone',
    { path: '^(lib|app|components|server|seeds|bin)/', pathNot: ['^lib/platform/prisma/', '^lib/platform/db\\.ts$'] },
    { path: '^lib/platform/prisma/' },
  ),
  rule(
    'no-cycles',
    'two files that need each other are one idea',
    { pathNot: '^lib/platform/prisma/' },
    { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  ),
  rule(
    'no-test-in-product',
    'the product never imports its tests',
    { path: '^(lib|app|components|server|seeds|bin)/', pathNot: TEST },
    { path: TEST },
  ),
];
