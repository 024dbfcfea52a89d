// Passkeys: form[data-passkey] asks the browser for one, puts its answer into the hidden field and is sent like any other form. What to
// ask stands in the page or, on the log-in page, is fetched when the button is pressed.
const KINDS = { create: "attestationObject", get: "authenticatorData" };

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const text = (buffer) => buffer && btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const known = (credentials) => (credentials || []).map((each) => ({ ...each, id: bytes(each.id) }));

// A name is needed: passkeys do not work at an address of numbers.
const works = Boolean(window.PublicKeyCredential && navigator.credentials) && !/^[\d.]+$|^\[/.test(location.hostname);

function question(options) {
  const asked = { ...options, challenge: bytes(options.challenge) };
  if (options.user) asked.user = { ...options.user, id: bytes(options.user.id) };
  if (options.excludeCredentials) asked.excludeCredentials = known(options.excludeCredentials);
  if (options.allowCredentials) asked.allowCredentials = known(options.allowCredentials);
  return asked;
}

function answer(credential, kind) {
  const { response } = credential;
  const said = { clientDataJSON: text(response.clientDataJSON), [KINDS[kind]]: text(response[KINDS[kind]]) };
  if (kind === "create") said.transports = response.getTransports?.() ?? [];
  else Object.assign(said, { signature: text(response.signature), userHandle: text(response.userHandle) });
  return JSON.stringify({
    id: credential.id, rawId: text(credential.rawId), type: credential.type, response: said,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

async function options(form) {
  const there = form.querySelector("#passkey-options");
  if (there) return JSON.parse(there.textContent);
  const reply = await fetch(form.getAttribute("action"), { headers: { Accept: "application/json" }, cache: "no-store" });
  return (await reply.json()).request_options;
}

async function ask(form) {
  const failed = form.querySelector("[data-failed]");
  failed.hidden = true;
  try {
    const kind = form.dataset.passkey;
    const credential = await navigator.credentials[kind]({ publicKey: question((await options(form)).publicKey) });
    form.elements.namedItem("credential").value = answer(credential, kind);
  } catch {
    failed.hidden = false;   // cancelled, timed out, none there: the browser does not say which
    return;
  }
  form.submit();
}

for (const form of works ? document.querySelectorAll("form[data-passkey]") : []) {
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(form);
  });
}
if (works) document.querySelectorAll("[data-passkey-missing]").forEach((said) => said.remove());
