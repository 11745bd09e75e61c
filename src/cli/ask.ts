// Questions to a person at a terminal; Enter takes what stands in brackets.
import { createInterface } from 'node:readline/promises';
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

/** Its questions throw MlopsError `usage` when the terminal is closed in the middle. */
export function openQuestions(): Questions {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  // Keeps what is typed ahead of its question.
  const lines = terminal[Symbol.asyncIterator]();
  const ask = async (question: string): Promise<string> => {
    terminal.setPrompt(`${printable(question)} `);
    terminal.prompt();
    const { value, done } = await lines.next();
    if (done !== true) return value.trim();
    throw new MlopsError('usage', 'the questions were not answered to the end', 'Run the command again.');
  };
  return {
    text: async (question, proposal) => (await ask(`${question} [${proposal}]`)) || proposal,
    yes: async (question, proposal) => {
      const answer = await ask(`${question} [${proposal ? 'Y/n' : 'y/N'}]`);
      return answer === '' ? proposal : answer.toLowerCase().startsWith('y');
    },
    [Symbol.dispose]: () => terminal.close(),
  };
}
