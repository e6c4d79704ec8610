// What waits on the device: sealed entries in IndexedDB. In clear stand only a random id, the name of a key, a time and how far it is.
const name = 'palermo-entry', store = 'entries';
const flag = 'palermo-entry';

let opened;
function database() {
  return opened ??= new Promise((done, failed) => {
    const asked = indexedDB.open(name, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(store, { keyPath: 'id' });
    asked.onsuccess = () => { asked.result.onversionchange = () => asked.result.close(); done(asked.result); };
    asked.onerror = () => { opened = null; failed(asked.error); };
  });
}

async function within(mode, act) {
  const db = await database();
  return new Promise((done, failed) => {
    // Strict: it is on the disk before anybody is told that it is kept.
    const transaction = db.transaction(store, mode, { durability: 'strict' });
    let result;
    act(transaction.objectStore(store), value => { result = value; });
    transaction.oncomplete = () => done(result);
    transaction.onerror = transaction.onabort = () => failed(transaction.error);
  });
}

/** All entries, oldest first. */
export async function all() {
  const entries = await within('readonly', (at, give) => { const asked = at.getAll(); asked.onsuccess = () => give(asked.result); });
  return entries.sort((a, b) => a.at - b.at);
}

export async function put(entry) {
  await within('readwrite', at => at.put(entry));
  await note();
}

export async function remove(id) {
  await within('readwrite', at => at.delete(id));
  await note();
}

/**
 * Changes how far an entry is, unless it was written anew meanwhile.
 * @param {{id: string, data: string}} seen the entry as it was when the change was decided
 */
export async function change(seen, more) {
  await within('readwrite', at => {
    const asked = at.get(seen.id);
    asked.onsuccess = () => { if (asked.result?.data === seen.data) more === null ? at.delete(seen.id) : at.put({ ...asked.result, ...more }); };
  });
  await note();
}

/** Wipes what waited too long. @param {number} entryDays @param {number} draftDays */
export async function wipeOld(entryDays, draftDays) {
  const now = Date.now();
  for (const entry of await all())
    if (now - entry.at > (entry.state === 'draft' ? draftDays : entryDays) * 86_400_000) await remove(entry.id);
}

// Every page looks at this and opens the database only when something waits.
async function note() {
  const waiting = (await all()).filter(e => e.state !== 'draft').length;
  if (waiting) localStorage.setItem(flag, String(waiting)); else localStorage.removeItem(flag);
  new BroadcastChannel(name).postMessage('changed');
}

/** Calls back when another tab changed what waits, or locked this device. */
export function listen(back) {
  const channel = new BroadcastChannel(name);
  channel.onmessage = message => back(message.data);
  return channel;
}
