// Tabler's night colours hang on a class or attribute that only script could set. Here they become a media query as well, so that
// night mode follows the system on a page without script.

/** @param {string} css a minified style sheet @returns {string} the sheet with its dark rules repeated under prefers-color-scheme */
export function darkAsMedia(css) {
  const found = [];
  for (const rule of topLevel(css)) {
    if (rule.selector.startsWith('@')) continue;
    const dark = rule.selector.split(',').filter(part => /^(:root)?\.theme-dark(?![\w-])/.test(part));
    if (dark.length > 0) found.push(`${dark.map(part => part.replace(/^(:root)?\.theme-dark/, ':root')).join(',')}{${rule.body}}`);
  }
  if (found.length < 5) throw new Error('the style sheet has hardly a dark rule: look at how this version of Tabler does night mode');
  return `${css}\n@media screen and (prefers-color-scheme:dark){${found.join('')}}`;
}

function* topLevel(css) {
  let start = 0, depth = 0, open = 0;
  for (let i = 0; i < css.length; i++) {
    if (css.startsWith('/*', i)) { i = css.indexOf('*/', i) + 1; if (depth === 0) start = i + 1; continue; }
    const c = css[i];
    if (c === '"' || c === "'") { i = css.indexOf(c, i + 1); continue; }
    if (c === '{' && depth++ === 0) open = i;
    else if (c === '}' && --depth === 0) {
      yield { selector: css.slice(start, open).trim(), body: css.slice(open + 1, i) };
      start = i + 1;
    } else if (c === ';' && depth === 0) start = i + 1;
  }
}
