// Sealing. What is kept on the device can be opened by the node alone, for the person whose key it is (HPKE, RFC 9180). A second copy is
// under a key that lives in this tab: what one wrote here can be opened here, until the tab is closed or locked.
const text = new TextEncoder();
export const utf8 = s => text.encode(s);
export const fromUtf8 = b => new TextDecoder().decode(b);

export const toText = bytes => btoa(Array.from(new Uint8Array(bytes), b => String.fromCharCode(b)).join('')).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
export const toBytes = s => Uint8Array.from(atob(s.replaceAll('-', '+').replaceAll('_', '/')), c => c.charCodeAt(0));

const join = (...parts) => {
  const all = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const part of parts) { all.set(part, at); at += part.length; }
  return all;
};

// DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM: RFC 9180, 7.1.
const kem = join(utf8('KEM'), Uint8Array.of(0, 0x10));
const suite = join(utf8('HPKE'), Uint8Array.of(0, 0x10, 0, 1, 0, 1));
const none = new Uint8Array(0);

async function hmac(key, data) {
  // An absent salt is a block of zeros (RFC 5869, 2.2); WebCrypto takes no empty key.
  const k = await crypto.subtle.importKey('raw', key.length ? key : new Uint8Array(32), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', k, data));
}

const extract = (salt, id, label, material) => hmac(salt, join(utf8('HPKE-v1'), id, utf8(label), material));

// One block of HKDF-Expand: nothing here is longer than a hash.
const expand = async (key, id, label, info, length) =>
  (await hmac(key, join(Uint8Array.of(length >> 8, length & 255), utf8('HPKE-v1'), id, utf8(label), info, Uint8Array.of(1)))).slice(0, length);

/** Seals to a public key (base64url of the point). @returns {{enc: string, data: string}} */
export async function seal(publicKey, info, about, plain) {
  const point = toBytes(publicKey);
  const theirs = await crypto.subtle.importKey('raw', point, { name: 'ECDH', namedCurve: 'P-256' }, false, []);
  const mine = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits']);
  const agreed = new Uint8Array(await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, mine.privateKey, 256));
  const enc = new Uint8Array(await crypto.subtle.exportKey('raw', mine.publicKey));
  const shared = await expand(await extract(none, kem, 'eae_prk', agreed), kem, 'shared_secret', join(enc, point), 32);
  const context = join(Uint8Array.of(0), await extract(none, suite, 'psk_id_hash', none), await extract(none, suite, 'info_hash', utf8(info)));
  const secret = await extract(shared, suite, 'secret', none);
  const key = await crypto.subtle.importKey('raw', await expand(secret, suite, 'key', context, 16), 'AES-GCM', false, ['encrypt']);
  const nonce = await expand(secret, suite, 'base_nonce', context, 12);
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData: utf8(about) }, key, plain);
  return { enc: toText(enc), data: toText(data) };
}

const place = 'palermo-entry-key', used = 'palermo-entry-used';
/** Minutes after which a tab that nobody touches locks itself. */
export const idleMinutes = 120;

// The key of this tab: made at first need, gone with the tab, when locked, and when nobody touched the tab for a while.
async function tabKey(make) {
  if (idle()) lock();
  let kept = sessionStorage.getItem(place);
  if (!kept) {
    if (!make) return null;
    kept = toText(crypto.getRandomValues(new Uint8Array(40)));
    sessionStorage.setItem(place, kept);
  }
  touch();
  const bytes = toBytes(kept);
  return { name: toText(bytes.slice(0, 8)), key: await crypto.subtle.importKey('raw', bytes.slice(8), 'AES-GCM', false, ['encrypt', 'decrypt']) };
}

/** True when the tab has a key and nobody touched it for a long while. */
export const idle = () => unlocked() && Date.now() - Number(sessionStorage.getItem(used) || 0) > idleMinutes * 60_000;
export const touch = () => sessionStorage.setItem(used, String(Date.now()));
export const lock = () => { sessionStorage.removeItem(place); sessionStorage.removeItem(used); };
export const unlocked = () => sessionStorage.getItem(place) !== null;

/** A copy that this tab can open again. */
export async function sealHere(about, plain) {
  const tab = await tabKey(true);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { tab: tab.name, iv, data: await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: utf8(about) }, tab.key, plain) };
}

/** The plain bytes; null when another tab, or an earlier one, wrote it. */
export async function openHere(about, copy) {
  const tab = copy && await tabKey(false);
  if (!tab || tab.name !== copy.tab) return null;
  try { return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: copy.iv, additionalData: utf8(about) }, tab.key, copy.data)); }
  catch { return null; }
}
