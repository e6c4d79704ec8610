// The map: own base map (Natural Earth), points in clusters, circles of uncertainty. What it shows stands as a list below it.
import * as maplibre from 'maplibre-gl';
import { feature, mesh } from 'topojson-client';
import { circleAround, boundsOf } from './geo.js';
import { sheet, words } from './island.js';

const file = name => new URL(name, import.meta.url).href;
const night = matchMedia('(prefers-color-scheme: dark)');
const colours = () => night.matches
  ? { sea: '#0f1b28', land: '#26364a', border: '#4a5f78', ink: '#d5deea', halo: '#0f1b28', point: '#6aa9e6', ring: '#ffffff' }
  : { sea: '#dbe7f1', land: '#f7f5ef', border: '#b9b3a4', ink: '#3b4652', halo: '#ffffff', point: '#0b5394', ring: '#ffffff' };

/** @param {HTMLElement} host a palermo-map with data-src (GeoJSON), data-lang and data-words */
export async function start(host) {
  maplibre.setWorkerUrl(file('./map-worker.mjs'));
  await sheet(file('./map.css'));
  const say = words(host);
  const [points, atlas] = await Promise.all([json(host.dataset.src), json(file('./atlas-110m.json'))]);
  const stage = document.createElement('div');
  stage.className = 'stage';
  host.prepend(stage);
  const c = colours();
  const map = new maplibre.Map({
    container: stage, attributionControl: false, maxZoom: 14, renderWorldCopies: true, fadeDuration: 0,
    locale: { 'Map.Title': say.title ?? 'Map', 'NavigationControl.ZoomIn': say.zoomIn ?? 'Zoom in', 'NavigationControl.ZoomOut': say.zoomOut ?? 'Zoom out', 'Popup.Close': say.close ?? 'Close' },
    style: {
      version: 8,
      sources: {
        land: { type: 'geojson', data: countriesOf(atlas) },
        borders: { type: 'geojson', data: bordersOf(atlas) },
        names: { type: 'geojson', data: namesOf(atlas) },
        circles: { type: 'geojson', data: circlesOf(points) },
        points: { type: 'geojson', data: points, cluster: true, clusterRadius: 44, clusterMaxZoom: 11 },
      },
      layers: [
        { id: 'sea', type: 'background', paint: { 'background-color': c.sea } },
        { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': c.land } },
        { id: 'borders', type: 'line', source: 'borders', paint: { 'line-color': c.border, 'line-width': 0.8 } },
        { id: 'circles', type: 'fill', source: 'circles', minzoom: 4, paint: { 'fill-color': c.point, 'fill-opacity': 0.1, 'fill-outline-color': c.point } },
        {
          id: 'names', type: 'symbol', source: 'names', minzoom: 2.2,
          layout: { 'text-field': ['get', host.dataset.lang || 'en'], 'text-font': ['sans-serif'], 'text-size': 11, 'text-max-width': 8 },
          paint: { 'text-color': c.ink, 'text-halo-color': c.halo, 'text-halo-width': 1.2 },
        },
        {
          id: 'clusters', type: 'circle', source: 'points', filter: ['has', 'point_count'],
          paint: { 'circle-color': c.point, 'circle-radius': ['interpolate', ['linear'], ['log10', ['get', 'point_count']], 0, 10, 4, 28], 'circle-stroke-width': 2, 'circle-stroke-color': c.ring, 'circle-opacity': 0.92 },
        },
        {
          id: 'counts', type: 'symbol', source: 'points', filter: ['has', 'point_count'],
          layout: { 'text-field': ['get', 'point_count_abbreviated'], 'text-font': ['sans-serif'], 'text-size': 12, 'text-allow-overlap': true },
          paint: { 'text-color': night.matches ? '#0f1b28' : '#ffffff' },
        },
        {
          id: 'single', type: 'circle', source: 'points', filter: ['!', ['has', 'point_count']],
          paint: { 'circle-color': c.point, 'circle-radius': 6, 'circle-stroke-width': 2, 'circle-stroke-color': c.ring },
        },
      ],
    },
  });
  host.stop = () => map.remove();
  map.addControl(new maplibre.NavigationControl({ showCompass: false }), document.dir === 'rtl' ? 'top-left' : 'top-right');
  map.addControl(new maplibre.ScaleControl(), 'bottom-left');
  await map.once('load');
  const bounds = boundsOf(points.features);
  if (bounds) map.fitBounds(bounds, { padding: 50, maxZoom: 7, animate: false });

  map.on('click', 'clusters', async ({ features: [cluster], lngLat }) => {
    const zoom = await map.getSource('points').getClusterExpansionZoom(cluster.properties.cluster_id);
    map.easeTo({ center: lngLat, zoom });
  });
  map.on('click', 'single', ({ features: [point] }) =>
    new maplibre.Popup({ maxWidth: '18rem' }).setLngLat(point.geometry.coordinates).setDOMContent(card(point.properties)).addTo(map));
  for (const layer of ['clusters', 'single']) {
    map.on('mouseenter', layer, () => { map.getCanvas().style.cursor = 'pointer'; });
    map.on('mouseleave', layer, () => { map.getCanvas().style.cursor = ''; });
  }

  // Finer coasts once somebody looks closer.
  const refine = async () => {
    if (map.getZoom() < 3.2) return;
    map.off('zoomend', refine);
    const fine = await json(file('./atlas-50m.json'));
    map.getSource('land').setData(countriesOf(fine));
    map.getSource('borders').setData(bordersOf(fine));
  };
  map.on('zoomend', refine);
  await refine();

  // Only the part that is looked at: the list is asked for the area in view.
  if (host.dataset.area) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'btn btn-outline btn-sm mt-2 no-print';
    button.textContent = say.here ?? 'Search in this area';
    button.addEventListener('click', () => {
      const b = map.getBounds();
      const next = new URL(host.dataset.area, location.href);
      next.searchParams.set('box', [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()].map(x => x.toFixed(3)).join(','));
      location.assign(next);
    });
    stage.after(button);
  }
  if (!map.loaded()) await map.once('idle');
  host.dataset.ready = 'true';
}

