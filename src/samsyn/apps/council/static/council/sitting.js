/**
 * A meeting on many devices at once.
 *
 * The page asks for news by a number that is cheap to compare, and replaces only the regions that
 * have changed; nothing that somebody types in stands in a region. What is typed or pressed goes by
 * way of an outbox in the browser: it is kept there, each under a name of its own, until the server
 * has said that it is stored, so a lost connection or a closed tab loses nothing and nothing is
 * stored twice.
 */

const root = document.getElementById("sitting");
const regions = document.getElementById("sitting-regions");
const own = document.getElementById("sitting-own");
const told = document.getElementById("sitting-news");
const kept = document.getElementById("sitting-kept");
const outbox = document.getElementById("sitting-outbox");
const noteForm = document.getElementById("write-note");

const QUICKLY = 600;
const SLOWLY = 4000;
const PATIENCE = 8000;
const MOST_PATIENT = 8000;
const BETWEEN_WORDS = 8000;
const SHELF = `samsyn.sitting.${root.dataset.keptAs}`;
const HEADERS = { "X-Samsyn-Sitting": "1" };

let offline = false;
let gone = false;

const newName = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  const random = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${Date.now().toString(36)}-${random}`;
};

/* --- Words for those who listen, seldom ------------------------------------------------------ */

let lastWord = 0;

function say(words, always = false) {
  if (!told || !words) return;
  if (!always && Date.now() - lastWord < BETWEEN_WORDS) return;
  lastWord = Date.now();
  told.textContent = words;
}

/* --- What is new ----------------------------------------------------------------------------- */

const shown = new Map();
let looking = false;
let again = false;
let timer = 0;
let ownWork = 0;

const regionsIn = (place) => [...place.querySelectorAll("[data-region]")];
for (const region of regionsIn(root)) shown.set(region.dataset.region, region.outerHTML);

function nextLook() {
  clearTimeout(timer);
  if (gone) return;
  const quick = root.dataset.state === "sitting" && !document.hidden && !offline;
  timer = setTimeout(look, quick ? QUICKLY : SLOWLY);
}

async function look() {
  if (looking) {
    again = true;
    return;
  }
  looking = true;
  clearTimeout(timer);
  try {
    const { news, beat, look: as } = root.dataset;
    const answer = await fetch(`${news}?seen=${beat}&look=${as}`, {
      cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.status === 200) show(await answer.text());
    if (answer.status === 403 || answer.status === 404 || answer.type === "opaqueredirect") leave();
    connected(answer.status < 500);
  } catch {
    connected(false);
  } finally {
    looking = false;
    if (again) {
      again = false;
      look();
    } else {
      nextLook();
    }
  }
}

function show(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").body.firstElementChild;
  if (fresh.dataset.look !== root.dataset.look) {
    location.reload(); // what this person may do has changed
    return;
  }
  if (Number(fresh.dataset.beat) < Number(root.dataset.beat)) return;
  const before = currentItem();
  root.dataset.beat = fresh.dataset.beat;
  root.dataset.state = fresh.dataset.state;
  const all = regionsIn(fresh);
  const changed = place(regions, all.filter((region) => region.dataset.region !== "own"));
  if (own) place(own, all.filter((region) => region.dataset.region === "own"));
  if (currentItem() !== before) follow();
  if (changed.length && Date.now() - ownWork > 2000) {
    const headings = changed.map((region) => region.querySelector("h2")?.textContent.trim());
    say([told?.dataset.notes, ...headings.filter(Boolean).slice(0, 2)].join(" "));
  }
}

/** Put fresh regions in their place; return those that were not the same before. */
function place(container, fresh) {
  const names = new Set(fresh.map((region) => region.dataset.region));
  for (const old of [...container.children]) {
    if (!names.has(old.dataset.region)) old.remove();
  }
  const changed = [];
  fresh.forEach((region, nth) => {
    const name = region.dataset.region;
    const html = region.outerHTML;
    const old = [...container.children].find((child) => child.dataset.region === name);
    if (!old) {
      container.insertBefore(region, container.children[nth] ?? null);
      changed.push(region);
    } else if (shown.get(name) !== html) {
      replace(old, region);
      changed.push(region);
    }
    shown.set(name, html);
    const here = [...container.children].find((child) => child.dataset.region === name);
    if (container.children[nth] !== here) container.insertBefore(here, container.children[nth] ?? null);
  });
  return changed;
}

/** Replace a region; what was unfolded stays so, and the keyboard stays where it was. */
function replace(old, fresh) {
  const unfolded = [...old.querySelectorAll("details")].map((fold) => fold.open);
  const places = (region) => [...region.querySelectorAll("a[href], button, summary")];
  const active = old.contains(document.activeElement) ? document.activeElement : null;
  const nth = active ? places(old).indexOf(active) : -1;
  old.replaceWith(fresh);
  fresh.querySelectorAll("details").forEach((fold, number) => {
    fold.open = unfolded[number] ?? fold.open;
  });
  if (!active) return;
  const now = places(fresh);
  const same = active.value && now.find((button) => button.value === active.value);
  (same || now[Math.min(nth, now.length - 1)])?.focus({ preventScroll: true });
}

function leave() {
  gone = true;
  clearTimeout(timer);
  regions.replaceChildren();
  own?.replaceChildren();
  for (const form of root.querySelectorAll("form, details")) form.hidden = true;
  if (kept) kept.textContent = kept.dataset.gone;
  say(kept?.dataset.gone, true);
}

const currentItem = () => regions.querySelector("[aria-current]")?.id.replace("item-", "") ?? "";

/** Let the forms that nobody has begun to fill in be about the item that is being dealt with. */
function follow() {
  const now = currentItem();
  for (const choice of root.querySelectorAll("select[data-follows]")) {
    const busy = [...choice.form.querySelectorAll("textarea, input[name=text]")].some((f) => f.value);
    if (now && !busy && [...choice.options].some((option) => option.value === now)) choice.value = now;
  }
}

/* --- What is not stored yet ------------------------------------------------------------------ */

const read = (key) => JSON.parse(localStorage.getItem(key) ?? "null");
const write = (key, value) => {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A full or forbidden shelf: what is typed is then only as safe as the page itself.
    unshelved.set(key, value);
  }
};
const unshelved = new Map();
const drop = (key) => {
  localStorage.removeItem(key);
  unshelved.delete(key);
};

function waiting() {
  const prefix = `${SHELF}.out.`;
  const keys = [...Object.keys(localStorage), ...unshelved.keys()].filter((key) => key.startsWith(prefix));
  return [...new Set(keys)].sort().map((key) => unshelved.get(key) ?? read(key)).filter(Boolean);
}

const keyOf = (entry) => `${SHELF}.out.${entry.id}`;
const drafts = () => [...root.querySelectorAll("form[data-write]")].filter(hasWords);
const hasWords = (form) => [...form.querySelectorAll("textarea, input[name=text]")].some((field) => field.value.trim());

function connected(well) {
  if (offline === !well) return;
  offline = !well;
  if (offline) say(kept?.dataset.offline, true);
  tell();
  if (well) send();
}

function tell() {
  if (!kept || gone) return;
  const unsent = outbox ? waiting() : [];
  const all = unsent.length === 0 && (!outbox || drafts().length === 0);
  kept.dataset.kept = offline ? "offline" : all ? "yes" : "no";
  kept.textContent = kept.dataset[kept.dataset.kept] ?? "";
  if (!outbox) return;
  document.getElementById("sitting-waiting").hidden = unsent.length === 0;
  outbox.replaceChildren(...unsent.map(line));
}

function line(entry) {
  const item = document.createElement("li");
  item.className = "line";
  const words = document.createElement("span");
  words.textContent = entry.words;
  item.append(words);
  if (entry.refused) {
    const why = document.createElement("span");
    why.className = "line-note";
    why.textContent = entry.refused;
    const end = document.createElement("span");
    end.className = "line-end";
    for (const [label, act] of [["again", () => retry(entry)], ["away", () => throwAway(entry)]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "plain-button";
      button.textContent = outbox.dataset[label];
      button.addEventListener("click", act);
      end.append(button, " ");
    }
    item.append(end, why);
  }
  return item;
}

function retry(entry) {
  write(keyOf(entry), { ...entry, refused: "" });
  send();
}

function throwAway(entry) {
  drop(keyOf(entry));
  tell();
}

function put(url, fields, words) {
  const entry = { id: newName(), url, fields, words, refused: "" };
  write(keyOf(entry), entry);
  tell();
  send();
}

let sending = false;
let pause = 1000;

async function send() {
  if (sending || gone) return;
  sending = true;
  let stored = 0;
  try {
    for (let entry; (entry = waiting().find((one) => !one.refused)); ) {
      const done = await deliver(entry);
      if (done === "later") {
        setTimeout(send, pause);
        pause = Math.min(pause * 2, MOST_PATIENT);
        break;
      }
      pause = 1000;
      stored += done === "stored";
    }
  } finally {
    sending = false;
    ownWork = Date.now();
    tell();
    if (stored) {
      if (kept?.dataset.kept === "yes") say(kept.dataset.yes, true);
      look();
    }
  }
}

async function deliver(entry) {
  let answer;
  try {
    const token = document.querySelector("#press [name=csrfmiddlewaretoken]").value;
    answer = await fetch(entry.url, {
      method: "POST", redirect: "manual", signal: AbortSignal.timeout(PATIENCE),
      headers: { ...HEADERS, "X-CSRFToken": token }, body: new URLSearchParams(entry.fields),
    });
  } catch {
    connected(false);
    return "later";
  }
  if (answer.type === "opaqueredirect" || answer.status >= 500 || answer.status === 429) return "later";
  let words = "";
  try {
    words = (await answer.json()).told;
  } catch {
    words = kept?.dataset.no ?? "";
  }
  if (answer.ok) {
    drop(keyOf(entry));
    if (words) say(words, true);
    return "stored";
  }
  write(keyOf(entry), { ...entry, refused: words });
  say(words, true);
  return "refused";
}

/* --- Typing and pressing --------------------------------------------------------------------- */

const draftKey = (form) => `${SHELF}.draft.${form.id}`;

function keepDraft(form) {
  if (!hasWords(form)) {
    drop(draftKey(form));
  } else {
    write(draftKey(form), [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken"));
  }
  tell();
}

function restoreDrafts() {
  for (const form of root.querySelectorAll("form[data-write]")) {
    const draft = hasWords(form) ? null : read(draftKey(form));
    for (const [name, value] of draft ?? []) {
      if (form.elements[name]) form.elements[name].value = value;
    }
    if (draft) form.closest("details")?.setAttribute("open", "");
  }
  showEditing();
}

function empty(form) {
  for (const field of form.querySelectorAll("textarea, input:not([type=hidden])")) field.value = "";
  for (const name of ["note", "edition", "base"]) {
    if (form.elements[name]) form.elements[name].value = "";
  }
  if (form === noteForm) {
    form.elements.kind.selectedIndex = 0;
    form.elements.by.value = "";
  }
  drop(draftKey(form));
  showEditing();
  follow();
}

function showEditing() {
  const way = noteForm?.querySelector("[data-leave]");
  if (way) way.hidden = !noteForm.elements.note.value;
}

function startEditing(link) {
  const field = noteForm.elements.text;
  if (!field.value.trim() || noteForm.elements.note.value) {
    const { edit, edition, item, kind, text } = link.dataset;
    Object.entries({ note: edit, edition, base: text, item, kind, text }).forEach(([name, value]) => {
      noteForm.elements[name].value = value;
    });
    showEditing();
    keepDraft(noteForm);
  }
  field.focus();
}

root.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("#press")) {
    event.preventDefault();
    const button = event.submitter;
    const about = button.closest("[aria-label]")?.getAttribute("aria-label");
    const words = [button.textContent.trim(), about].filter(Boolean).join(" · ");
    put(form.action, [["do", button.value]], words);
  } else if (form.matches("form[data-write]")) {
    event.preventDefault();
    if (!hasWords(form)) return;
    if (form.elements.client_id) form.elements.client_id.value = newName().slice(0, 40);
    const fields = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
    const words = form.elements.text.value;
    empty(form);
    put(form.action, fields, words);
    form.elements.text.focus();
  }
});

root.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-write]");
  if (form) keepDraft(form);
});

root.addEventListener("click", (event) => {
  const edit = event.target.closest("a[data-edit]");
  if (edit && noteForm) {
    event.preventDefault();
    startEditing(edit);
  }
  if (event.target.closest("[data-leave]")) {
    event.preventDefault();
    empty(noteForm);
    tell();
    noteForm.elements.text.focus();
  }
});

noteForm?.elements.text.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.altKey || event.isComposing) return;
  event.preventDefault();
  noteForm.requestSubmit();
});

/* Function keys write no characters, so they surprise nobody who dictates; and they can be off. */
const keys = document.getElementById("sitting-keys");
if (keys) {
  keys.checked = localStorage.getItem("samsyn.sitting.keys") !== "off";
  keys.addEventListener("change", () => localStorage.setItem("samsyn.sitting.keys", keys.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    if (!keys.checked || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const goal = event.key === "F9"
      ? regions.querySelector("[data-next]")
      : root.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!goal || !/^F\d$/.test(event.key)) return;
    event.preventDefault();
    if (event.key === "F9") {
      goal.click();
      return;
    }
    const fold = goal.closest("details");
    if (fold) fold.open = true;
    (fold?.querySelector("textarea, input[name=text]") ?? goal).focus();
  });
}

/* --- Begin ----------------------------------------------------------------------------------- */

window.addEventListener("online", () => {
  look();
  send();
});
window.addEventListener("offline", () => connected(false));
document.addEventListener("visibilitychange", () => !document.hidden && look());
if (outbox) {
  restoreDrafts();
  send();
}
tell();
nextLook();
