import { PassThrough, Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { writeAll } from '../../../src/io/streams.ts';
import { failureOf } from './failure-of.ts';

const outputOf = (stream: Writable): NodeJS.WriteStream => stream as unknown as NodeJS.WriteStream;

test('many lines are written one after the other, and nobody is left listening', async () => {
  const stream = new PassThrough();
  const before = stream.listenerCount('error');
  for (let line = 0; line < 20; line++) await writeAll(outputOf(stream), `${line}\n`);
  expect(stream.read().toString().split('\n')).toHaveLength(21);
  expect(stream.listenerCount('error')).toBe(before);
});

test.each([
  ['EPIPE', false],
  ['ENOSPC', true],
])('an output that fails with %s is no crash, and a failure: %j', async (code, isFailure) => {
  const failing = new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), { code })),
  });
  let caught: unknown = null;
  await writeAll(outputOf(failing), 'x').catch((error: unknown) => {
    caught = error;
  });
  const rethrow = () => {
    if (caught) throw caught;
  };
  if (isFailure) expect(failureOf(rethrow).en).toContain(code);
  else expect(caught).toBeNull();
});
