/**
 * The map of the register: fetches what the address asks for, draws it, and keeps the address true.
 *
 * The server narrows and places; here things are drawn, folded, chosen and dragged.
 */

import { elements, read } from "./map_elements.js";
import { MapList, matching } from "./map_list.js";
import { look } from "./map_look.js";

const FOLD_FROM = 400; // more things than this begin gathered, where they are gathered at all
const MANY_FROM = 350; // from here on lines are straight, and names stand on bare ground
const HEAVY_FROM = 2500; // and from here on they have no arrows
const ASK_AGAIN = 1000; // milliseconds, while the map is drawn for the first time
const room = document.querySelector("[data-map]");

class RegisterMap {
  constructor(cytoscape) {
    this.form = document.getElementById("map-filters");
    this.told = document.getElementById("map-told");
    this.panel = document.getElementById("map-thing");
    this.waiting = document.getElementById("map-waiting");
    this.open = new Set((new URLSearchParams(location.search).get("open") ?? "").split(",").filter(Boolean));
    this.chosen = new URLSearchParams(location.search).get("at") ?? "";
    this.folded = this.open.size > 0;
    this.list = new MapList(document.getElementById("map-list"), {
      pick: (key) => this.choose(key, { show: true }), open: (key) => this.choose(key, { show: true, tell: true, focus: true }),
      said: { level: room.dataset.saidLevel, unknown: room.dataset.saidUnknown },
    });
    this.cy = cytoscape({
      container: document.getElementById("map-picture"), style: [], layout: { name: "preset" },
      textureOnViewport: true, hideEdgesOnViewport: false, motionBlur: false, boxSelectionEnabled: false, selectionType: "single",
      minZoom: 0.02, maxZoom: 3, autoungrabify: !room.dataset.places,
    });
    this.listen();
  }

