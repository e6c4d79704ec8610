const earth = 6371008.8; // metres, mean radius (IUGG)
const rad = Math.PI / 180;

/** A circle on the sphere as a ring of 49 points. @param {[number, number]} centre longitude, latitude @param {number} metres */
export function circleAround([lon, lat], metres) {
  const d = metres / earth, sin = Math.sin(lat * rad), cos = Math.cos(lat * rad);
  const ring = [];
  for (let i = 0; i <= 48; i++) {
    const bearing = i / 48 * 2 * Math.PI;
    const y = Math.asin(sin * Math.cos(d) + cos * Math.sin(d) * Math.cos(bearing));
    const x = Math.atan2(Math.sin(bearing) * Math.sin(d) * cos, Math.cos(d) - sin * Math.sin(y));
    ring.push([lon + x / rad, y / rad]);
  }
  return ring;
}

/** West-south and east-north of point features; null when there is none. */
export function boundsOf(features) {
  let [w, s, e, n] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { geometry: { coordinates: [x, y] } } of features) {
    w = Math.min(w, x); e = Math.max(e, x); s = Math.min(s, y); n = Math.max(n, y);
  }
  return w === Infinity ? null : [[w, s], [e, n]];
}
