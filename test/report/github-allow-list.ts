// What GitHub leaves of the HTML in a comment: the allow-list of html-pipeline's sanitization filter, as its source and
// github/markup's README name it. Everything else is taken out, so nothing of ours may need it.

const TAGS = new Set(
  (
    'h1 h2 h3 h4 h5 h6 br b i strong em a pre code img tt div ins del sup sub p picture ol ul table thead tbody tfoot ' +
    'blockquote dl dt dd kbd q samp var hr ruby rt rp li tr td th s strike summary details caption figure figcaption ' +
    'abbr bdo cite dfn mark small source span time wbr'
  ).split(' '),
);

/** Attributes that stay, of those that we could come to use; `class` is not among them. */
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  '*': ['align', 'alt', 'open', 'start', 'title', 'width', 'height', 'name', 'id', 'media'],
  a: ['href'],
  img: ['src', 'longdesc'],
  source: ['srcset'],
};

const PROTOCOLS = /^(?:https?:|mailto:|#|\/)/;

/** What GitHub would take out of rendered Markdown: tags, attributes and addresses; empty where nothing. */
export function takenOut(html: string): readonly string[] {
  // The languages of fences become classes before the filter, for the highlighter.
  const text = html.replaceAll(/<code class="language-[a-z]+">/g, '<code>').replaceAll(/<!--.*?-->/gs, '');
  return [...text.matchAll(/<([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*\/?>/gi)].flatMap(
    ([, tag = '', attributes = '']) => {
      if (!TAGS.has(tag)) return [`<${tag}>`];
      return [...attributes.matchAll(/([a-z-]+)(?:="([^"]*)")?/g)].flatMap(([, name = '', value = '']) => {
        if (!(ATTRIBUTES['*']?.includes(name) || ATTRIBUTES[tag]?.includes(name))) return [`<${tag} ${name}>`];
        return /^(?:href|src|srcset)$/.test(name) && !PROTOCOLS.test(value) ? [`<${tag} ${name}="${value}">`] : [];
      });
    },
  );
}
