// Draws what waits on the device: the link, what was just done, what is wrong, and one line for each entry.
const make = (name, props = {}, ...children) => {
  const element = Object.assign(document.createElement(name), props);
  element.append(...children.filter(c => c !== null && c !== undefined));
  return element;
};

const button = (label, act, more = {}) => {
  const b = make('button', { type: 'button', className: 'btn btn-outline btn-sm', textContent: label, ...more });
  b.addEventListener('click', act);
  return b;
};

/** @param {HTMLElement} host drawn anew each time; the focus stays where it was by the button's own name */
export function draw(host, { link, told, address, wrongs, items, others, unlocked, ready, clock, about, say }, acts) {
  const focused = host.contains(document.activeElement) ? document.activeElement.dataset.at : null;
  const link_ = { on: say.linkOn, off: say.linkOff }[link];
  const lead = make('p', { className: 'entry-link' }, make('span', { className: `lamp ${link === 'off' ? 'off' : 'on'}`, ariaHidden: 'true' }),
    link_ ?? make('a', { href: (link === 'work' ? '/work' : '/sign-in') + '?return=' + encodeURIComponent(location.pathname), textContent: link === 'work' ? say.stateWork : say.signIn }),
    ready ? make('span', { className: 'src', textContent: ' ' + say.ready }) : null);
  const status = make('p', { className: told ? 'told' : '' }, told ?? '', address ? ' ' : null, address ? make('a', { href: address, textContent: say.showRecord }) : null);
  status.setAttribute('role', 'status');

  const list = make('ul', { className: 'entry-queue' }, ...items.map(e => {
    const words = { waiting: say.waiting, draft: say.draft, refused: say.refused, twice: say.twice, damaged: say.damaged }[e.state];
    const goes = new Date(e.at + (e.state === 'draft' ? about.draftDays : about.entryDays) * 86_400_000);
    const soon = goes - Date.now() < 5 * 86_400_000 && e.state !== 'draft' ? say.goes.replace('{0}', goes.toLocaleDateString(about.language)) : null;
    const title = e.plain?.title ?? about.kinds.find(k => k.name === e.plain?.kind)?.title ?? say.entry;
    const label = `${title}, ${new Date(e.at).toDateString() === new Date().toDateString() ? '' : new Date(e.at).toLocaleDateString(about.language) + ' '}${clock(e.at)}`;
    const at = (what, act, text) => button(text, act, { ariaLabel: `${text}: ${label}` });
    const line = make('li', { className: e.state },
      make('span', { className: 'what', textContent: label }), make('span', { className: 'state', textContent: words }), soon && make('span', { className: 'src', textContent: soon }),
      make('span', { className: 'bar' },
        e.state === 'damaged' ? null : at('open', () => acts.open(e), say.open),
        e.state === 'twice' ? make('a', { className: 'btn btn-outline btn-sm', href: e.address, textContent: say.showRecord }) : null,
        e.state === 'twice' ? at('new', () => acts.asNew(e), say.asNew) : null,
        at('remove', () => acts.remove(e), say.remove)));
    line.querySelectorAll('button').forEach((b, i) => { b.dataset.at = `${e.id} ${i}`; });
    return line;
  }));

  const refused = wrongs?.length ? make('div', { className: 'refusals', tabIndex: -1 }, make('h2', { textContent: say.notSaved }),
    make('ul', {}, ...wrongs.map(w => make('li', {}, w.field ? make('a', { href: `#f-${w.field}`, textContent: w.text }) : w.text)))) : null;
  refused?.setAttribute('role', 'alert');
  refused?.querySelectorAll('a').forEach(a => a.addEventListener('click', () => {
    const target = document.querySelector(a.getAttribute('href'));
    target?.closest('details')?.setAttribute('open', '');
  }));

  const tools = [
    items.some(e => e.state === 'waiting') ? button(say.sendNow, () => acts.send(), { className: 'btn btn-primary btn-sm' }) : null,
    unlocked ? button(say.lock, () => acts.lock()) : null,
    items.length ? button(say.wipe, () => acts.wipe()) : null,
  ].filter(Boolean);
  tools.forEach((b, i) => { b.dataset.at = `tool ${i}`; });

  const section = make('section', { className: 'panel entry-panel' }, make('h2', { id: 'entry-queue', textContent: say.queue }), lead, status,
    items.length > 3 ? folded(host, list, items, say) : items.length ? list : told ? null : make('p', { className: 'src', textContent: say.nothing }),
    others ? make('p', { className: 'src', textContent: say.others.replace('{0}', others) }) : null,
    tools.length ? make('div', { className: 'bar' }, ...tools) : null, refused);
  section.setAttribute('aria-labelledby', 'entry-queue');
  host.replaceChildren(section);
  if (focused) (host.querySelector(`[data-at="${CSS.escape(focused)}"]`) ?? host.querySelector('button, a'))?.focus();
}

// A long list is folded, so that on a telephone the form stays near; what needs a hand unfolds it, and so does the person.
function folded(host, list, items, say) {
  const before = host.querySelector('details');
  return make('details', { open: before ? before.open : items.some(e => e.state !== 'waiting') }, make('summary', { textContent: say.count.replace('{0}', items.length) }), list);
}
