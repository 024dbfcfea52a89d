// A page about somebody else's log keeps asking whether the same is still shared, and loads itself anew when it is not. What the
// browser has kept for "Back" is never shown before it was asked for again.

const mark = document.querySelector("[data-shared]");
const EVERY_MS = 15000;

async function check() {
  if (document.hidden) return;
  let answer;
  try {
    answer = await fetch(mark.dataset.address, { headers: { Accept: "application/json" }, cache: "no-store", redirect: "manual" });
  } catch {
    return; // without a connection nothing new can be shown either
  }
  const found = answer.ok ? await answer.json() : { state: "" };
  if (found.state !== mark.dataset.shared) location.reload();
}

addEventListener("pageshow", (event) => { if (event.persisted) { document.body.hidden = true; location.reload(); } });
if (mark) {
  addEventListener("visibilitychange", check);
  addEventListener("focus", check);
  setInterval(check, EVERY_MS);
}
