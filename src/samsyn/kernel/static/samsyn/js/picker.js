/**
 * Searches on the server where the choices are too many for a page (see kernel/records/picking.py).
 * Without this script a name is typed and understood when the form is sent; so it may be with it.
 *
 * The ARIA combobox pattern with a list popup and manual choice, as in combobox.js.
 */

const WAIT = 200;
let serial = 0;

class Picker {
  constructor(box, input) {
    this.box = box;
    this.input = input;
    this.kind = box.dataset.pick;
    this.pk = box.querySelector("input[type=hidden]");
    this.id = `pick-${++serial}`;
    this.build();
    this.listen();
  }

  build() {
    this.box.classList.add("combobox");
    this.list = document.createElement("ul");
    this.list.className = "combobox-list";
    this.list.id = `${this.id}-list`;
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", document.querySelector(`label[for="${CSS.escape(this.input.id)}"]`)?.textContent.trim() ?? "");
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": this.list.id,
    })) this.input.setAttribute(name, value);
    this.input.after(this.list);
  }

  listen() {
    this.input.addEventListener("input", () => {
      if (this.pk) this.pk.value = "";
      this.soon();
    });
    this.input.addEventListener("click", () => this.search());
    this.input.addEventListener("focus", () => this.input.select());
    this.input.addEventListener("blur", () => this.close());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      const row = event.target.closest("[role=option]");
      if (row) this.choose(row);
    });
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.search(), WAIT);
  }

  async search() {
    clearTimeout(this.timer);
    this.asked?.abort();
    this.asked = new AbortController();
    const address = new URL(this.box.dataset.pickUrl, location);
    address.searchParams.set("q", this.pk?.value ? "" : this.input.value.trim());
    if (this.kind === "filter") address.searchParams.set("filter", "1");
    try {
      const answer = await fetch(address, { signal: this.asked.signal, headers: { Accept: "application/json" } });
      if (answer.ok && document.activeElement === this.input) this.show((await answer.json()).found);
    } catch {
      this.close(); // typed names are understood without the search
    }
  }

  show(found) {
    this.list.replaceChildren(...found.map((one, nth) => this.row(one, nth)));
    this.list.hidden = found.length === 0;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.activate(this.input.value && !this.pk?.value ? this.list.firstElementChild : null);
  }

  row(one, nth) {
    const row = document.createElement("li");
    row.id = `${this.id}-${nth}`;
    row.dataset.id = one.id;
    row.dataset.text = one.text;
    row.textContent = one.text;
    row.setAttribute("role", "option");
    row.setAttribute("aria-selected", String(this.pk?.value === one.id));
    if (one.note) {
      const note = Object.assign(document.createElement("span"), { className: "small quiet", textContent: ` ${one.note}` });
      row.append(note);
    }
    return row;
  }

  activate(row) {
    this.active?.classList.remove("active");
    this.active = row ?? null;
    if (!row) return this.input.removeAttribute("aria-activedescendant");
    row.classList.add("active");
    row.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", row.id);
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (this.list.hidden) return void this.search();
      const rows = [...this.list.children];
      this.activate(rows[(rows.indexOf(this.active) + step + rows.length) % rows.length] ?? rows[0]);
    } else if (event.key === "Enter" && !this.list.hidden && this.active) {
      event.preventDefault();
      this.choose(this.active);
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.stopPropagation();
      this.close();
    }
  }

  choose(row) {
    if (this.kind === "many") {
      this.add(row.dataset.id, row.dataset.text);
      this.input.value = "";
    } else {
      this.input.value = this.kind === "filter" && row.dataset.id === "-" ? "-" : row.dataset.text;
      if (this.pk) this.pk.value = row.dataset.id;
      this.input.dispatchEvent(new Event("change", { bubbles: true }));
    }
    this.close();
  }

  add(id, text) {
    const chips = this.box.querySelector(".chips");
    if (![...chips.querySelectorAll("input")].some((other) => other.value === id)) {
      chips.append(chip(this.box, id, text));
      this.box.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  close() {
    clearTimeout(this.timer);
    this.asked?.abort();
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.activate(null);
  }
}

/** One chosen row with a button that takes it away. */
function chip(box, id, text) {
  const item = Object.assign(document.createElement("li"), { className: "chip" });
  const value = Object.assign(document.createElement("input"), { type: "hidden", name: box.dataset.pickName, value: id });
  const name = Object.assign(document.createElement("span"), { textContent: text });
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: "×" });
  button.setAttribute("aria-label", `${box.dataset.removeLabel} ${text}`);
  button.addEventListener("click", () => {
    const next = item.nextElementSibling?.querySelector("button") ?? box.querySelector("[role=combobox]");
    item.remove();
    box.dispatchEvent(new Event("input", { bubbles: true }));
    next?.focus();
  });
  item.append(name, button, value);
  return item;
}

/** A text area of names becomes one line that searches; ticked boxes become chips. */
function searching(box) {
  for (const item of [...box.querySelectorAll(".chip")]) {
    const ticked = item.querySelector("input");
    item.replaceWith(chip(box, ticked.value, item.textContent.trim()));
  }
  const area = box.querySelector("textarea");
  const input = Object.assign(document.createElement("input"), {
    type: "text", className: area.className, id: area.id, name: area.name, autocomplete: "off",
    value: area.value.trim().replaceAll("\n", ", "),
  });
  area.replaceWith(input);
  return input;
}

function enhance(root) {
  for (const box of root.querySelectorAll("[data-pick]:not([data-ready])")) {
    box.dataset.ready = "";
    new Picker(box, box.dataset.pick === "many" ? searching(box) : box.querySelector("input[type=text]"));
  }
}

enhance(document);
document.addEventListener("htmx:load", (event) => enhance(event.target));
