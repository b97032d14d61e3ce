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

/** Pulls a phase to another week: sideways by the pointer; by keyboard the buttons under "Why these dates" do the same. */

const WEEK = 9;
const FAR_ENOUGH = 4;
const form = document.getElementById("move");
let held = null;

const weeksOf = (event) => Math.round((event.clientX - held.from) / WEEK);

const drop = () => {
  held?.box.classList.remove("dragged");
  held?.box.removeAttribute("transform");
  held = null;
};

const grab = (event) => {
  const box = event.target.closest?.("rect[data-phase]");
  if (!box || !form || event.button !== 0 || event.pointerType === "touch") return;
  held = { box, from: event.clientX, moved: false };
  event.preventDefault();
};

const drag = (event) => {
  if (!held) return;
  held.moved ||= Math.abs(event.clientX - held.from) > FAR_ENOUGH;
  if (!held.moved) return;
  held.box.classList.add("dragged");
  held.box.setAttribute("transform", `translate(${weeksOf(event) * WEEK} 0)`);
};

const release = (event) => {
  if (!held) return;
  const weeks = held.moved ? weeksOf(event) : 0;
  if (!weeks) return drop();
  form.action = form.action.replace(/\/move\/\d+\//, `/move/${held.box.dataset.phase}/`);
  form.elements.weeks.value = weeks;
  form.submit();
};

const swallow = (event) => {
  if (event.target.closest?.(".roadmap-picture") && held?.moved) event.preventDefault();
};

if (form) {
  document.addEventListener("pointerdown", grab);
  document.addEventListener("pointermove", drag);
  document.addEventListener("pointerup", release);
  document.addEventListener("pointercancel", drop);
  document.addEventListener("click", swallow, true);
}
