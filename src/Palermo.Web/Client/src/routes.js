// Routes through time: lines between hubs on the own base map, and a slider over the months. The page below it says the same as a list.
import * as maplibre from 'maplibre-gl';
import { feature, mesh } from 'topojson-client';
import { boundsOf } from './geo.js';
import { sheet, words } from './island.js';

const file = name => new URL(name, import.meta.url).href;
const night = matchMedia('(prefers-color-scheme: dark)');
const colours = () => night.matches
  ? { sea: '#0f1b28', land: '#26364a', border: '#4a5f78', ink: '#d5deea', halo: '#0f1b28', status: ['#ff7b72', '#f0a35e', '#e3d36b', '#8b98a8'] }
  : { sea: '#dbe7f1', land: '#f7f5ef', border: '#b9b3a4', ink: '#3b4652', halo: '#ffffff', status: ['#a01a1a', '#c2600c', '#8a7300', '#7a7a7a'] };
const order = ['confirmed', 'probable', 'possible', 'historic'];

/** @param {HTMLElement} host a palermo-routes with data-routes ({months, segments, hubs}), data-window (months shown together), data-words */
export async function start(host) {
  maplibre.setWorkerUrl(file('./map-worker.mjs'));
  await sheet(file('./map.css'));
  const say = words(host);
  const { months, segments, hubs, cells } = JSON.parse(host.dataset.routes);
  const together = Number(host.dataset.window || 6);
  const atlas = await (await fetch(file('./atlas-50m.json'))).json();
  const stage = document.createElement('div');
  stage.className = 'stage';
  host.prepend(stage);
  const c = colours();
  const collection = features => ({ type: 'FeatureCollection', features });
  const point = ([lon, lat], properties) => ({ type: 'Feature', properties, geometry: { type: 'Point', coordinates: [lon, lat] } });

  // The last month of the span shown; what lies in the months before it, as many as go together, is drawn.
  const linesAt = last => segments.flatMap(s => {
    const count = s.counts.slice(Math.max(0, last - together + 1), last + 1).reduce((a, b) => a + b, 0);
    return count === 0 ? [] : [{ type: 'Feature', properties: { name: s.name, address: s.address, count, status: s.status, rank: order.indexOf(s.status) }, geometry: { type: 'LineString', coordinates: s.path } }];
  });
  const all = months.length - 1;
  const map = new maplibre.Map({
    container: stage, attributionControl: false, maxZoom: 9, renderWorldCopies: true, fadeDuration: 0,
    locale: { 'Map.Title': say.title, 'NavigationControl.ZoomIn': say.zoomIn, 'NavigationControl.ZoomOut': say.zoomOut, 'Popup.Close': say.close },
    style: {
      version: 8,
      sources: {
        land: { type: 'geojson', data: feature(atlas, atlas.objects.countries) },
        borders: { type: 'geojson', data: { type: 'Feature', properties: {}, geometry: mesh(atlas, atlas.objects.countries) } },
        cells: { type: 'geojson', data: collection(cells.map(ring => ({ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [ring] } }))) },
        lines: { type: 'geojson', data: collection(linesAt(all)) },
        hubs: { type: 'geojson', data: collection(hubs.map(h => point(h.at, { name: h.name }))) },
      },
      layers: [
        { id: 'sea', type: 'background', paint: { 'background-color': c.sea } },
        { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': c.land } },
        { id: 'borders', type: 'line', source: 'borders', paint: { 'line-color': c.border, 'line-width': 0.8 } },
        { id: 'cells', type: 'fill', source: 'cells', paint: { 'fill-color': c.status[0], 'fill-opacity': 0.12 } },
        {
          id: 'lines', type: 'line', source: 'lines', layout: { 'line-cap': 'round', 'line-join': 'round' },
          paint: {
            'line-color': ['match', ['get', 'rank'], 0, c.status[0], 1, c.status[1], 2, c.status[2], c.status[3]],
            'line-width': ['interpolate', ['linear'], ['log10', ['get', 'count']], 0, 2.5, 2, 10],
            'line-opacity': 0.85,
          },
        },
        { id: 'hubs', type: 'circle', source: 'hubs', paint: { 'circle-color': c.ink, 'circle-radius': 3.5, 'circle-stroke-width': 1.5, 'circle-stroke-color': c.halo } },
        {
          id: 'names', type: 'symbol', source: 'hubs', minzoom: 3.5,
          layout: { 'text-field': ['get', 'name'], 'text-font': ['sans-serif'], 'text-size': 11, 'text-offset': [0, 0.9], 'text-anchor': 'top' },
          paint: { 'text-color': c.ink, 'text-halo-color': c.halo, 'text-halo-width': 1.2 },
        },
      ],
    },
  });
  host.stop = () => map.remove();
  map.addControl(new maplibre.NavigationControl({ showCompass: false }), document.dir === 'rtl' ? 'top-left' : 'top-right');
  map.addControl(new maplibre.ScaleControl(), 'bottom-left');
  await map.once('load');
  const bounds = boundsOf(segments.flatMap(s => s.path.map(at => point(at, {}))));
  if (bounds) map.fitBounds(bounds, { padding: 40, maxZoom: 6, animate: false });

  map.on('click', 'lines', ({ features: [line], lngLat }) =>
    new maplibre.Popup({ maxWidth: '18rem' }).setLngLat(lngLat).setDOMContent(card(line.properties, say)).addTo(map));
  map.on('mouseenter', 'lines', () => { map.getCanvas().style.cursor = 'pointer'; });
  map.on('mouseleave', 'lines', () => { map.getCanvas().style.cursor = ''; });

  if (all > 0) {
    const bar = document.createElement('div');
    bar.className = 'slider no-print';
    const label = document.createElement('label');
    const value = document.createElement('output');
    const range = document.createElement('input');
    Object.assign(range, { type: 'range', min: 0, max: all, value: all, id: 'routes-month' });
    label.htmlFor = range.id;
    label.textContent = say.month;
    const play = document.createElement('button');
    Object.assign(play, { type: 'button', className: 'btn btn-outline btn-sm', textContent: say.play });
    const show = () => {
      const last = Number(range.value);
      value.textContent = `${months[Math.max(0, last - together + 1)]} – ${months[last]}`;
      range.setAttribute('aria-valuetext', value.textContent);
      map.getSource('lines').setData(collection(linesAt(last)));
    };
    range.addEventListener('input', show);
    let running = 0;
    const stopPlaying = () => { clearInterval(running); running = 0; play.textContent = say.play; };
    play.addEventListener('click', () => {
      if (running) return stopPlaying();
      play.textContent = say.stop;
      if (Number(range.value) >= all) range.value = 0;
      running = setInterval(() => {
        if (Number(range.value) >= all) return stopPlaying();
        range.value = Number(range.value) + 1;
        show();
      }, 600);
    });
    bar.append(label, range, value, play);
    stage.after(bar);
    const stopMap = host.stop;
    host.stop = () => { stopPlaying(); stopMap(); };
    show();
  }
  if (!map.loaded()) await map.once('idle');
  host.dataset.ready = 'true';
}

function card({ name, address, count }, say) {
  const card = document.createElement('div');
  const link = document.createElement('a');
  link.href = address;
  link.dir = 'auto';
  link.textContent = name;
  const p = document.createElement('div');
  p.className = 'src';
  p.textContent = say.events.replace('{0}', count);
  card.append(link, p);
  return card;
}
