import { writeFileAtomically } from '../../../src/io/write-file.ts';

/** Runs in a process of its own: replaces a file in a loop, by contents that tell whether they are whole, until it is killed. */
const [path = ''] = process.argv.slice(2);
for (let turn = 0; ; turn++) {
  const size = 1000 + ((turn * 7919) % 200_000);
  writeFileAtomically(path, `${turn} ${size}\n${'x'.repeat(size)}\n${turn} ${size}\n`, { replace: true });
  if (turn === 0) process.stdout.write('started\n');
}
