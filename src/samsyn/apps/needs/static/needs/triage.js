/**
 * Triage by keys: 1, 2 and 3 choose the outcome, N opens the next need, Ctrl+Enter decides.
 *
 * They work while the focus is on the need or its form, so that no key surprises anybody who
 * dictates or navigates by letters elsewhere on the page (WCAG 2.1.4).
 */

const place = document.querySelector(".triage");
const form = document.getElementById("triage-form");

const isTyping = (element) =>
  element.isContentEditable || element.matches("textarea, select, input:not([type=radio])");

const next = () => {
  const links = [...document.querySelectorAll(".triage-queue a")];
  const here = links.findIndex((link) => link.hasAttribute("aria-current"));
  (links[here + 1] ?? links[0])?.click();
};

const choose = (number) => {
  const radio = form.querySelectorAll("input[type=radio][name=outcome]")[number - 1];
  if (!radio) return;
  radio.checked = true;
  radio.dispatchEvent(new Event("change", { bubbles: true }));
  form.querySelector("textarea[name=reason]").focus();
};

if (place && form) {
  for (const told of form.querySelectorAll("[data-keys]")) told.hidden = false;
  if (!document.querySelector("[data-error-summary]")) {
    document.querySelector("#need-heading a").focus({ preventScroll: true });
  }
  place.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form.contains(event.target)) {
      event.preventDefault();
      form.requestSubmit();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (["1", "2", "3"].includes(event.key)) {
      event.preventDefault();
      choose(Number(event.key));
    } else if (event.key === "n" || event.key === "N") {
      event.preventDefault();
      next();
    }
  });
}
