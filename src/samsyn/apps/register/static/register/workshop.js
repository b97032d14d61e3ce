/**
 * Others' answers come into an open workshop, and never into a question that somebody is busy with.
 *
 * Busy is a question that has the keyboard, that is being saved, or that holds what is not saved.
 */

const news = document.getElementById("workshop-news");

function unsaved(field) {
  if (field.type === "radio") return field.checked !== field.defaultChecked;
  return field.value !== field.defaultValue;
}

function busy(question) {
  return question.contains(document.activeElement) || question.classList.contains("htmx-request")
    || question.querySelector(".ds-alert") !== null
    || [...question.querySelectorAll("textarea, input[type=radio]")].some(unsaved);
}

/** From now on, what stands in a question is what is kept. */
function settle(question) {
  for (const field of question.querySelectorAll("textarea")) field.defaultValue = field.value;
  for (const field of question.querySelectorAll("input[type=radio]")) field.defaultChecked = field.checked;
}

document.addEventListener("htmx:configRequest", (event) => {
  if (event.target !== news) return;
  const questions = [...document.querySelectorAll(".judging")].filter(busy);
  event.detail.parameters.busy = questions.map((question) => question.id).join(",");
});

document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const { target } = event.detail;
  const leave = target.matches(".judging") ? busy(target) : target.id === "workshop-result" && target.contains(document.activeElement);
  if (leave) event.detail.shouldSwap = false;
});

document.addEventListener("htmx:afterRequest", (event) => {
  const question = event.target.closest?.(".judging");
  if (question && event.detail.successful) settle(question);
});
