// The link graph: sigma draws, ForceAtlas2 lays out in slices between frames, so that the page answers all the while. (Its worker
// form starts from a blob, which the content security policy forbids.) What it shows stands as a table below it.
import Graph from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import Sigma from 'sigma';
import { words } from './island.js';

const palettes = {
  day: ['#0b5394', '#b45f06', '#38761d', '#741b47', '#45818e', '#7f6000', '#5b5b8c', '#a61c00'],
  night: ['#6aa9e6', '#e69f4f', '#7cc36a', '#d58ab5', '#7fc4cf', '#d3b54a', '#a9a9e0', '#ef8a76'],
};

/** @param {HTMLElement} host a palermo-graph with data-src ({nodes, edges}), data-lang and data-words */
export async function start(host) {
  const say = words(host);
  const answer = await fetch(host.dataset.src, { headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error(`${host.dataset.src}: ${answer.status}`);
  const data = await answer.json();
  const night = matchMedia('(prefers-color-scheme: dark)').matches;
  const graph = new Graph({ type: 'directed', multi: true });
  const palette = night ? palettes.night : palettes.day;
  const kinds = [...new Set(data.nodes.map(n => n.kind))];
  data.nodes.forEach((node, i) => {
    // Sunflower start: the same data always begins, and so ends, in the same picture.
    const r = Math.sqrt(i + 0.5), a = i * 2.399963;
    graph.addNode(node.id, {
      x: r * Math.cos(a), y: r * Math.sin(a), label: node.title, address: node.address,
      size: node.id === data.centre ? 11 : 6, color: palette[kinds.indexOf(node.kind) % palette.length],
    });
  });
  for (const edge of data.edges)
    if (graph.hasNode(edge.from) && graph.hasNode(edge.to)) graph.addEdge(edge.from, edge.to, { label: edge.role, size: 1.4, type: 'arrow', color: night ? '#6b7d92' : '#9aa7b5' });
  graph.forEachNode((id, a) => { if (id !== data.centre) graph.setNodeAttribute(id, 'size', Math.min(14, a.size + Math.log2(1 + graph.degree(id)))); });

  const stage = document.createElement('div');
  stage.className = 'stage';
  const tools = document.createElement('div');
  tools.className = 'graph-tools no-print';
  host.prepend(tools, stage);
  const sigma = new Sigma(graph, stage, {
    renderEdgeLabels: graph.size < 200, labelColor: { color: night ? '#e5e5e5' : '#1c2733' }, edgeLabelColor: { color: night ? '#a9b6c6' : '#56657a' },
    labelRenderedSizeThreshold: graph.order < 60 ? 0 : 8, zIndex: true, defaultDrawNodeHover: drawHover,
  });
  host.stop = () => sigma.kill();
  sigma.on('clickNode', ({ node }) => { location.assign(graph.getNodeAttribute(node, 'address')); });

  let near = null;
  sigma.on('enterNode', ({ node }) => { near = new Set([node, ...graph.neighbors(node)]); sigma.refresh({ skipIndexation: true }); });
  sigma.on('leaveNode', () => { near = null; sigma.refresh({ skipIndexation: true }); });
  sigma.setSetting('nodeReducer', (id, a) => near && !near.has(id) ? { ...a, color: night ? '#333f4d' : '#dde3ea', label: '' } : a);

  const button = (text, act) => {
    const b = document.createElement('button');
    b.type = 'button'; b.className = 'btn btn-outline btn-sm'; b.textContent = text;
    b.addEventListener('click', act);
    tools.append(b);
  };
  const camera = sigma.getCamera();
  button(say.zoomIn ?? '+', () => camera.animatedZoom({ duration: 0 }));
  button(say.zoomOut ?? '-', () => camera.animatedUnzoom({ duration: 0 }));
  button(say.whole ?? 'Whole graph', () => camera.animatedReset({ duration: 0 }));

  await settle(graph, sigma);
  host.dataset.ready = 'true';
}

// Half a second of layout for small graphs, at most four for large ones, a slice a frame.
async function settle(graph, sigma) {
  const settings = { ...forceAtlas2.inferSettings(graph), barnesHutOptimize: graph.order > 1000, adjustSizes: graph.order < 500 };
  const end = performance.now() + Math.min(4000, 500 + graph.order);
  for (let rounds = 0; rounds < 600 && performance.now() < end; ) {
    const slice = performance.now() + 12;
    do { forceAtlas2.assign(graph, { iterations: 5, settings }); rounds += 5; } while (performance.now() < slice && rounds < 600);
    await new Promise(requestAnimationFrame);
  }
  sigma.refresh();
}

function drawHover(context, data, settings) {
  if (!data.label) return;
  context.font = `600 ${settings.labelSize}px ${settings.labelFont}`;
  const width = context.measureText(data.label).width + 12;
  context.fillStyle = '#1c2733';
  context.fillRect(data.x + data.size + 2, data.y - 11, width, 22);
  context.fillStyle = '#ffffff';
  context.fillText(data.label, data.x + data.size + 8, data.y + settings.labelSize / 3);
}
