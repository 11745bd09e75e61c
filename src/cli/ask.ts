// Questions to a person at a terminal; Enter takes what stands in brackets.
import { createInterface, type Interface } from 'node:readline/promises';
import { MlopsError } from '../error.ts';
import { printable } from './printable.ts';

export interface Questions extends Disposable {
  /** What was typed, or the proposal. */
  text(question: string, proposal: string): Promise<string>;
  /** @param proposal what Enter means */
  yes(question: string, proposal: boolean): Promise<boolean>;
}

export function canAsk(): boolean {
  return process.stdin.isTTY && process.stdout.isTTY;
}

/** @throws MlopsError `usage` when the terminal is closed in the middle */
export function openQuestions(): Questions {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const ask = (question: string): Promise<string> => answerOf(terminal, `${printable(question)} `);
  return {
    text: async (question, proposal) => (await ask(`${question} [${proposal}]`)).trim() || proposal,
    yes: async (question, proposal) => {
      const answer = (await ask(`${question} [${proposal ? 'Y/n' : 'y/N'}]`)).trim().toLowerCase();
      return answer === '' ? proposal : answer.startsWith('y');
    },
    [Symbol.dispose]: () => terminal.close(),
  };
}

async function answerOf(terminal: Interface, question: string): Promise<string> {
  const stop = new AbortController();
  const closed = (): void => stop.abort();
  terminal.once('close', closed);
  try {
    return await terminal.question(question, { signal: stop.signal });
  } catch (cause) {
    throw new MlopsError('usage', 'the questions were not answered to the end', 'Run the command again.', { cause });
  } finally {
    terminal.off('close', closed);
  }
}
