// Keeps what is typed into form[data-draft] on this device until it is saved, and sends such forms without leaving the page:
// a send that fails is kept and tried again, a log-in in between loses nothing. Without this script they are plain forms.
// Drafts are kept per person (body[data-user]) and form; logging out by hand forgets them all.
const WAIT_MS = 20000;
const SLOW_MS = 800;
const RETRY_MS = 15000;
// An older draft is of another sitting, maybe of another run with another day's answers: it is offered, never filled in unasked.
const FRESH_MS = 4 * 3600 * 1000;
const user = document.body.dataset.user || "";
const words = JSON.parse(document.getElementById("draft-words")?.textContent || "{}");
const prefix = `runlog-draft:${user}:`;
// The forms that wait for a connection, each with what was pressed.
const waiting = new Map();

const store = {
  read: (key) => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } },
  write: (key, value) => { try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* a full or locked store only costs the draft */ } },
  drop: (key) => { try { localStorage.removeItem(key); } catch { /* as above */ } },
  forgetAll: () => { try { Object.keys(localStorage).filter((key) => key.startsWith(prefix)).forEach(store.drop); } catch { /* as above */ } },
};

const keyOf = (form) => `${prefix}${form.dataset.draft || location.pathname}`;
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

function icon(name) {
  const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  drawing.setAttribute("class", "i");
  drawing.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `${words.sprite}#${name}`);
  drawing.append(use);
  return drawing;
}

function button(text, action) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn btn-plain";
  made.textContent = text;
  made.addEventListener("click", action);
  return made;
}

function line(tag, css, role, iconName, text, ...buttons) {
  const made = document.createElement(tag);
  const said = document.createElement("span");
  made.className = css;
  made.setAttribute("role", role);
  said.textContent = text;
  made.append(icon(iconName), said, ...buttons);
  return made;
}

// What the form holds, but for its token, passwords and files.
function contents(form) {
  const secret = new Set([...form.querySelectorAll("[type=password], [type=file], [name=csrfmiddlewaretoken]")].map((input) => input.name));
  return [...new FormData(form)].filter(([name, value]) => !secret.has(name) && typeof value === "string");
}

// A tap about this very moment has nothing typed in it: it is tried again from the page that is open, and brought back after a log-in alone.
const isMomentary = (form) => Boolean(form.querySelector("[data-now]"));

// Of one form: what is typed now ({savedAt, fields, pressed, isUnsent}), and in `earlier` the same of another sitting.
function keep(form, extra = {}, isForLogin = false) {
  if (isForLogin || !isMomentary(form)) store.write(keyOf(form), { ...store.read(keyOf(form)), savedAt: new Date().toISOString(), fields: contents(form), ...extra });
}

function forget(form) {
  const { earlier } = store.read(keyOf(form)) || {};
  if (earlier) store.write(keyOf(form), { earlier });
  else store.drop(keyOf(form));
}

function putBack(form, fields) {
  const given = new Map();
  for (const [name, value] of fields) given.set(name, [...(given.get(name) || []), value]);
  for (const input of form.elements) {
    if (!input.name || ["csrfmiddlewaretoken"].includes(input.name) || ["file", "password", "submit"].includes(input.type)) continue;
    const values = given.get(input.name);
    if (["radio", "checkbox"].includes(input.type)) input.checked = Boolean(values?.includes(input.value));
    else if (values) input.value = values.shift() ?? "";
  }
  for (const fold of form.querySelectorAll("details.fold")) {
    fold.open ||= [...fold.querySelectorAll("input, select, textarea")].some((input) => (["radio", "checkbox"].includes(input.type) ? input.checked && input.value : input.value));
  }
}

function writeMoment(iso) {
  const at = new Date(iso);
  const day = at.toDateString() === new Date().toDateString() ? {} : { weekday: "long", day: "numeric", month: "long" };
  return at.toLocaleString(document.documentElement.lang, { ...day, hour: "2-digit", minute: "2-digit", hour12: false });
}

// The line above the form; `before` and not `form.before`: a field of that name hides the form's own method.
function tell(form, text, values, ...buttons) {
  const said = line("p", "message mb-4 draft-line", "status", "clock", fill(text, values), ...buttons);
  Element.prototype.before.call(form, said);
  return said;
}

function bringBack(form, draft) {
  form.parentElement.querySelectorAll(".draft-line").forEach((said) => said.remove());
  putBack(form, draft.fields);
  const discard = button(words.discard, () => { forget(form); location.reload(); });
  tell(form, words.back, { time: writeMoment(draft.savedAt) }, discard);
  if (draft.isUnsent) note(form, words.unsent, button(words.again, () => send(form, draft.pressed || [])));
}

function offerEarlier(form, draft) {
  const end = () => { said.remove(); store.write(keyOf(form), { ...store.read(keyOf(form)), earlier: undefined }); };
  const bring = button(words.bring, () => {
    end();
    bringBack(form, draft);
    keep(form, { pressed: draft.pressed, isUnsent: draft.isUnsent });
  });
  const discard = button(words.discard, () => { end(); if (!store.read(keyOf(form)).fields) store.drop(keyOf(form)); });
  const said = tell(form, draft.isUnsent ? words.earlierUnsent : words.earlier, { time: writeMoment(draft.savedAt) }, bring, discard);
}

