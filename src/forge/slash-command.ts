// A comment → the command in it. Whoever can comment wrote the text, so it is bounded, and nothing in it is taken for more
// than it is. The grammar is of one line, the first:
//
//   /mlops accept [--model NAME] GATE REASON…
//   /mlops retrain [--workflow FILE] name=value …
//   /mlops promote [MODEL[@VERSION]] STAGE [--reason TEXT… | --force REASON…]
//
// Words are parted by blanks; quotes of either kind keep blanks in a word. The reason is the rest of the line. Pure.
import { suggestion } from '../config/nearest.ts';
import { isName } from '../registry/tag.ts';
import { isVersion } from '../registry/version.ts';

export type SlashCommand =
  | { readonly verb: 'accept'; readonly gate: string; readonly reason: string; readonly model: string | undefined }
  | {
      readonly verb: 'retrain';
      readonly inputs: Readonly<Record<string, string>>;
      readonly workflow: string | undefined;
    }
  | {
      readonly verb: 'promote';
      /** Undefined: the configured one. */
      readonly model: string | undefined;
      /** Undefined: the latest. */
      readonly version: string | undefined;
      readonly stage: string;
      readonly reason: string | undefined;
      readonly force: boolean;
    };

/** What keeps a command from being done. */
export interface CommandProblem {
  /** Plain text; may hold what strangers wrote. */
  readonly problem: string;
  /** Markdown of ours: what to do. */
  readonly help: string;
}

const VERBS = ['accept', 'retrain', 'promote'] as const;

/** How each command is written: Markdown. */
const USAGE = {
  accept:
    'Write `/mlops accept GATE REASON`, for example `/mlops accept latency_p95_ms known, fixed by the next release`.',
  retrain: 'Write `/mlops retrain name=value …`, for example `/mlops retrain learning_rate=0.01`.',
  promote:
    'Write `/mlops promote STAGE` for the latest version, or `/mlops promote MODEL@VERSION STAGE`, for example `/mlops promote duration@v1.2.3 production`; `--force REASON` after it passes over the evidence.',
} as const;

const ALL = `${USAGE.accept} ${USAGE.retrain} ${USAGE.promote}`;

/** In characters. GitHub takes 25 inputs. */
const MOST = { line: 4000, reason: 1000, name: 250, value: 1000, inputs: 25 } as const;

/**
 * @param body of the comment, as it was written
 * @returns undefined for a comment that is no command: its first line does not begin with `/mlops `, as in a code block, a
 *   quotation, or a sentence that speaks of one
 */
