// Keeps the bar of a job true while the job goes on; at its end the page is loaded again and shows what came of it.
// Without this script the page offers to be loaded again by hand.
// Short work is over soon: the first look comes early, the next ones less often.
const FIRST_MS = 400;
const EVERY_MS = 1500;
const LONGEST_MS = 30000;

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function ask(address) {
  const answer = await fetch(address, { cache: "no-store", headers: { "X-Part": "1" } });
  // A log-in that has ended leads to another page, which has no bar.
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("[data-job]");
}

// Who does not see the bar hears of it at each quarter; more often would be a nuisance.
let quarter = 0;
function say(bar) {
  const line = document.querySelector("[data-job-said]");
  const now = Math.floor(Number(bar.querySelector("[role=progressbar]")?.getAttribute("aria-valuenow")) / 25);
  if (line && now > quarter) line.textContent = bar.querySelector("p").textContent.trim();
  quarter = Math.max(quarter, now);
}

async function follow(bar) {
  let wait = FIRST_MS;
  while ("open" in bar.dataset) {
    await pause(wait);
    if (document.hidden) continue;
    try {
      const fresh = await ask(bar.dataset.job);
      if (!fresh) return;
      bar.replaceWith(fresh);
      bar = fresh;
      say(bar);
      wait = Math.min(2 * Math.min(wait, EVERY_MS), EVERY_MS);
    } catch {
      // No connection: less and less often, until there is one.
      wait = Math.min(2 * wait, LONGEST_MS);
    }
  }
  location.reload();
}

for (const bar of document.querySelectorAll("[data-job][data-open]")) follow(bar);
