// The service worker of field entry. It rules /entry/ alone, and gives the kept empty forms when the link is cut. It keeps nothing by
// itself: the page puts into the cache the empty forms of the person at work, in one language, and what these need to be drawn.
const patience = 6000;

addEventListener('install', () => skipWaiting());
addEventListener('activate', event => event.waitUntil(clients.claim()));

addEventListener('fetch', event => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate') event.respondWith(page(request, pathname));
  else if (pathname.startsWith('/_content/Palermo.Web/') && !search) event.respondWith(asset(request));
});

async function page(request, pathname) {
  const kept = await caches.match(pathname, { ignoreSearch: true, ignoreVary: true });
  try {
    if (!kept) return await fetch(request);
    // A link that hangs is a cut link, when there is a form to go on with.
    const answer = await Promise.race([fetch(request), new Promise((_, late) => setTimeout(late, patience))]);
    if (![502, 503, 504].includes(answer.status)) return answer;
  } catch { /* the link is cut */ }
  return kept ?? new Response(
    'No form is kept on this device: open field entry once with a link.\n'
    + 'Aucun formulaire sur cet appareil : ouvrez une fois la saisie de terrain avec une liaison.\n'
    + 'لا نموذج محفوظاً على هذا الجهاز: افتح الإدخال الميداني مرة مع اتصال.\n',
    { status: 503, headers: { 'content-type': 'text/plain; charset=utf-8' } });
}

const asset = async request => await caches.match(request, { ignoreVary: true }) ?? fetch(request);
