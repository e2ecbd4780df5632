/** From how many sheets on V8's optimising compiler earns more time than it takes (measured: bench/run.mjs, 60 sheets). */
const BATCH = 12;

/** Turns the optimising compiler on again, for what runs long. */
export const optimise = (): void => process.getBuiltinModule('node:v8').setFlagsFromString('--opt');

/** Turns the optimising compiler on again, which `bin/assess.js` turns off, where there is enough work for it. */
export function prepareFor(sheets: number): void {
  if (sheets >= BATCH) optimise();
}
