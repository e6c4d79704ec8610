// Passkeys need script; the password form beside them does not. Shown only where the browser can (https or *.localhost).
export async function start(host) {
  if (!window.PublicKeyCredential?.parseCreationOptionsFromJSON || !window.isSecureContext) return;
  host.hidden = false;
  const form = host.querySelector('form');
  const create = host.dataset.mode === 'create';
  form.addEventListener('submit', async event => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    const token = form.elements.__RequestVerificationToken.value;
    const answer = await fetch(host.dataset.options, { method: 'POST', headers: { RequestVerificationToken: token } });
    if (!answer.ok) { form.submit(); return; }
    const options = await answer.json();
    try {
      const credential = create
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
      form.elements.credential.value = JSON.stringify(credential);
      form.submit();
    } catch (fault) {
      // The person closed the browser's own dialogue, or has no key here: nothing is lost, the other ways stand below.
      if (fault.name !== 'NotAllowedError' && fault.name !== 'AbortError' && fault.name !== 'InvalidStateError') throw fault;
    }
  });
}