  listen() {
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.refetch(); });
    this.form.addEventListener("change", (event) => { if (event.target.matches("select")) this.refetch({ fit: event.target.name !== "aspect" }); });
    this.form.elements.q.addEventListener("input", () => this.find());
    this.form.elements.q.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "Enter") { event.preventDefault(); this.list.box.focus(); this.list.key({ key: "Home", preventDefault() {} }); }
    });
    document.getElementById("map-unfocus").addEventListener("click", (event) => { event.preventDefault(); this.focusOn(""); });
    this.panel.addEventListener("click", (event) => {
      const link = event.target.closest("[data-focus]");
      if (link) { event.preventDefault(); this.focusOn(link.dataset.focus); }
    });
    this.cy.on("tap", "node", (event) => this.tapped(event.target));
    this.cy.on("tap", (event) => { if (event.target === this.cy) this.choose(""); });
    this.cy.on("dragfree", "node", (event) => this.moved(event.target));
    for (const button of document.querySelectorAll("[data-do]")) button.addEventListener("click", () => this.tool(button.dataset.do));
    const png = document.querySelector("[data-png]");
    if (png) { png.hidden = false; png.addEventListener("click", () => this.png()); }
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.restyle());
    new MutationObserver(() => this.restyle()).observe(document.documentElement, { attributes: true, attributeFilter: ["data-color-scheme"] });
  }

  /** Return what the form asks for, without what it leaves open. */
  query() {
    const asked = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) if (value && !(name === "steps" && (value === "1" || !this.form.elements.focus.value))) asked.append(name, value);
    return asked;
  }

  keepAddress() {
    const asked = this.query();
    const filters = new URLSearchParams(asked);
    if (this.open.size) asked.set("open", [...this.open].join(","));
    if (this.chosen) asked.set("at", this.chosen);
    history.replaceState(history.state, "", asked.size ? `?${asked}` : location.pathname);
    for (const link of document.querySelectorAll(".tabs a, [data-follows]")) link.search = filters.toString();
    document.getElementById("map-clear").hidden = filters.size === 0;
  }

  async refetch({ fit = true } = {}) {
    const asked = this.query();
    asked.delete("q");
    this.asking?.abort();
    this.asking = new AbortController();
    try {
      clearTimeout(this.later);
      if (this.begun) asked.set("begun", this.begun);
      const answer = await (this.first ?? fetch(`${room.dataset.source}?${asked}`, { signal: this.asking.signal, headers: { Accept: "application/json" } }));
      this.first = null;
      this.waiting.hidden = answer.status !== 202;
      this.begun = "";
      if (!answer.ok) throw new Error(answer.status);
      const said = await answer.json();
      if (answer.status === 202) { this.wait(said.begun, fit); return; }
      this.map = read(said);
    } catch (error) {
      if (error.name !== "AbortError") this.told.textContent = room.dataset.saidWrong;
      return;
    }
    const gathered = this.map.groups.length > 0;
    if (!gathered) this.open.clear();
    else if (!this.folded && this.map.things.length <= FOLD_FROM) this.open = new Set(this.map.groups.map((group) => group.key));
    this.folded = true;
    if (!gathered) this.folded = false;
    for (const fold of document.querySelectorAll("[data-do=fold], [data-do=unfold]")) fold.hidden = !gathered;
    this.draw(fit);
  }

  /** It is being drawn for the first time: ask again in a moment. */
  wait(begun, fit) {
    this.begun = begun;
    this.later = setTimeout(() => this.refetch({ fit }), ASK_AGAIN);
  }

  draw(fit) {
    const made = elements(this.map, this.open);
    const { cy } = this;
    this.heavy = made.length > HEAVY_FROM;
    cy.batch(() => { cy.elements().remove(); });
    cy.renderer().hideEdgesOnViewport = this.heavy; // else every movement draws thousands of lines
    const frame = this.frame(made);
    this.scale = this.heavy ? 1 : Math.max(1, Math.min(1.8, 0.75 / frame.zoom, Math.sqrt(160 / frame.count)));
    this.many = made.length > MANY_FROM;
    this.restyle();
    cy.batch(() => { cy.add(made); });
    if (fit) this.goTo(frame);
    this.tell();
    this.find();
    if (this.chosen) this.choose(this.chosen, { tell: !this.panel.dataset.key });
    this.keepAddress();
    cy.one("render", () => { room.dataset.drawn = String((Number(room.dataset.drawn) || 0) + 1); performance.mark("map-drawn"); });
  }

  /** Return where all places are and how near one can be; asking Cytoscape would measure every label. */
  frame(made = []) {
    const at = made.length ? made.filter((one) => one.position).map((one) => one.position) : this.cy.nodes(":childless").map((node) => node.position());
    if (!at.length) return { zoom: 1, count: 0, x: 0, y: 0 };
    const side = (axis) => at.reduce(([low, high], place) => [Math.min(low, place[axis]), Math.max(high, place[axis])], [Infinity, -Infinity]);
    const [left, right] = side("x");
    const [top, bottom] = side("y");
    const zoom = Math.min(this.cy.width() / (right - left + 200), this.cy.height() / (bottom - top + 160), 1.5);
    return { zoom, count: at.length, x: (left + right) / 2, y: (top + bottom) / 2 + 15 };
  }

  goTo({ zoom, count, x, y }) {
    if (count) this.cy.viewport({ zoom, pan: { x: this.cy.width() / 2 - x * zoom, y: this.cy.height() / 2 - y * zoom } });
  }

  tell() {
    const { things, total, ties } = this.map;
    const said = room.dataset.saidShown.replace("NUMBER", things.length).replace("TOTAL", total).replace("TIES", ties.length);
    this.told.textContent = things.length ? said : room.dataset.saidNone;
  }

  restyle() { if (this.map) this.cy.style(look({ heavy: this.heavy, many: this.many, scale: this.scale })); }

  find() {
    const words = this.form.elements.q.value.trim();
    const hits = words ? matching(this.map?.things ?? [], words) : [];
    this.list.show(words ? hits : this.map?.things ?? []);
    this.list.mark(this.chosen);
    this.cy.batch(() => {
      this.cy.nodes(".found").removeClass("found");
      for (const hit of hits.slice(0, 200)) this.cy.getElementById(this.standIn(hit.key)).addClass("found");
    });
    this.keepAddress();
  }

  /** Return the node that stands for a thing: itself, or the folded group it is in. */
  standIn(key) {
    const group = this.map?.byKey.get(key)?.group;
    return group && !this.open.has(group.key) ? group.key : key;
  }

  tapped(node) {
    const key = node.id();
    if (!key.startsWith("g")) this.choose(key, { tell: true });
    else {
      if (this.open.has(key)) this.open.delete(key); else this.open.add(key);
      this.draw(false);
    }
  }

  choose(key, { show = false, tell = false, focus = false } = {}) {
    const { cy } = this;
    this.chosen = this.map?.byKey.has(key) ? key : "";
    const node = cy.getElementById(this.standIn(this.chosen));
    cy.batch(() => {
      cy.elements(".chosen, .faint").removeClass("chosen faint");
      if (node.nonempty()) {
        cy.elements().difference(node.closedNeighborhood().union(node.closedNeighborhood().parents()).union(node.parents())).addClass("faint");
        node.addClass("chosen");
      }
    });
    if (show && node.nonempty()) cy.center(node);
    this.list.mark(this.chosen);
    this.keepAddress();
    if (tell && this.chosen) this.fetchThing(this.chosen, focus);
  }

  async fetchThing(key, focus) {
    const answer = await fetch(`${room.dataset.thing.replace("KEY", key)}?${this.query()}`);
    if (!answer.ok || this.chosen !== key) return;
    const told = new DOMParser().parseFromString(await answer.text(), "text/html");
    this.panel.replaceChildren(...told.body.childNodes);
    this.panel.dataset.key = key;
    if (this.panel.hidden) {
      this.panel.hidden = false;
      this.cy.resize();
      if (this.cy.nodes(".chosen").nonempty()) this.cy.center(this.cy.nodes(".chosen"));
    }
    if (focus) this.panel.focus();
  }

  focusOn(key) {
    this.form.elements.focus.value = key;
    document.getElementById("map-focus-box").hidden = !key;
    document.getElementById("map-focus-name").textContent = this.map.byKey.get(key)?.name ?? "";
    this.refetch();
  }

  tool(what) {
    const { cy } = this;
    const middle = { x: cy.width() / 2, y: cy.height() / 2 };
    if (what === "fit") this.goTo(this.frame());
    else if (what === "in" || what === "out") cy.zoom({ level: cy.zoom() * (what === "in" ? 1.4 : 1 / 1.4), renderedPosition: middle });
    else {
      this.open = new Set(what === "unfold" ? this.map.groups.map((group) => group.key) : []);
      this.draw(true);
    }
  }

  async moved(node) {
    const key = node.id();
    const thing = this.map.byKey.get(key);
    if (!thing) return;
    Object.assign(thing, node.position());
    const token = JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
    const answer = await fetch(`${room.dataset.places}?${this.query()}`, {
      method: "POST", headers: { "Content-Type": "application/json", "X-CSRFToken": token }, body: JSON.stringify({ [key]: [thing.x, thing.y] }),
    });
    await answer.text();
    if (!answer.ok) this.told.textContent = room.dataset.saidWrong;
  }

  async png() {
    const picture = await this.cy.png({ output: "blob-promise", full: true, scale: this.heavy ? 1 : 2, maxWidth: 8000, maxHeight: 8000, bg: getComputedStyle(this.cy.container()).backgroundColor });
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(picture), download: `${room.dataset.saidTitle}.png` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }
}

if (room) {
  const asked = new URLSearchParams([...new FormData(document.getElementById("map-filters"))].filter(([name, value]) => value && name !== "q"));
  const first = fetch(`${room.dataset.source}?${asked}`, { headers: { Accept: "application/json" } });
  const { default: cytoscape } = await import(room.dataset.cytoscape);
  const map = new RegisterMap(cytoscape);
  map.first = first;
  map.refetch();
}
