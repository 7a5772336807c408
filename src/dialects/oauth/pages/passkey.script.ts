/**
 * The only script of the pages. It shows the form that is hidden without it, asks the authenticator what the form's attribute
 * says, and sends the answer with the form. Browsers' own JSON of these objects is too new to be relied on.
 */
export const passkeyScript = `'use strict';
(() => {
  const form = document.querySelector('form[data-passkey]');
  if (!form || !window.PublicKeyCredential) return;
  const bytesOf = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (sign) => sign.charCodeAt(0));
  const textOf = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\\+/g, '-').replace(/\\//g, '_').replace(/=/g, '');
  const asked = JSON.parse(form.dataset.passkey);
  const publicKey = Object.assign({}, asked, {
    challenge: bytesOf(asked.challenge),
    allowCredentials: (asked.allowCredentials || []).map((one) => Object.assign({}, one, { id: bytesOf(one.id) })),
  });
  const button = form.querySelector('button');
  const alert = form.querySelector('[role=alert]');
  form.hidden = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    button.disabled = true;
    alert.hidden = true;
    try {
      const { id, type, response } = await navigator.credentials.get({ publicKey });
      form.elements.passkey.value = JSON.stringify({
        id,
        rawId: id,
        type,
        response: {
          clientDataJSON: textOf(response.clientDataJSON),
          authenticatorData: textOf(response.authenticatorData),
          signature: textOf(response.signature),
          userHandle: response.userHandle ? textOf(response.userHandle) : undefined,
        },
      });
      form.submit();
    } catch {
      button.disabled = false;
      alert.hidden = false;
    }
  });
})();
`;
