// What axe finds wrong on a page, without looking again at colours that it has passed before.
// A contrast follows from what the browser has computed: the text's own style and what lies behind
// it, all the way out. Text of a style that has passed is passed; everything else is tried.

(() => {
  const CONTRAST = "color-contrast";
  const LOOKS = ["color", "backgroundColor", "backgroundImage", "opacity", "fontSize", "fontWeight",
    "textShadow", "filter", "mixBlendMode", "webkitTextStrokeWidth", "webkitTextFillColor"];
  const CLEAR = "rgba(0, 0, 0, 0)";
  const TRIED = null;  // a style that nothing is known of

  // What is lifted out of the flow may lie on what it is not inside of.
  const lifted = (style) => ["absolute", "fixed"].includes(style.position)
    || style.transform !== "none" || style.translate !== "none";
  const looks = (style) => LOOKS.map((name) => style[name]).join("|");
  const plain = (style) => style.backgroundColor === CLEAR && style.backgroundImage === "none"
    && style.opacity === "1" && style.filter === "none" && style.mixBlendMode === "normal";

  // Fifty-three bits of a text: what is remembered of hundreds of pages goes to each of them.
  function digest(text) {
    let one = 0xdeadbeef, two = 0x41c6ce57;
    for (let at = 0; at < text.length; at += 1) {
      one = Math.imul(one ^ text.charCodeAt(at), 2654435761);
      two = Math.imul(two ^ text.charCodeAt(at), 1597334677);
    }
    one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
    two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
    return (4294967296 * (2097151 & two) + (one >>> 0)).toString(36);
  }

  function styles() {
    const grounds = new Map();
    const groundOf = (element) => {
      if (!element) return "";
      if (!grounds.has(element)) {
        const style = getComputedStyle(element), behind = groundOf(element.parentElement);
        const here = plain(style) ? behind : `${looks(style)}\n${behind}`;
        grounds.set(element, lifted(style) || behind === TRIED ? TRIED : here);
      }
      return grounds.get(element);
    };
    return (element) => {
      const ground = groundOf(element), own = looks(getComputedStyle(element));
      const all = ground === TRIED ? overWhat(element, own) : `${own}\n${ground}`;
      return all === TRIED ? TRIED : digest(all);
    };
  }

  // The style of what is lifted, told by what it is seen to lie on at both ends and in the middle.
  function overWhat(element, own) {
    const {left, right, top, bottom} = element.getBoundingClientRect();
    const stacks = [left + 1, (left + right) / 2, right - 1]
      .map((x) => document.elementsFromPoint(x, (top + bottom) / 2));
    if (!stacks.every((stack) => stack.length)) return TRIED;  // outside of what is drawn
    const told = stacks.map((stack) => stack.map((each) => looks(getComputedStyle(each))).join("\n"));
    return `${own}\nover\n${told.join("\nand\n")}`;
  }

  const written = (element) => [...element.childNodes]
    .map((node) => node.nodeType === Node.TEXT_NODE ? node.data : "").join("").trim();
  // One sign alone is called neither readable nor not.
  const writes = (element) => element.matches("input, select, textarea, button")
    || written(element).length > 1;
  function shows(element) {
    const {width, height, right, bottom} = element.getBoundingClientRect();
    const forReaders = getComputedStyle(element).clip === "rect(0px, 0px, 0px, 0px)";
    return width * height > 1 && right > 0 && bottom > 0 && !forReaders
      && element.checkVisibility({visibilityProperty: true});
  }

  const told = (found) => found.violations.flatMap((rule) => rule.nodes.map(
    (node) => `${rule.id}: ${rule.help} at ${JSON.stringify(node.target)}`));

  // Readable, or as little to be told the next time: a gradient behind it is part of the style.
  const settled = (found) => [...found.passes, ...found.incomplete]
    .filter((rule) => rule.id === CONTRAST)
    .flatMap((rule) => rule.nodes)
    .filter((node) => !node.any.some((check) => check.data?.messageKey
      && check.data.messageKey !== "bgGradient"))
    .map((node) => node.element);

  // Right after a change of scheme some still have the other's colours.
  async function arrive() {
    await new Promise((tell) => { requestAnimationFrame(() => requestAnimationFrame(tell)); });
    document.getAnimations().filter((each) => each instanceof CSSTransition)
      .forEach((each) => each.finish());
  }

  async function colours(known) {
    await arrive();
    const settledStyles = new Set(known), styleOf = styles();
    const fresh = [...document.body.querySelectorAll("*")].filter((element) =>
      ((writes(element) && !settledStyles.has(styleOf(element)))
        || (element.matches("a[href]") && written(element.parentElement)))
      && shows(element));
    if (!fresh.length) return {wrong: [], settled: []};
    const found = await axe.run({include: fresh}, {
      runOnly: {type: "rule", values: [CONTRAST, "link-in-text-block"]},
      resultTypes: ["violations", "passes", "incomplete"],
      elementRef: true,
    });
    const news = new Set(settled(found).map(styleOf).filter((style) => style !== TRIED));
    return {wrong: told(found), settled: [...news].filter((style) => !settledStyles.has(style))};
  }

  async function structure() {
    const rules = {[CONTRAST]: {enabled: false}, "link-in-text-block": {enabled: false}};
    return told(await axe.run(document, {rules, resultTypes: ["violations"]}));
  }

  window.looking = {colours, structure};
})();
