// Field entry: what is saved is sealed and kept on the device before anybody is told so, and goes out when the link is back. Without this
// script the form beside it is an ordinary form that needs the link.
import { words } from './island.js';
import { fill, pairs, prepare, wrongs } from './entry-form.js';
import { forget, keep } from './entry-keep.js';
import { all, listen, put, remove, wipeOld } from './entry-queue.js';
import { fromUtf8, idle, lock, openHere, seal, sealHere, touch, unlocked, utf8 } from './entry-seal.js';
import { askOpen, sendAll } from './entry-send.js';
import { draw } from './entry-view.js';

const info = 'palermo entry 1';
const draftAfter = 400, retryAfter = 20_000;

/** @param {HTMLElement} host a palermo-entry with data-entry and data-words */
export async function start(host) {
  if (!window.isSecureContext || !crypto.subtle || !navigator.locks) { host.hidden = true; return; }
  const about = JSON.parse(host.dataset.entry), say = words(host);
  const form = document.querySelector('form.entry');
  const state = { link: navigator.onLine ? 'on' : 'off', told: null, address: null, wrongs: null, ready: false, own: new Set(about.own) };
  const clock = at => new Date(at).toLocaleTimeString(about.language, { hour: '2-digit', minute: '2-digit' });
  let current = newId(), typing = 0;

  await wipeOld(about.entryDays, about.draftDays);

  async function show() {
    const entries = await all();
    for (const entry of entries) entry.plain = state.own.has(entry.key) ? await readHere(entry) : null;
    const items = entries.filter(e => state.own.has(e.key) && !(e.state === 'draft' && e.id === current));
    draw(host, { ...state, items, others: entries.length - entries.filter(e => state.own.has(e.key)).length, unlocked: unlocked(), clock, about, say }, acts);
    host.dataset.waiting = String(entries.filter(e => e.state === 'waiting').length);
  }

  const tell = (told, address = null) => Object.assign(state, { told, address });
  const binding = entry => `${entry.key} ${entry.id}`;

  async function readHere(entry) {
    const plain = await openHere(binding(entry), entry.here);
    return plain && JSON.parse(fromUtf8(plain));
  }

  // Both copies are made before anything is written: an entry is never half kept.
  async function keepEntry(id, how, fields) {
    const entry = { id, key: about.key, at: Date.now(), state: how };
    const plain = { kind: about.kind, language: about.language, fields };
    Object.assign(entry, await seal(about.publicKey, info, binding(entry), utf8(JSON.stringify(plain))));
    entry.here = await sealHere(binding(entry), utf8(JSON.stringify({ ...plain, title: about.kinds.find(k => k.name === about.kind)?.title })));
    await put(entry);
  }

  async function send() {
    if (!(await all()).some(e => e.state === 'waiting')) { state.link = navigator.onLine ? 'on' : 'off'; await show(); return; }
    const done = await sendAll();
    if (done.link === 'busy') return;
    state.link = done.link;
    if (done.own) for (const key of done.own) state.own.add(key);
    if (done.stored.length) tell(done.stored.length > 1 ? `${say.sent} (${done.stored.length})` : say.sent, done.stored.at(-1));
    await show();
  }

  const acts = {
    send,
    async open(entry) {
      let opened = entry.plain, refusals = null;
      // The node judges anew what it refused; without a link one mends by what one sees.
      if (!opened || entry.state === 'refused') {
        const answer = await askOpen(entry).catch(() => null);
        if (answer) { opened = answer; refusals = answer.refusals; }
      }
      if (!opened) { tell(say.sealedHere); await show(); return; }
      if (!form || opened.kind !== about.kind) {
        sessionStorage.setItem('palermo-entry-open', entry.id);
        location.assign('/entry/' + opened.kind);
        return;
      }
      current = entry.id;
      fill(form, opened.fields);
      tell(entry.state === 'draft' ? say.draftBack.replace('{0}', clock(entry.at)) : null);
      state.wrongs = entry.state === 'draft' ? null : refusals;
      await show();
      form.scrollIntoView();
      form.querySelector('input:not([type=hidden]), select, textarea')?.focus();
    },
    async remove(entry) {
      if (!confirm(say.removeSure)) return;
      await remove(entry.id);
      if (entry.id === current) reset();
      await show();
    },
    // The node has a record under this name with other values: what stands here goes out under a name of its own.
    async asNew(entry) {
      const opened = entry.plain ?? await askOpen(entry).catch(() => null);
      if (!opened) { tell(say.sealedHere); await show(); return; }
      const twin = { id: newId(), key: about.key, at: Date.now(), state: 'waiting' };
      const plain = utf8(JSON.stringify({ kind: opened.kind, language: opened.language ?? about.language, fields: opened.fields }));
      Object.assign(twin, await seal(about.publicKey, info, binding(twin), plain), { here: await sealHere(binding(twin), plain) });
      await put(twin);
      await remove(entry.id);
      await send();
    },
    async wipe() {
      const mine = (await all()).filter(e => state.own.has(e.key));
      if (!confirm(say.wipeSure.replace('{0}', mine.filter(e => e.state !== 'draft').length))) return;
      for (const entry of mine) await remove(entry.id);
      lock();
      await forget();
      reset();
      tell(say.wiped);
      await show();
    },
    async lock() {
      await draft();
      lock();
      reset();
      tell(say.locked);
      await show();
    },
  };

  function reset() {
    clearTimeout(typing);
    typing = 0;
    form?.reset();
    form?.querySelectorAll('[data-added]').forEach(e => e.remove());
    current = newId();
    state.wrongs = null;
  }

  // One after the other: a draft under way never lands on top of what was saved after it.
  let turn = Promise.resolve();
  const inTurn = act => { turn = turn.then(act, act); return turn; };

  // What is half written is kept as well, sealed alike; a finished entry that is being mended stays finished until it is saved again.
  function draft() {
    if (!typing || !form) return turn;
    clearTimeout(typing);
    typing = 0;
    const [id, fields] = [current, pairs(form)];
    return inTurn(async () => {
      if (id !== current || (await all()).some(e => e.id === id && e.state !== 'draft')) return;
      await keepEntry(id, 'draft', fields);
      host.dataset.draft = id;
    }).catch(fault => console.info('field entry: the draft was not kept:', fault.message));
  }

  if (form) {
    prepare(form, about, say);
    form.addEventListener('input', () => {
      touch();
      typing ||= setTimeout(draft, draftAfter); // at most so often, and not with each key
    });
    addEventListener('pagehide', draft);
    document.addEventListener('visibilitychange', () => { if (document.hidden) draft(); });
    form.addEventListener('submit', async event => {
      event.preventDefault();
      if (form.dataset.busy) return; // a second press saves nothing twice
      state.wrongs = wrongs(form, about, say);
      if (state.wrongs.length) { await show(); host.querySelector('.refusals')?.focus(); return; }
      form.dataset.busy = 'true';
      // The form is free for the next entry at once; should keeping fail, everything is put back.
      const [id, fields] = [current, pairs(form)];
      reset();
      try {
        await inTurn(async () => {
          // What the node refused to store twice under one name goes out under a new one.
          const twice = (await all()).find(e => e.id === id && e.state === 'twice');
          await keepEntry(twice ? newId() : id, 'waiting', fields);
          if (twice) await remove(twice.id);
        });
        tell(say.saved.replace('{0}', clock(Date.now())));
        await show();
        host.querySelector('[role=status]')?.scrollIntoView({ block: 'center' });
        navigator.storage?.persist?.().catch(() => {});
      } catch {
        current = id;
        fill(form, fields);
        tell(say.notKept);
        await show();
        return;
      } finally {
        delete form.dataset.busy;
      }
      await send();
    });
    const wanted = sessionStorage.getItem('palermo-entry-open');
    sessionStorage.removeItem('palermo-entry-open');
    const entries = await all();
    const found = entries.find(e => e.id === wanted);
    if (found) await acts.open(Object.assign(found, { plain: await readHere(found) }));
    else {
      // A page that was thrown away half written comes back as it was, in the same tab.
      for (const entry of entries.filter(e => e.state === 'draft').reverse()) {
        const plain = await readHere(entry);
        if (plain?.kind !== about.kind) continue;
        current = entry.id;
        fill(form, plain.fields);
        tell(say.draftBack.replace('{0}', clock(entry.at)));
        break;
      }
    }
  }

  addEventListener('online', send);
  addEventListener('offline', () => { state.link = 'off'; show(); });
  document.addEventListener('visibilitychange', () => { if (!document.hidden) send(); });
  const retry = setInterval(send, retryAfter);
  const channel = listen(message => {
    if (message === 'forget') { lock(); reset(); }
    show();
  });
  const watch = setInterval(() => { if (idle()) acts.lock(); }, 30_000);
  host.stop = () => { clearInterval(retry); clearInterval(watch); channel.close(); };

  await show();
  // Sending and preparing the device wait for nothing and hold nothing up.
  send();
  keep(about).then(ready => { state.ready = ready; host.dataset.kept = String(ready); return show(); }, fault => { host.dataset.kept = 'false'; console.info('field entry: not prepared for a cut link:', fault.message); });
  host.dataset.ready = 'true';
}

// UUID of version 7 (RFC 9562, 5.7): the name by which the node stores an entry once; the id of the record follows from it.
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const now = Date.now();
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(now / 2 ** (8 * (5 - i))) & 255;
  bytes[6] = 0x70 | bytes[6] & 15;
  bytes[8] = 0x80 | bytes[8] & 63;
  const hex = Array.from(bytes, b => b.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
