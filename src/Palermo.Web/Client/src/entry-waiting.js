// On every page of somebody at work, when something waits on the device: says how many, and sends it.
import { all, listen } from './entry-queue.js';
import { sendAll } from './entry-send.js';

/** @param {HTMLElement} host a palermo-waiting with data-text and data-address */
export async function start(host) {
  const link = Object.assign(document.createElement('a'), { href: host.dataset.address, className: 'btn btn-outline btn-sm' });
  const show = async () => {
    const waiting = (await all()).filter(e => e.state !== 'draft').length;
    link.textContent = host.dataset.text.replace('{0}', waiting);
    waiting ? host.replaceChildren(link) : host.replaceChildren();
  };
  const channel = listen(show);
  host.stop = () => channel.close();
  await show();
  await sendAll();
  await show();
}
