// Small comforts; every page works without them.
document.querySelector("[data-errors]")?.focus();

// A guess for sign-up and welcome, only where the page asks for one and nothing is chosen yet.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const country = new Intl.Locale(navigator.language).region;
function guess(selector, value) {
  for (const field of document.querySelectorAll(selector)) {
    const isOffered = field.tagName !== "SELECT" || [...field.options].some((option) => option.value === value);
    if (value && isOffered && (!field.value || field.value === field.dataset.unset)) field.value = value;
  }
}
guess("[data-guess=zone]", zone);
guess("[data-guess=country]", country);

// The second tap of a double tap lands on the page that follows, on a question that nobody can have read yet: it is none.
const DOUBLE_TAP_MS = 500;
document.addEventListener("click", (event) => {
  // A key's press counts no taps: on the page that follows, no answer has the focus yet.
  if (!event.detail || !event.target.closest("form[data-steady] [type=submit]")) return;
  if (Date.now() - Number(sessionStorage.getItem("tapped")) < DOUBLE_TAP_MS) event.preventDefault();
  else sessionStorage.setItem("tapped", Date.now());
}, true);
// Who has chosen or typed something since has seen the question.
document.addEventListener("change", () => sessionStorage.removeItem("tapped"), true);

// Escape closes an open menu and gives the focus back to what opened it.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll(".menu[open], .more-menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
