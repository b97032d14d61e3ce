/** The list beside the map: everything on it by name, for the keyboard and for who cannot see it. */

const MOST = 400;

const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

/** Return the things whose name has all these words. */
export function matching(things, words) {
  const wanted = plain(words).split(/\s+/).filter(Boolean);
  return wanted.length ? things.filter((thing) => wanted.every((word) => plain(thing.name).includes(word))) : things;
}

export class MapList {
  constructor(box, { pick, open, said }) {
    Object.assign(this, { box, pick, open, said });
    box.addEventListener("keydown", (event) => this.key(event));
    box.addEventListener("click", (event) => {
      const row = event.target.closest("[role=option]");
      if (row) this.choose(row, true);
    });
  }

  show(things) {
    this.rows = things.slice(0, MOST).map((thing) => {
      const row = document.createElement("li");
      row.id = `map-item-${thing.key}`;
      row.dataset.key = thing.key;
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", "false");
      row.textContent = thing.name;
      const level = document.createElement("span");
      level.textContent = thing.level < 0 ? this.said.unknown : `${this.said.level} ${thing.level}`;
      row.append(" ", level);
      return row;
    });
    this.box.replaceChildren(...this.rows);
    this.box.removeAttribute("aria-activedescendant");
  }

  /** Mark a row as the chosen one, if it is listed. */
  mark(key) {
    this.box.querySelector("[aria-selected=true]")?.setAttribute("aria-selected", "false");
    const row = key && document.getElementById(`map-item-${key}`);
    if (!row) return this.box.removeAttribute("aria-activedescendant");
    row.setAttribute("aria-selected", "true");
    this.box.setAttribute("aria-activedescendant", row.id);
    row.scrollIntoView({ block: "nearest" });
    return undefined;
  }

  key(event) {
    const at = this.rows.findIndex((row) => row.getAttribute("aria-selected") === "true");
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: this.rows.length - 1, PageDown: at + 10, PageUp: at - 10 }[event.key];
    if (to !== undefined && this.rows.length) {
      event.preventDefault();
      this.choose(this.rows[Math.max(0, Math.min(this.rows.length - 1, to))], false);
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      this.open(this.rows[at].dataset.key);
    }
  }

  choose(row, opening) {
    this.mark(row.dataset.key);
    (opening ? this.open : this.pick)(row.dataset.key);
  }
}
