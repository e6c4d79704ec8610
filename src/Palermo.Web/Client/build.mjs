// Builds what the pages load into ../wwwroot: style sheets, islands and the base map. Contacts nothing.
import { build } from 'esbuild';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { darkAsMedia } from './dark.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, '..', 'wwwroot');
const packages = join(here, 'node_modules');
const { name: ourName } = JSON.parse(await readFile(join(here, 'package.json'), 'utf8'));

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });

// The islands: palermo.js is small and in every page; map, graph and chart come only where one is on the page.
const result = await build({
  entryPoints: { palermo: join(here, 'src', 'palermo.js') },
  bundle: true, splitting: true, format: 'esm', target: 'es2022', minify: true, legalComments: 'linked',
  outdir: out, chunkNames: 'island-[name]-[hash]', metafile: true, logLevel: 'warning',
});
const first = Object.entries(result.metafile.outputs).find(([file]) => file.endsWith('/palermo.js'));
if (first[1].bytes > 30_000) throw new Error(`palermo.js has ${first[1].bytes} bytes: it is in every page and must stay under 30,000`);

// Tabler, both directions; night mode follows the system, without script.
for (const [from, to] of [['tabler.min.css', 'tabler.css'], ['tabler.rtl.min.css', 'tabler.rtl.css']]) {
  const sheet = await readFile(join(packages, '@tabler', 'core', 'dist', 'css', from), 'utf8');
  await writeFile(join(out, to), darkAsMedia(sheet.replace(/\/\*# sourceMappingURL=.*?\*\//, '')));
}
await build({ entryPoints: [join(here, 'src', 'palermo.css')], minify: true, outfile: join(out, 'palermo.css'), logLevel: 'warning' });

// MapLibre: the worker is a file of its own (worker-src 'self').
await copyFile(join(packages, 'maplibre-gl', 'dist', 'maplibre-gl-worker.mjs'), join(out, 'map-worker.mjs'));
await copyFile(join(packages, 'maplibre-gl', 'dist', 'maplibre-gl.css'), join(out, 'map.css'));

// Natural Earth (public domain) by world-atlas, coarse first and finer when one looks closer, with the countries' names.
const countries = createRequire(import.meta.url)('i18n-iso-countries');
for (const scale of ['110m', '50m']) {
  const atlas = JSON.parse(await readFile(join(packages, 'world-atlas', `countries-${scale}.json`), 'utf8'));
  delete atlas.objects.land;
  for (const shape of atlas.objects.countries.geometries) {
    const code = shape.id && countries.numericToAlpha3(shape.id);
    const english = shape.properties.name;
    shape.properties = { code, en: english, fr: (code && countries.getName(code, 'fr')) ?? english, ar: (code && countries.getName(code, 'ar')) ?? english };
  }
  await writeFile(join(out, `atlas-${scale}.json`), JSON.stringify(atlas));
}
console.log(`${ourName}: built`);
