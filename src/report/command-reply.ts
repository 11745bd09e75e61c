// What somebody is told whose command was not done. What they wrote comes back in it, and so do names of theirs. Pure.
import { md } from './markdown.ts';

/** First line of the reply to a comment: a job that runs again finds it, and does not answer twice. */
export function replyMarker(comment: number): string {
  return `<!-- mlops:reply to=${comment} -->`;
}

export const DENIED_MARKER = '<!-- mlops:reply denied -->';

/** @param problem.help Markdown of ours */
export function renderProblem(
  comment: number,
  { problem, help }: { readonly problem: string; readonly help: string },
): string {
  return `${replyMarker(comment)}\n😕 Not done: ${md(problem, 600)}.\n\n${help}\n`;
}

/** @param words Markdown of ours */
export function renderNote(comment: number, words: string): string {
  return `${replyMarker(comment)}\n👍 ${words}\n`;
}

export function renderDenial(): string {
  return `${DENIED_MARKER}\n👎 \`/mlops\` does what people say who can write to this repository, and nobody else.\n`;
}
