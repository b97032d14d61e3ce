/**
 * Makes a long <select> searchable. The select stays in the form and carries the value;
 * without this script it is simply a select. Short lists, and lists marked data-plain, are left alone.
 *
 * Follows the ARIA combobox pattern with a list popup and manual choice.
 */

const LONG = 12;
let serial = 0;

const plain = (text) =>
  text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

class Combobox {
  constructor(select) {
    this.select = select;
    this.id = `${select.id || `choice-${++serial}`}-search`;
    this.build();
    this.listen();
  }

  build() {
    const { select } = this;
    this.box = document.createElement("div");
    this.box.className = "combobox";
    this.input = Object.assign(document.createElement("input"), {
      className: "ds-input", id: this.id, type: "text", autocomplete: "off", value: this.chosenText(),
    });
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": `${this.id}-list`,
    })) this.input.setAttribute(name, value);
    for (const name of ["aria-describedby", "aria-invalid", "required"]) {
      if (select.hasAttribute(name)) this.input.setAttribute(name === "required" ? "aria-required" : name, select.getAttribute(name) || "true");
    }
    this.list = document.createElement("ul");
    this.list.className = "combobox-list";
    this.list.id = `${this.id}-list`;
    this.list.setAttribute("role", "listbox");
    this.list.hidden = true;
    const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
    if (label) {
      label.htmlFor = this.id;
      label.id ||= `${this.id}-label`;
      this.list.setAttribute("aria-labelledby", label.id);
    }
    select.hidden = true;
    select.before(this.box);
    this.box.append(this.input, this.list, select);
    for (const link of document.querySelectorAll(`a[href="#${CSS.escape(select.id)}"]`)) link.href = `#${this.id}`;
  }

  chosenText() {
    const option = this.select.selectedOptions[0];
    return option && option.value ? option.text : "";
  }

  listen() {
    this.input.addEventListener("input", () => this.show(this.input.value));
    this.input.addEventListener("click", () => this.show(""));
    this.input.addEventListener("focus", () => this.input.select());
    this.input.addEventListener("blur", () => this.settle());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      const row = event.target.closest("[role=option]");
      if (row) this.choose(row);
    });
  }

  show(words) {
    const wanted = plain(words).split(/\s+/).filter(Boolean);
    const rows = [];
    let group = null;
    for (const option of this.select.options) {
      if (!option.value) continue;
      const text = plain(option.text);
      if (!wanted.every((word) => text.includes(word))) continue;
      const parent = option.parentElement.matches("optgroup") ? option.parentElement.label : null;
      if (parent && parent !== group) rows.push(this.row(parent, null));
      group = parent;
      rows.push(this.row(option.text, option));
    }
    this.list.replaceChildren(...rows);
    this.list.hidden = rows.length === 0;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.activate(this.list.querySelector("[aria-selected=true]") ?? (words ? this.rows()[0] : null));
  }

  row(text, option) {
    const row = document.createElement("li");
    row.textContent = text;
    if (!option) {
      row.className = "combobox-group";
      row.setAttribute("role", "presentation");
      return row;
    }
    row.id = `${this.id}-${option.index}`;
    row.dataset.index = option.index;
    row.setAttribute("role", "option");
    row.setAttribute("aria-selected", String(option.selected));
    return row;
  }

  rows() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  activate(row) {
    this.active?.classList.remove("active");
    this.active = row ?? null;
    if (row) {
      row.classList.add("active");
      row.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", row.id);
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (this.list.hidden) this.show("");
      const rows = this.rows();
      const at = rows.indexOf(this.active);
      this.activate(rows[(at + step + rows.length) % rows.length] ?? rows[0]);
    } else if (event.key === "Enter" && !this.list.hidden && this.active) {
      event.preventDefault();
      this.choose(this.active);
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.stopPropagation();
      this.settle();
    }
  }

  choose(row) {
    this.set(Number(row.dataset.index));
    this.settle();
  }

  set(index) {
    if (this.select.selectedIndex === index) return;
    this.select.selectedIndex = index;
    this.select.dispatchEvent(new Event("input", { bubbles: true }));
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  settle() {
    if (this.input.value.trim() === "") {
      const empty = [...this.select.options].findIndex((option) => !option.value);
      if (empty >= 0) this.set(empty);
    }
    this.input.value = this.chosenText();
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.activate(null);
  }
}

function enhance(root) {
  for (const select of root.querySelectorAll(".field select:not([multiple], [data-plain], [hidden])")) {
    if (select.options.length > LONG) new Combobox(select);
  }
}

enhance(document);
document.addEventListener("htmx:load", (event) => enhance(event.target));
