// The form of field entry: what stands in it, how it is filled again, what is plainly wrong, and two buttons that spare typing.

/** Names and values as the browser would send them, without what belongs to one request. @returns {{name: string, value: string}[]} */
export const pairs = form => [...new FormData(form)]
  .filter(([name, value]) => typeof value === 'string' && value !== '' && !name.startsWith('_') && name !== 'key' && name !== 'etag')
  .map(([name, value]) => ({ name, value }));

/** Puts values back. What the empty form has no place for, such as a second statement, is carried along unseen. */
export function fill(form, fields) {
  form.querySelectorAll('[data-added]').forEach(e => e.remove());
  const values = new Map();
  for (const { name, value } of fields) values.set(name, [...values.get(name) ?? [], value]);
  for (const input of form.elements) {
    if (!input.name || input.name.startsWith('_') || input.name === 'key') continue;
    const own = values.get(input.name) ?? [];
    if (input.type === 'checkbox' || input.type === 'radio') input.checked = own.includes(input.value);
    else input.value = own[0] ?? '';
    // A folded part that holds something is unfolded.
    if (own.length && !input.name.startsWith('header.')) input.closest('details')?.setAttribute('open', '');
  }
  for (const [name, own] of values)
    if (!form.elements.namedItem(name))
      for (const value of own) {
        const carried = Object.assign(document.createElement('input'), { type: 'hidden', name, value });
        carried.dataset.added = '';
        form.append(carried);
      }
}

/** What is plainly missing or no number. The node judges everything again. @returns {{text: string, field: string}[]} */
export function wrongs(form, { needs, numbers, comma }, say) {
  const value = path => { const e = form.elements.namedItem(path); return (e?.value ?? '').trim(); };
  const found = [];
  // A date half typed has no value, and the browser alone knows that something stands there.
  for (const input of form.elements) if (input.validity?.badInput) found.push({ text: say.missing.replace('{0}', input.labels?.[0]?.textContent ?? input.name), field: input.name.split(/[.[]/)[0] });
  for (const need of needs ?? []) if (!need.any.some(value)) found.push({ text: say.missing.replace('{0}', need.label), field: need.field });
  for (const n of numbers ?? []) {
    const written = value(n.path);
    if (!written) continue;
    const number = read(written, comma);
    if (!Number.isFinite(number) || (n.whole && !Number.isInteger(number)) || number < (n.minimum ?? -Infinity) || number > (n.maximum ?? Infinity)) found.push({ text: say.notNumber.replace('{0}', n.label), field: n.field });
  }
  return found;
}

// Arabic and Persian digits, spaces between thousands, and the decimal mark of the language; a point is taken for one as well.
function read(written, comma) {
  const latin = written.replace(/[٠-٩]/g, d => d.charCodeAt(0) - 0x660).replace(/[۰-۹]/g, d => d.charCodeAt(0) - 0x6f0).replace('٫', '.').replace('−', '-').replace(/[\s'٬]/g, '');
  return Number(comma ? latin.replace(',', '.') : latin.replace(/,(?=\d{3}(\D|$))/g, ''));
}

/** Adds the buttons "now" and "take my position" to the fields that they fill. */
export function prepare(form, about, say) {
  form.noValidate = true; // what is missing is said in the language of the form, not of the browser
  const add = (before, label, act) => {
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'btn btn-outline btn-sm mt-2', textContent: label });
    button.addEventListener('click', () => act(button));
    before.append(button);
  };
  const set = (path, value) => {
    const input = form.elements.namedItem(path);
    if (!input) return;
    input.value = value;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  };
  for (const { name } of form.querySelectorAll('input[name$=".from"][type=date]')) {
    const path = name.slice(0, -'.from'.length);
    add(form.elements.namedItem(name).closest('fieldset'), say.now, () => {
      const now = new Date();
      set(path + '.from', now.toISOString().slice(0, 10));
      set(path + '.at', now.toISOString().slice(0, 16));
      set(path + '.precision', 'minute');
    });
  }
  if (!navigator.geolocation) return;
  for (const { name } of form.querySelectorAll('input[name$=".latitude"]')) {
    const path = name.slice(0, -'.latitude'.length);
    add(form.elements.namedItem(name).closest('fieldset'), say.here, button => {
      button.disabled = true;
      navigator.geolocation.getCurrentPosition(({ coords }) => {
        button.disabled = false;
        const mark = n => about.comma ? n.replace('.', ',') : n;
        set(path + '.latitude', mark(coords.latitude.toFixed(5)));
        set(path + '.longitude', mark(coords.longitude.toFixed(5)));
        set(path + '.radiusKm', mark((Math.ceil(coords.accuracy / 10) / 100).toString()));
      }, () => { button.disabled = false; button.textContent = say.noPosition; }, { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 });
    });
  }
}
