#!/usr/bin/env node
// CommonJS (see package.json beside it): Node starts it in half the time of ES modules.
const { argv } = process;
if (!(argv.length === 3 && (argv[2] === '--version' || argv[2] === '-V') && isVersionPrinted())) {
  // A run on one sheet is over before V8's optimising compiler pays off; a batch turns it on again (src/io/engine.ts).
  require('node:v8').setFlagsFromString('--no-opt');
  require('../dist/main.cjs')
    .main(argv.slice(2))
    .then((code) => {
      process.exitCode = code;
    });
}

/** Needs nothing but its own line; a reader that went away is no error. What else fails, the program itself tells. */
function isVersionPrinted() {
  try {
    require('node:fs').writeSync(1, `${require('../package.json').version}\n`);
    return true;
  } catch (error) {
    return error.code === 'EPIPE';
  }
}
