// node --import: makes packages that an image leaves out look as if they were not there (LEFT_OUT, comma-separated).
import { registerHooks } from 'node:module';

const leftOut = (process.env.LEFT_OUT ?? '').split(',').filter(Boolean);
const isLeftOut = (url) => leftOut.some((name) => url.includes(`/node_modules/${name}/`));

registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    if (isLeftOut(found.url)) throw new Error(`Cannot find package ${specifier}: the image leaves it out`);
    return found;
  },
});