function offerDraft(form) {
  let kept = store.read(keyOf(form)) || {};
  if (kept.fields && Date.now() - Date.parse(kept.savedAt) > FRESH_MS) {
    // One is kept, and one that could not be sent rather than one that was only begun.
    const { earlier, ...stale } = kept;
    kept = { earlier: earlier?.isUnsent && !stale.isUnsent ? earlier : stale };
    store.write(keyOf(form), kept);
  }
  if (kept.fields) bringBack(form, kept);
  if (kept.earlier) offerEarlier(form, kept.earlier);
}

// The line above the save button: why it is not saved yet, and the way to try again.
function note(form, text, way) {
  form.querySelector(".savebar-note")?.remove();
  if (!text) return;
  const said = way ? line("p", "savebar-note", "alert", "cloud-slash", text, way) : line("p", "savebar-note", "status", "clock", text);
  const bar = form.querySelector(".savebar");
  if (bar) bar.prepend(said);
  else form.insertAdjacentElement("beforeend", said);
}

function setBusy(form, isBusy) {
  form.dataset.busy = isBusy ? "yes" : "";
  for (const press of form.querySelectorAll("[type=submit]")) press.setAttribute("aria-disabled", String(isBusy));
}

function body(form, pressed) {
  const data = new FormData(form);
  for (const [name, value] of pressed) data.set(name, value);
  return data;
}

// One send; `pressed` are [name, value] pairs that go along: a button's, and when it was pressed.
async function send(form, pressed = []) {
  if (form.dataset.busy) return;
  setBusy(form, true);
  keep(form, { pressed });
  const slow = setTimeout(() => note(form, words.saving), SLOW_MS);
  const reply = await fetch(form.getAttribute("action") || location.href, {
    method: "POST", body: body(form, pressed), headers: { "X-Draft": "1" }, signal: AbortSignal.timeout(WAIT_MS),
  }).catch(() => null);
  const page = await reply?.text().catch(() => null);
  clearTimeout(slow);
  if (page === undefined || page === null) failed(form, pressed, words.offline, again(form, pressed), true);
  else answer(form, pressed, reply, page);
}

function answer(form, pressed, reply, text) {
  const target = reply.headers.get("X-Location") || (reply.redirected && reply.url);
  if (target) return leave(form, pressed, new URL(target, location.href));
  if (reply.status === 503) return failed(form, pressed, words.away, again(form, pressed));
  if (reply.status >= 500) return failed(form, pressed, words.trouble, again(form, pressed));
  if (reply.status === 413) return failed(form, pressed, words.large, again(form, pressed));
  // A refused token is that of an older log-in: the page opened anew has a good one.
  if (reply.status === 403) return failed(form, pressed, words.stale, button(words.open, () => location.reload()));
  const page = new DOMParser().parseFromString(text, "text/html");
  if (page.querySelector(`form[data-draft="${CSS.escape(form.dataset.draft)}"]`)) return showErrors(page);
  return failed(form, pressed, fill(words.refused, { status: reply.status }), again(form, pressed));
}

// Leaves the page; the form stays busy, so that nothing is sent or kept any more.
function leave(form, pressed, target) {
  if (target.pathname === words.login) {
    keep(form, { pressed, isUnsent: true }, true);
    location.assign(`${words.login}?next=${encodeURIComponent(location.pathname + location.search)}`);
    return;
  }
  forget(form);
  waiting.delete(form);
  if (target.pathname + target.search === location.pathname + location.search) location.reload();
  else location.assign(target);
}

const again = (form, pressed) => button(words.again, () => send(form, pressed));

function failed(form, pressed, text, way, isOffline = false) {
  keep(form, { pressed, isUnsent: true });
  waiting.delete(form);
  if (isOffline) waiting.set(form, pressed);
  setBusy(form, false);
  const ofTap = isOffline ? words.offlineTap : words.failedTap;
  note(form, isMomentary(form) ? ofTap : text, way);
}

function showErrors(page) {
  const fresh = page.querySelector("main");
  document.querySelector("main").replaceWith(fresh);
  document.title = page.title;
  fresh.querySelectorAll("form[data-draft]").forEach((form) => { watch(form); keep(form, { isUnsent: false }); });
  (fresh.querySelector("[data-errors]") || fresh).focus();
  scrollTo(0, 0);
}

function watch(form) {
  const onChange = () => form.dataset.busy || keep(form);
  form.addEventListener("input", onChange);
  form.addEventListener("change", onChange);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const press = event.submitter;
    // What is about now is about the tap, however often it has to be sent.
    const moments = [...form.querySelectorAll("[data-now]")].map((input) => [input.name, new Date().toISOString()]);
    send(form, [...(press?.name ? [[press.name, press.value]] : []), ...moments]);
  });
  // Who cancels wants nothing kept, but for what was to be saved and could not be.
  form.querySelector("[data-cancel]")?.addEventListener("click", () => store.read(keyOf(form))?.isUnsent || forget(form));
}

if (user && "localStorage" in window && AbortSignal.timeout) {
  for (const form of document.querySelectorAll("form[data-draft]")) {
    watch(form);
    offerDraft(form);
  }
  const retry = (isWanted) => waiting.forEach((pressed, form) => {
    if (!form.isConnected) waiting.delete(form);
    else if (isWanted(form)) send(form, pressed);
  });
  addEventListener("online", () => retry(() => true));
  // A device does not always notice that it had no connection. What is still being typed is not sent for that.
  setInterval(() => document.visibilityState === "visible" && retry(isMomentary), RETRY_MS);
}
addEventListener("pageshow", (event) => event.persisted && document.querySelectorAll("form[data-draft]").forEach((form) => setBusy(form, false)));
document.addEventListener("submit", (event) => { if (event.target.matches("[data-forget-drafts]")) store.forgetAll(); });
