// Keeps the empty forms for a cut link, and forgets them. One person and one language at a time: a new set replaces the one before.
const prefix = 'palermo-entry ';

/** Puts the forms and what draws them into the cache. @returns {Promise<boolean>} true when the device can go on without a link */
export async function keep({ version, kinds, copy }) {
  if (!('serviceWorker' in navigator) || !('caches' in window)) return false;
  const ours = prefix + version;
  if (copy) return true;
  await navigator.serviceWorker.register('/entry/worker.js', { scope: '/entry/', updateViaCache: 'none' });
  if (!await (await caches.open(ours)).match('/entry/complete')) {
    await caches.delete(ours);
    const cache = await caches.open(ours);
    for (const address of ['/entry/', ...kinds.map(k => '/entry/' + k.name)]) {
      const answer = await fetch(address + '?copy', { cache: 'no-store', redirect: 'error' });
      if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
      await cache.put(address, answer);
    }
    for (const asset of assets()) await cache.add(asset);
    await cache.put('/entry/complete', new Response(''));
  }
  for (const other of await caches.keys()) if (other.startsWith(prefix) && other !== ours) await caches.delete(other);
  await navigator.serviceWorker.ready;
  return true;
}

// What this very page was drawn with: its style sheets, this script and its pieces.
function assets() {
  const used = performance.getEntriesByType('resource').map(r => r.name);
  const named = [...document.querySelectorAll('link[rel=stylesheet], script[src]')].map(e => e.href || e.src);
  return new Set([...used, ...named].map(a => new URL(a, location.href)).filter(a => a.origin === location.origin && a.pathname.startsWith('/_content/Palermo.Web/')).map(a => a.pathname));
}

/** Forgets every kept form, as at sign-out. What waits stays, sealed. */
export async function forget() {
  for (const name of await caches.keys()) if (name.startsWith(prefix)) await caches.delete(name);
}
