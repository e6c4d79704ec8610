/** The texts that the page hands to an island: one JSON object in data-words. */
export const words = host => JSON.parse(host.dataset.words || '{}');

/** Adds a style sheet of ours to the page once, and waits for it. */
export function sheet(address) {
  if (document.querySelector(`link[href="${address}"]`)) return Promise.resolve();
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = address;
  const loaded = new Promise(done => { link.onload = link.onerror = done; });
  document.head.append(link);
  return loaded;
}
