/** Says so, in words, when the server does not answer or answers with an error; clears it when all is well. */

const place = document.getElementById("trouble");
const KINDS = { 401: "denied", 403: "denied", 404: "gone", 410: "gone", 429: "busy" };

function say(kind) {
  clear();
  const words = place?.querySelector(`template[data-trouble=${kind}]`);
  if (words) place.append(words.content.cloneNode(true));
}

function clear() {
  for (const child of [...(place?.children ?? [])]) {
    if (!child.matches("template")) child.remove();
  }
}

document.addEventListener("htmx:sendError", () => say("offline"));
document.addEventListener("htmx:timeout", () => say("offline"));
document.addEventListener("htmx:responseError", (event) => say(KINDS[event.detail.xhr.status] ?? "failed"));
document.addEventListener("htmx:afterOnLoad", (event) => {
  if (event.detail.successful) clear();
});
window.addEventListener("online", clear);
