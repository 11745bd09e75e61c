// Questions to a person at a terminal; Enter takes what stands in brackets.
import { createInterface } from 'node:readline/promises';
import { MlopsError } from '../error.ts';
import { printable } from './printable.ts';

/** Why an answer cannot be taken; the question is then asked again. */
type FaultOf = (answer: string) => string | undefined;

export interface Questions extends Disposable {
  /** What was typed, or the proposal. */
  text(question: string, proposal: string, faultOf?: FaultOf): Promise<string>;
  /** @param proposal what Enter means; what is neither yes nor no is asked again */
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
  const askUntil = async (question: string, proposal: string, faultOf: FaultOf): Promise<string> => {
    for (;;) {
      const answer = (await ask(`${question} [${proposal}]`)) || proposal;
      const fault = faultOf(answer);
      if (fault === undefined) return answer;
      console.log(printable(fault));
    }
  };
  return {
    text: (question, proposal, faultOf = () => undefined) => askUntil(question, proposal, faultOf),
    yes: async (question, proposal) => {
      const [both, enter] = proposal ? ['Y/n', 'y'] : ['y/N', 'n'];
      const answer = await askUntil(question, both, (typed) =>
        typed === both || /^(?:y|yes|n|no)$/i.test(typed) ? undefined : 'answer y or n',
      );
      return /^y/i.test(answer === both ? enter : answer);
    },
    [Symbol.dispose]: () => terminal.close(),
  };
}
