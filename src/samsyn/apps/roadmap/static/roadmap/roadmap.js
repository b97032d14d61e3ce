/** Shows what an initiative waits for, and what waits for it, while the pointer or the focus is on it. */

const all = (what) => document.querySelectorAll(what);

const show = (event) => {
  for (const was of all(".roadmap .on")) was.classList.remove("on");
  const key = event.target.closest?.(".roadmap [data-initiative]")?.dataset.initiative;
  if (!key) return;
  for (const part of all(`.roadmap [data-initiative="${key}"]`)) part.classList.add("on");
  for (const line of all(`.wait[data-from="${key}"], .wait[data-to="${key}"]`)) {
    line.classList.add("on");
    for (const end of [line.dataset.from, line.dataset.to]) {
      for (const part of all(`.roadmap [data-initiative="${end}"]`)) part.classList.add("on");
    }
  }
};

document.addEventListener("pointerover", show);
document.addEventListener("focusin", show);
