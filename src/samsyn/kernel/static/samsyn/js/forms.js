/**
 * Three courtesies of every form: the focus goes to what is wrong, nothing is sent twice,
 * and a form marked data-guard warns before what was typed is left behind.
 */

const changed = new WeakSet();
const sent = new WeakSet();
const guarded = () => [...document.querySelectorAll("form[data-guard]")];

document.querySelector("[data-error-summary]")?.focus();

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-guard]");
  if (form) changed.add(form);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
  if (sent.has(form)) {
    event.preventDefault();
    return;
  }
  sent.add(form);
  changed.delete(form);
  event.submitter?.setAttribute("aria-busy", "true");
});

// A page fetched back from the browser's memory may be sent again.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.forms) {
    sent.delete(form);
    for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
  }
});

window.addEventListener("beforeunload", (event) => {
  if (guarded().some((form) => changed.has(form))) event.preventDefault();
});

// A form that comes back refused still holds what is not saved.
for (const form of guarded()) {
  if (form.querySelector("[data-error-summary], .versions")) changed.add(form);
}
