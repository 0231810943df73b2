// Imported before anything else: React and Next decide by this at import time which half of themselves to load.
Object.assign(process.env, { NODE_ENV: process.argv.includes('--dev') ? 'development' : 'production' });
// Set to nothing is not set: a compose file passes every name it knows, those that nobody filled in as well.
for (const [name, value] of Object.entries(process.env)) if (value === '') Reflect.deleteProperty(process.env, name);