export function parseSlashCommand(body: string): SlashCommand | CommandProblem | undefined {
  const [line = '', ...others] = body.split(/\r\n|\r|\n/);
  const [, rest] = /^\/mlops(?:[ \t](.*))?$/su.exec(line) ?? [];
  if (rest === undefined && line !== '/mlops') return undefined;
  const shown = (text: string): string => JSON.stringify(text.slice(0, 60).toWellFormed());
  if (line.length > MOST.line) {
    return { problem: `the command has ${line.length} characters; at most ${MOST.line} are read`, help: ALL };
  }
  if (/[^\P{Cc}\t]|[\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u.test(line) || !line.isWellFormed()) {
    return { problem: 'the command holds characters that cannot be seen', help: 'Type it anew, on one line.' };
  }
  if (hasCommand(others)) return { problem: 'the comment holds two commands', help: 'Write one command in a comment.' };
  const words = (rest ?? '').trim();
  const [, verb = '', text = ''] = /^(\S*)\s*(.*)$/su.exec(words) ?? [];
  switch (verb) {
    case 'accept':
      return parseAccept(text);
    case 'retrain':
      return parseRetrain(text);
    case 'promote':
      return parsePromote(text);
    case '':
      return { problem: 'there is no command after /mlops', help: ALL };
    default:
      return { problem: `there is no command ${shown(verb)}, ${suggestion(verb, VERBS)}`, help: ALL };
  }
}

/** Whether one of these lines is a command, code blocks apart. */
function hasCommand(lines: readonly string[]): boolean {
  let fence: string | undefined;
  return lines.some((line) => {
    const [, ticks] = /^ {0,3}(`{3,}|~{3,})/.exec(line) ?? [];
    if (ticks !== undefined && fence === undefined) fence = ticks;
    else if (ticks !== undefined && fence !== undefined && ticks.startsWith(fence)) fence = undefined;
    return fence === undefined && /^\/mlops(?:[ \t]|$)/.test(line);
  });
}

function parseAccept(text: string): SlashCommand | CommandProblem {
  const fault = (problem: string): CommandProblem => ({ problem, help: USAGE.accept });
  const read = readOption(text, 'model');
  if (read === undefined) return fault('--model needs the name of a model after it');
  const gate = nextWord(read.rest);
  if (gate === undefined) return fault('a quote is not closed');
  if (gate.word === '') return fault('accept needs the name of a gate and a reason');
  if (gate.word.length > MOST.name) return fault(`the name of the gate has more than ${MOST.name} characters`);
  const reason = unquoted(gate.rest.trim());
  if (!/[\p{L}\p{N}]/u.test(reason)) {
    return fault(`accepting the gate ${JSON.stringify(gate.word)} needs a reason, which stands in the history`);
  }
  if (reason.length > MOST.reason) {
    return fault(`the reason has ${reason.length} characters; at most ${MOST.reason} are kept`);
  }
  return { verb: 'accept', gate: gate.word, reason, model: read.value };
}

function parseRetrain(text: string): SlashCommand | CommandProblem {
  const fault = (problem: string): CommandProblem => ({ problem, help: USAGE.retrain });
  const read = readOption(text, 'workflow');
  if (read === undefined) return fault('--workflow needs the name of a file after it');
  if (read.value !== undefined && !/^[\w-][\w.-]{0,99}\.ya?ml$/.test(read.value)) {
    return fault(`${JSON.stringify(read.value.slice(0, 60))} is no name of a workflow file, such as retrain.yml`);
  }
  const inputs = new Map<string, string>();
  for (let next = nextWord(read.rest), rest = read.rest; rest !== ''; next = nextWord(rest)) {
    if (next === undefined) return fault('a quote is not closed');
    const [, name, value = ''] = /^([^=]*)=(.*)$/su.exec(next.word) ?? [];
    const word = JSON.stringify(next.word.slice(0, 60));
    if (name === undefined) return fault(`${word} is no assignment`);
    if (name.includes('.')) {
      return fault(`the input of the param ${word} is written with "_" in place of "."`);
    }
    // What GitHub takes for the name of an input.
    if (!/^[A-Za-z_][\w-]{0,99}$/.test(name)) {
      return fault(`${word} begins with no name of an input: letters, digits, "-" and "_"`);
    }
    if (inputs.has(name)) return fault(`${JSON.stringify(name)} is given twice`);
    if (value.length > MOST.value) return fault(`the value of ${name} has more than ${MOST.value} characters`);
    inputs.set(name, value);
    rest = next.rest;
  }
  if (inputs.size > MOST.inputs) return fault(`${inputs.size} values are given; a workflow takes ${MOST.inputs}`);
  return { verb: 'retrain', inputs: Object.fromEntries(inputs), workflow: read.value };
}

function parsePromote(text: string): SlashCommand | CommandProblem {
  const fault = (problem: string): CommandProblem => ({ problem, help: USAGE.promote });
  const [, names = '', option, rest = ''] = /^(.*?)(?:(?<!\S)--(force|reason)(?:[ \t=](.*))?)?$/su.exec(text) ?? [];
  const words = names.trim() === '' ? [] : names.trim().split(/\s+/u);
  const [first, second, ...more] = words;
  if (first === undefined) return fault('promote needs the name of a stage');
  if (more.length > 0) return fault(`${JSON.stringify(more[0]?.slice(0, 60))} is one word too many`);
  const [named, stage] = second === undefined ? [undefined, first] : [first, second];
  const at = named?.lastIndexOf('@') ?? -1;
  const model = named === undefined ? undefined : at > 0 ? named.slice(0, at) : named;
  const version = named !== undefined && at > 0 ? named.slice(at + 1) : undefined;
  const wrong = [stage, model].find((name) => name !== undefined && !isName(name));
  if (wrong !== undefined) return fault(`${JSON.stringify(wrong.slice(0, 60))} is no name of a model or stage`);
  if (version !== undefined && version !== 'latest' && !isVersion(version)) {
    return fault(`${JSON.stringify(version.slice(0, 60))} is no version, such as v1.2.3`);
  }
  const reason = unquoted(rest.trim());
  if (option !== undefined && !/[\p{L}\p{N}]/u.test(reason)) {
    return fault(`--${option} needs a reason after it, which stands in the history`);
  }
  if (reason.length > MOST.reason) {
    return fault(`the reason has ${reason.length} characters; at most ${MOST.reason} are kept`);
  }
  return {
    verb: 'promote',
    model,
    version,
    stage,
    reason: option === undefined ? undefined : reason,
    force: option === 'force',
  };
}

interface Word {
  readonly word: string;
  /** What follows, without the blanks before it. */
  readonly rest: string;
}

/** `--name VALUE` or `--name=VALUE` at the start of a text; undefined where it has no value. */
function readOption(
  text: string,
  name: string,
): { readonly value: string | undefined; readonly rest: string } | undefined {
  const first = nextWord(text);
  if (first === undefined || !(first.word === `--${name}` || first.word.startsWith(`--${name}=`))) {
    return { value: undefined, rest: text };
  }
  const given =
    first.word === `--${name}` ? nextWord(first.rest) : { word: first.word.slice(name.length + 3), rest: first.rest };
  return given === undefined || given.word === '' ? undefined : { value: given.word, rest: given.rest };
}

/** The word at the start of a text, as a shell takes it; undefined where a quote is not closed. */
function nextWord(text: string): Word | undefined {
  const [whole] = /^(?:[^\s"']|"(?:[^"\\]|\\.)*"|'[^']*')*/su.exec(text) ?? [''];
  const rest = text.slice(whole.length);
  if (rest !== '' && !/^\s/u.test(rest)) return undefined;
  const word = whole.replaceAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'/gsu, (_, double?: string, single?: string) =>
    double === undefined ? (single ?? '') : double.replaceAll(/\\(["\\])/g, '$1'),
  );
  return { word, rest: rest.trimStart() };
}

/** A text that is one quoted word is that word. */
function unquoted(text: string): string {
  const read = /^["']/.test(text) ? nextWord(text) : undefined;
  return (read?.rest === '' ? read.word : text).trim();
}
