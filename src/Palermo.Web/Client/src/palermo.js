// In every page and small: names the islands, and fetches one only when it stands on the page. Reading and forms work without it.
import { watchForms } from './forms.js';

const islands = {
  'palermo-map': () => import('./map.js'),
  'palermo-routes': () => import('./routes.js'),
  'palermo-graph': () => import('./graph.js'),
  'palermo-chart': () => import('./chart.js'),
  'palermo-passkey': () => import('./passkey.js'),
  'palermo-entry': () => import('./entry.js'),
  'palermo-waiting': async () => localStorage.getItem('palermo-entry') ? import('./entry-waiting.js') : { start() {} },
  'palermo-leave': () => import('./entry-leave.js'),
};

for (const [name, load] of Object.entries(islands)) {
  customElements.define(name, class extends HTMLElement {
    async connectedCallback() {
      if (this.started) return;
      this.started = true;
      try {
        const { start } = await load();
        await start(this);
      } catch (fault) {
        // The list twin below says the same: the page stays whole.
        this.hidden = true;
        console.error(`${name}:`, fault);
      }
    }

    disconnectedCallback() { this.stop?.(); }
  });
}

watchForms(document);
