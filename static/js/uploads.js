// Sends the files of form[data-uploads] in pieces, each file with its bar: a lost connection is waited for, and what the server has
// is not sent again. When all have arrived, their reading begins. Without this script the form is sent as a whole.
const PIECE = 4 * 1024 * 1024;
const LANES = 3;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30000;
const MOST_BARS = 30;

const form = document.querySelector("form[data-uploads]");
const words = JSON.parse(document.getElementById("upload-words").textContent);
const input = form.querySelector("[type=file]");
const zone = form.querySelector("[data-drop]");
const said = form.querySelector("[data-said]");
const list = form.querySelector("[data-list]");
const pattern = form.querySelector("template");
const sent = { queue: [], all: 0, done: 0, refused: 0, lanes: 0, batch: null };

const pause = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); addEventListener("online", resolve, { once: true }); });
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const number = (value) => value.toLocaleString(document.documentElement.lang);
const amount = (bytes) => (bytes < 1e6 ? `${number(Math.ceil(bytes / 1e3))} kB` : `${number(Math.round(bytes / 1e5) / 10)} MB`);

class Refused extends Error {}

// The same file gives the same key after the page was loaded again.
function keyOf(file, path) {
  let hash = 2166136261;
  for (const letter of path) hash = Math.imul(hash ^ letter.codePointAt(0), 16777619) >>> 0;
  return [file.size, file.lastModified, hash].map((part) => part.toString(36)).join("-");
}

function lineFor(file) {
  const line = pattern.content.firstElementChild.cloneNode(true);
  line.querySelector("[data-name]").textContent = file.name;
  line.querySelector("[data-size]").textContent = amount(file.size);
  line.querySelector("[role=progressbar]").setAttribute("aria-label", file.name);
  return line;
}

function show(line, part) {
  const percent = String(Math.floor(100 * part));
  line.querySelector("[role=progressbar]").setAttribute("aria-valuenow", percent);
  line.querySelector("rect").setAttribute("width", `${percent}%`);
}

let sayAgain = 0;
function sayCount() {
  clearTimeout(sayAgain);
  sayAgain = setTimeout(() => { said.textContent = fill(words.count, { done: number(sent.done), all: number(sent.all) }); }, 300);
}

// One request; its answer is an object. What no second try can mend is a Refused with its sentence.
async function ask(values) {
  const data = new FormData(form);
  data.delete(input.name);
  for (const [name, value] of Object.entries(values)) data.set(name, value);
  const reply = await fetch(form.dataset.uploads, { method: "POST", body: data });
  if (reply.redirected || reply.status === 403) throw new Refused(words.stale);
  if (reply.status >= 500 || reply.status === 429) throw new Error(String(reply.status));
  const isJson = reply.headers.get("Content-Type")?.startsWith("application/json");
  const answer = isJson ? await reply.json() : { problem: words.refused };
  if (answer.problem) throw new Refused(answer.problem);
  return answer;
}

async function askUntilAnswered(values) {
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
    try {
      return await ask(values);
    } catch (error) {
      if (error instanceof Refused) throw error;
      clearTimeout(sayAgain);
      said.textContent = words.waiting;
      await pause(wait);
      sayCount();
    }
  }
}

async function sendPieces({ file, key, line }) {
  let from = sent.batch.files[key] ?? 0;
  do {
    const piece = file.slice(from, from + PIECE);
    // A file that has gone or changed on the device cannot be read any more.
    await piece.slice(0, 1).arrayBuffer().catch(() => { throw new Refused(words.unreadable); });
    from = (await askUntilAnswered({ key, name: file.name, size: file.size, offset: from, piece })).received;
    show(line, file.size ? from / file.size : 1);
  } while (from < file.size);
}

async function sendOne(waiting) {
  const { line } = waiting;
  if (!line.isConnected) list.append(line);
  try {
    await sendPieces(waiting);
    line.querySelector("[data-state]").textContent = words.arrived;
    sent.done += 1;
    if (sent.all > MOST_BARS) line.remove();
  } catch (error) {
    line.querySelector("[data-state]").textContent = error instanceof Refused ? error.message : words.refused;
    line.classList.add("refused");
    sent.refused += 1;
  }
  sayCount();
}

async function lane() {
  sent.lanes += 1;
  while (sent.queue.length) await sendOne(sent.queue.shift());
  sent.lanes -= 1;
  if (!sent.lanes) finish();
}

function finish() {
  if (sent.refused) {
    clearTimeout(sayAgain);
    said.textContent = fill(words.some, { count: number(sent.refused) });
    form.querySelector("[data-read]").hidden = !sent.done;
    return;
  }
  read();
}

function read() {
  removeEventListener("beforeunload", stay);
  form.action = sent.batch.read;
  input.disabled = true;
  form.submit();
}

function stay(event) {
  if (sent.lanes) event.preventDefault();
}

async function open() {
  sent.batch = await askUntilAnswered({});
  // From here on loading the page again shows what has arrived.
  history.replaceState(null, "", sent.batch.page);
}

async function take(found) {
  if (!found.length) return;
  const waiting = found.map(({ file, path }) => ({ file, key: keyOf(file, path), line: lineFor(file) }));
  sent.all += waiting.length;
  sent.queue.push(...waiting);
  if (sent.all <= MOST_BARS) list.append(...waiting.map(({ line }) => line));
  form.dataset.busy = "yes";
  sayCount();
  try {
    sent.batch ?? await open();
  } catch (error) {
    clearTimeout(sayAgain);
    said.textContent = error instanceof Refused ? error.message : words.refused;
    return;
  }
  while (sent.lanes < LANES && sent.queue.length) lane();
}

// Folders that were dropped are walked through.
async function walk(entry, path = "") {
  if (entry.isFile) return [{ file: await new Promise((...ends) => entry.file(...ends)), path: path + entry.name }];
  const reader = entry.createReader();
  const found = [];
  for (let some; (some = await new Promise((...ends) => reader.readEntries(...ends))).length;) found.push(...some);
  return (await Promise.all(found.map((each) => walk(each, `${path}${entry.name}/`)))).flat();
}

async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...transfer.files].map((file) => ({ file, path: file.name }));
  return (await Promise.all(entries.map((entry) => walk(entry)))).flat();
}

const chosen = () => take([...input.files].map((file) => ({ file, path: file.name })));

input.addEventListener("change", async () => {
  await chosen();
  input.value = "";
});
form.addEventListener("submit", (event) => {
  if (event.submitter?.hasAttribute("formaction")) return;
  event.preventDefault();
  chosen();
});
for (const name of ["dragenter", "dragover", "dragleave", "drop"]) {
  zone.addEventListener(name, (event) => {
    event.preventDefault();
    zone.classList.toggle("over", name === "dragenter" || name === "dragover");
  });
}
zone.addEventListener("drop", async (event) => take(await dropped(event.dataTransfer)));
form.querySelector("[data-read]")?.addEventListener("click", read);
addEventListener("beforeunload", stay);
