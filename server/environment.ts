// Imported before anything else: React and Next decide by this at import time which half of themselves to load.
Object.assign(process.env, { NODE_ENV: process.argv.includes('--dev') ? 'development' : 'production' });
