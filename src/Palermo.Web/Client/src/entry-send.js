// Sends what waits, one after the other, oldest first. Two tabs never send at once, and the node stores an entry once however often it comes.
import { all, change } from './entry-queue.js';

const patience = 30_000;

/**
 * @returns {Promise<{link: 'on'|'off'|'sign-in'|'work'|'busy', stored: string[], own: string[]|null}>}
 * stored: addresses of the records made now; own: names of the keys of the person signed in.
 */
export function sendAll() {
  return navigator.locks.request('palermo-entry-send', { ifAvailable: true }, async lock => {
    const done = { link: 'on', stored: [], own: null };
    if (!lock) return { ...done, link: 'busy' };
    try {
      const ready = await fetch('/entry/ready.json', { cache: 'no-store', redirect: 'error', signal: AbortSignal.timeout(patience) });
      if (ready.status === 401) return { ...done, link: 'sign-in' };
      if (ready.status === 403) return { ...done, link: 'work' };
      if (!ready.ok) return { ...done, link: 'off' };
      const { keys, token } = await ready.json();
      done.own = keys;
      for (const entry of await all()) {
        if (entry.state !== 'waiting' || !keys.includes(entry.key)) continue;
        const answer = await post('/entry/send', entry, token);
        switch (answer.status) {
          case 200: await change(entry, null); done.stored.push((await answer.json()).address); break;
          case 422: await change(entry, { state: 'refused' }); break;
          case 409: await change(entry, { state: 'twice', address: (await answer.json()).address }); break;
          case 400: {
            // A stale token is a matter of the session, and no fault of the entry.
            const told = await answer.json().catch(() => null);
            if (told?.state !== 'damaged') return { ...done, link: 'sign-in' };
            await change(entry, { state: 'damaged' });
            break;
          }
          case 401: return { ...done, link: 'sign-in' };
          case 403: return { ...done, link: 'work' };
          case 404: break;
          default: return { ...done, link: 'off' };
        }
      }
      return done;
    } catch {
      return { ...done, link: 'off' };
    }
  });
}

/** Asks the node to open an entry for the person who wrote it. @returns null when it does not. */
export async function askOpen(entry) {
  const ready = await fetch('/entry/ready.json', { cache: 'no-store', redirect: 'error', signal: AbortSignal.timeout(patience) });
  if (!ready.ok) return null;
  const answer = await post('/entry/open', entry, (await ready.json()).token);
  return answer.ok ? answer.json() : null;
}

const post = (address, { id, key, enc, data }, token) => fetch(address, {
  method: 'POST', redirect: 'error', signal: AbortSignal.timeout(patience),
  headers: { 'content-type': 'application/json', RequestVerificationToken: token },
  body: JSON.stringify({ id, key, enc, data }),
});
