import { commonSchemas, schemaLabel } from '../../entities/rules.ts';
import { MOST_QUERIES } from './asked.rules.ts';

export const typeOf = (schema: string) => ({ id: schema, name: schemaLabel(schema) });

/** Both, in whichever of their manifests somebody reads it. */
const versions = ['0.2', '1.0-draft'];

interface Place {
  /** The address of the service itself, with the token where it is in it. */
  readonly base: string;
  readonly origin: string;
  /** Whether whoever asks is known already: by the address, or by what they sent. */
  readonly known: boolean;
}

const common = ({ known }: Place) => ({
  versions,
  name: 'Redthread: entities that you may see',
  defaultTypes: commonSchemas.map(typeOf),
  batchSize: MOST_QUERIES,
  standardizedScore: true,
  // With the token in the address there is nothing more to send.
  ...(known
    ? {}
    : {
        authentication: {
          type: 'apiKey',
          name: 'Authorization',
          in: 'header',
          description: 'Bearer and a token that may read: made under "Your account".',
        },
      }),
});

/** As OpenRefine reads it. */
export const oldManifest = (place: Place) => ({
  ...common(place),
  identifierSpace: `${place.origin}/entities/`,
  schemaSpace: 'https://followthemoney.tech/explorer/schemata/',
  view: { url: `${place.origin}/entities/{{id}}` },
  extend: {
    propose_properties: { service_url: place.base, service_path: '/properties' },
    property_settings: [{ name: 'limit', label: LIMIT.name, type: 'number', default: 0, help_text: LIMIT.helpText }],
  },
  suggest: Object.fromEntries(
    ['entity', 'property', 'type'].map((what) => [what, { service_url: place.base, service_path: `/suggest/${what}` }]),
  ),
});

const LIMIT = { name: 'Limit', helpText: 'How many values a row gets at most; 0: all of them.' };

/** The same service in the form of 1.0-draft: all addresses follow from the one that was asked. */
export const draftManifest = (place: Place) => ({
  ...common(place),
  view: { url: `${place.origin}/entities/{id}` },
  documentation: 'https://reconciliation-api.github.io/specs/draft/',
  extend: {
    proposeProperties: true,
    propertySettings: [{ id: 'limit', ...LIMIT, type: 'number', default: 0 }],
  },
  suggest: { entity: true, property: true, type: true },
});
