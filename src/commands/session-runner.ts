import { statSync } from 'node:fs';
import { join } from 'node:path';
import { pathWithin } from '../io/complete-path.ts';
import type { Style } from '../render/style.ts';
import type { Effect, Event, Fault, Session } from '../session/session.ts';
import { step } from '../session/step.ts';
import type { Line, Look, Screen } from '../session/view.ts';
import type { Environment, FileEffect, SheetKeeper } from './keep-sheet.ts';

/** A session with the world around it: every event goes through the machine, and what it asks for is done at once. */
export interface Runner {
  session: Session;
  readonly handle: (event: Event) => void;
}

const isFileEffect = (effect: Effect): effect is FileEffect => effect.kind !== 'edit' && effect.kind !== 'leave';

/** What a runner needs of the terminal: to hand it over to an editor, and to leave. */
export interface RunnerHost {
  readonly edit: (text: string) => void;
  readonly leave: () => void;
  /** Told whenever the half-written texts are others; returns whether they are on the disk. */
  readonly keepDrafts?: (halfWritten: Session['halfWritten']) => boolean;
}

/** Runs a session on a keeper; saving is done when `handle` returns, so that no answer waits for anything. */
export function createRunner(session: Session, keeper: SheetKeeper, host: RunnerHost): Runner {
  const runner: Runner = {
    session,
    handle(event) {
      const { halfWritten } = runner.session;
      const stepped = step(runner.session, event);
      runner.session = stepped.session;
      if (stepped.session.halfWritten !== halfWritten) {
        const areDraftsKept = host.keepDrafts?.(stepped.session.halfWritten) ?? true;
        runner.session = { ...runner.session, areDraftsKept };
      }
      const saves = stepped.effects.filter(isFileEffect);
      if (saves.length) runner.handle({ kind: 'saved', outcome: keeper.carryOut(...saves) });
      for (const effect of stepped.effects) {
        if (effect.kind === 'edit') host.edit(effect.text);
        if (effect.kind === 'leave') host.leave();
      }
    },
  };
  return runner;
}

/** The terminal that a session is drawn on. */
export interface SessionTerminal {
  readonly stream: NodeJS.WriteStream;
  readonly style: Style;
  readonly screen: () => Screen;
  /** The folder that evidence files are looked for in. */
  readonly folder: string;
  readonly env: Environment;
  readonly keepDrafts: (halfWritten: Session['halfWritten']) => boolean;
}

/** A path of the register as it was entered; one that lies in the sheet's folder is made relative to it. */
export function fileLine(folder: string, text: string): Event {
  const path = pathWithin(folder, text).trim();
  return { kind: 'line', text: path, fault: fileFault(folder, path) };
}

/** What is wrong with a file of the register; nothing with none. */
export function fileFault(folder: string, path: string): Fault | null {
  if (path === '') return null;
  const stat = statSync(join(folder, path), { throwIfNoEntry: false });
  if (!stat) return 'missing';
  return stat.isDirectory() ? 'folder' : null;
}

const LOOKS: Readonly<Record<Look, (text: string, style: Style) => string>> = {
  plain: (text) => text,
  strong: (text, style) => style.strong(text),
  quiet: (text, style) => style.quiet(text),
  good: (text, style) => style.tone(text, 'good'),
  mixed: (text, style) => style.tone(text, 'mixed'),
  bad: (text, style) => style.tone(text, 'bad'),
  marked: (text, style) => style.strong(style.tone(text, 'open')),
};

/** A line as the terminal shows it. */
export const paint = ({ text, look }: Line, style: Style): string => LOOKS[look](text, style);