async function json(address) {
  const answer = await fetch(address, { headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

const countriesOf = atlas => feature(atlas, atlas.objects.countries);
const bordersOf = atlas => ({ type: 'Feature', properties: {}, geometry: mesh(atlas, atlas.objects.countries) });

// A country's name stands in the middle of its largest piece.
function namesOf(atlas) {
  const features = countriesOf(atlas).features.map(country => {
    const pieces = country.geometry.type === 'Polygon' ? [country.geometry.coordinates] : country.geometry.coordinates;
    let best = null;
    for (const [ring] of pieces) {
      const [[w, s], [e, n]] = boundsOf(ring.map(p => ({ geometry: { coordinates: p } })));
      const size = (e - w) * (n - s);
      if (!best || size > best.size) best = { size, at: [(w + e) / 2, (s + n) / 2] };
    }
    return { type: 'Feature', properties: country.properties, geometry: { type: 'Point', coordinates: best.at } };
  });
  return { type: 'FeatureCollection', features };
}

const circlesOf = points => ({
  type: 'FeatureCollection',
  features: points.features.filter(p => p.properties.radius > 500)
    .map(p => ({ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [circleAround(p.geometry.coordinates, p.properties.radius)] } })),
});

function card({ title, address, when, marking }) {
  const card = document.createElement('div');
  const link = document.createElement('a');
  link.href = address;
  link.dir = 'auto';
  link.textContent = title;
  card.append(link);
  for (const line of [when, marking].filter(Boolean)) {
    const p = document.createElement('div');
    p.className = 'src';
    p.textContent = line;
    card.append(p);
  }
  return card;
}
