// The real Mermaid parser. Its sanitiser asks for a browser's window when it is loaded; a hollow one is enough, since
// parsing draws nothing.

function Hollow(): void {}

/** Throws what Mermaid says of the diagram. */
export async function parseMermaid(diagram: string): Promise<string> {
  const { default: mermaid } = await loadMermaid();
  const { diagramType } = await mermaid.parse(diagram);
  return diagramType;
}

/** The diagrams of a Markdown text. */
export function mermaidBlocks(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^```mermaid\n(.*?)\n```$/gms)].map(([, diagram = '']) => diagram);
}

async function loadMermaid() {
  Object.assign(globalThis, {
    window: {
      document: { nodeType: 9, implementation: {}, createElement: () => ({}) },
      Element: Hollow,
      Node: Hollow,
      NamedNodeMap: Hollow,
      HTMLFormElement: Hollow,
      DOMParser: Hollow,
      NodeFilter: {},
    },
  });
  try {
    return await import('mermaid');
  } finally {
    // To everything else of this process, a window means a browser.
    Reflect.deleteProperty(globalThis, 'window');
  }
}
