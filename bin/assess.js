#!/usr/bin/env node
// CommonJS (see package.json beside it): starting an ES module costs Node more than all that `--version` has to do.
const { argv, stdin, stdout, stderr, env } = process;
if (argv.length === 3 && (argv[2] === '--version' || argv[2] === '-V')) {
  stdout.write(`${require('../package.json').version}\n`);
} else {
  import('../dist/main.js').then(async ({ main }) => {
    process.exitCode = await main(argv.slice(2), { stdin, stdout, stderr, env });
  });
}
