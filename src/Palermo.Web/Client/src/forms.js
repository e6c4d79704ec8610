// What script adds to forms that work without it: leaving with unsaved words warns, a choice marked data-submit sends its form,
// menus close on Escape, and "/" goes to the search box.

/** @param {Document} page */
export function watchForms(page) {
  for (const form of page.querySelectorAll('form[data-keep]')) {
    let touched = false;
    form.addEventListener('input', () => { touched = true; });
    form.addEventListener('submit', () => { touched = false; });
    addEventListener('beforeunload', leaving => { if (touched) leaving.preventDefault(); });
  }
  page.addEventListener('change', change => {
    if (change.target instanceof HTMLElement && change.target.closest('[data-submit]')) change.target.closest('form')?.requestSubmit();
  });
  page.addEventListener('keydown', key => {
    if (key.key === 'Escape') {
      const open = key.target instanceof HTMLElement ? key.target.closest('details.fold[open]') : null;
      if (open) { open.open = false; open.querySelector('summary').focus(); }
    }
    if (key.key === '/' && !key.ctrlKey && !key.metaKey && !/^(INPUT|TEXTAREA|SELECT)$/.test(key.target.tagName)) {
      const find = page.querySelector('form.find input');
      if (find) { key.preventDefault(); find.focus(); }
    }
  });
  page.addEventListener('click', click => {
    for (const open of page.querySelectorAll('details.fold[open]')) if (!open.contains(click.target)) open.open = false;
  });
  // After a refused form the summary of what is wrong has the focus.
  page.querySelector('.refusals[tabindex]')?.focus();
}
