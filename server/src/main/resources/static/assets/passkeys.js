// Passkeys: asks the browser for a key or a signature and hands the answer to the server. Nothing here is trusted.
(() => {
  "use strict";
  const $ = selector => document.querySelector(selector);
  if (!window.PublicKeyCredential || !navigator.credentials) return;

  const bytes = text => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), c => c.charCodeAt(0));
  const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  const call = async (path, body) => {
    const csrf = $("meta[name=csrf]");
    const answer = await fetch("/api/v1/" + path, {
      method: "POST",
      headers: { "Content-Type": "application/json", [csrf.dataset.header]: csrf.content },
      body: JSON.stringify(body),
    });
    const json = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Error(json.errors?.[0]?.detail ?? json.detail ?? "The server did not answer as expected.");
    return json;
  };

  const said = failure => {
    switch (failure.name) {
      case "NotAllowedError": return "No passkey was given. Try again, or sign in with your password.";
      case "InvalidStateError": return "This device has a passkey of yours already.";
      case "SecurityError": return "The browser offers no passkeys at this address. Open Plumbline at the address it is known by.";
      default: return failure.message;
    }
  };

  const attempt = async (button, work) => {
    const error = $("[data-passkey-error]");
    error.hidden = true;
    button.disabled = true;
    try {
      await work();
    } catch (failure) {
      error.textContent = said(failure);
      error.hidden = false;
      button.disabled = false;
    }
  };

  const signIn = async next => {
    const options = await call("sign-in/passkey/challenge", {});
    const { response, rawId } = await navigator.credentials.get({
      publicKey: { ...options, challenge: bytes(options.challenge) },
    });
    const welcome = await call("sign-in/passkey", {
      credentialId: text(rawId),
      userHandle: text(response.userHandle ?? new ArrayBuffer(0)),
      authenticatorData: text(response.authenticatorData),
      clientData: text(response.clientDataJSON),
      signature: text(response.signature),
      next,
    });
    location.assign(welcome.next);
  };

  const add = async name => {
    const options = await call("me/passkeys/challenge", {});
    const { response } = await navigator.credentials.create({
      publicKey: {
        challenge: bytes(options.challenge),
        rp: { id: options.rpId, name: "Plumbline" },
        user: { id: bytes(options.userHandle), name: options.userName, displayName: options.displayName },
        pubKeyCredParams: options.algorithms.map(alg => ({ type: "public-key", alg })),
        excludeCredentials: options.excludeCredentials.map(id => ({ type: "public-key", id: bytes(id) })),
        authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
        attestation: "none",
        timeout: options.timeout,
      },
    });
    await call("me/passkeys", {
      name,
      attestationObject: text(response.attestationObject),
      clientData: text(response.clientDataJSON),
      transports: response.getTransports?.() ?? [],
    });
    location.assign("/settings/sign-in");
  };

  const entry = $("[data-passkey-sign-in]");
  if (entry) {
    entry.hidden = false;
    const button = entry.querySelector("button");
    button.addEventListener("click", () => attempt(button, () => signIn(button.dataset.next)));
  }
  const form = $("form[data-passkey-add]");
  if (form) {
    form.hidden = false;
    form.addEventListener("submit", event => {
      event.preventDefault();
      attempt(form.querySelector("button"), () => add(form.elements.name.value));
    });
  }
})();
