// After signing out: the kept forms go, every tab locks itself. What waits stays sealed for who wrote it.
import { forget } from './entry-keep.js';
import { lock } from './entry-seal.js';

export async function start() {
  lock();
  new BroadcastChannel('palermo-entry').postMessage('forget');
  if ('caches' in window) await forget();
}
