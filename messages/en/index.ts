import common from './common.json' with { type: 'json' };
import reader from './reader.json' with { type: 'json' };
import margin from './margin.json' with { type: 'json' };
import desk from './desk.json' with { type: 'json' };
import sources from './sources.json' with { type: 'json' };
import versions from './versions.json' with { type: 'json' };
import claims from './claims.json' with { type: 'json' };
import publishing from './publishing.json' with { type: 'json' };
import thread from './thread.json' with { type: 'json' };
import entities from './entities.json' with { type: 'json' };
import network from './network.json' with { type: 'json' };
import accounts from './accounts.json' with { type: 'json' };
import moderation from './moderation.json' with { type: 'json' };
import door from './door.json' with { type: 'json' };
import inbox from './inbox.json' with { type: 'json' };
import retention from './retention.json' with { type: 'json' };
import search from './search.json' with { type: 'json' };
import suggestions from './suggestions.json' with { type: 'json' };
import guide from './guide.json' with { type: 'json' };
import live from './live.json' with { type: 'json' };
import errors from './errors.json' with { type: 'json' };
import events from './events.json' with { type: 'json' };
import visibility from './visibility.json' with { type: 'json' };
import webhooks from './webhooks.json' with { type: 'json' };

/** One file an area of the screen: `useTranslations('reader')` reads reader.json. */
export default {
  common,
  reader,
  margin,
  desk,
  sources,
  versions,
  claims,
  publishing,
  thread,
  entities,
  network,
  accounts,
  moderation,
  door,
  inbox,
  retention,
  search,
  suggestions,
  guide,
  live,
  errors,
  events,
  visibility,
  webhooks,
};
