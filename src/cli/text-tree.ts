// A tree as lines of text, each made safe for the terminal. Pure.
import { printableLine } from './printable.ts';

export interface TreeNode {
  readonly text: string;
  readonly children?: readonly TreeNode[];
}

export function renderTree({ text, children = [] }: TreeNode): string {
  return [printableLine(text), ...branches(children, '')].join('\n');
}

function branches(nodes: readonly TreeNode[], indent: string): readonly string[] {
  return nodes.flatMap(({ text, children = [] }, index) => {
    const isLast = index === nodes.length - 1;
    return [
      `${indent}${isLast ? '└─' : '├─'} ${printableLine(text)}`,
      ...branches(children, `${indent}${isLast ? '  ' : '│ '} `),
    ];
  });
}
