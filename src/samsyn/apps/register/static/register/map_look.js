/** What the map looks like: colours from the style sheet, shapes by kind, lines by what they carry. */

const SHAPES = { s: "round-rectangle", r: "ellipse", u: "hexagon", p: "diamond" };
const WIDTHS = [1, 1.25, 1.75, 2.5, 3.5];

let probe = null;

/** Return a colour of the style sheet as the page shows it now, light or dark. */
function colour(name) {
  probe ??= document.body.appendChild(Object.assign(document.createElement("span"), { hidden: true }));
  probe.style.color = `var(--map-${name})`;
  return getComputedStyle(probe).color;
}

export const shapeOf = (key) => SHAPES[key[0]] ?? "ellipse";

/**
 * Return Cytoscape's style; labels give way when one is far out. `many` asks for what is cheap to
 * draw, `heavy` for what is cheapest; `scale` is how much larger than life a small map is drawn.
 */
export function look({ many, heavy, scale }) {
  const level = (n) => colour(`level-${n < 0 ? "unknown" : n}`);
  const ink = colour("ink");
  return [
    {
      selector: "node",
      style: {
        shape: "data(shape)", width: 34 * scale, height: 26 * scale, "background-color": level(-1),
        "border-width": 1.5, "border-color": colour("edge-strong"),
        label: "data(label)", color: ink, "font-size": 12 * scale, "font-family": "Inter, sans-serif",
        "text-valign": "bottom", "text-margin-y": 4, "text-wrap": scale > 1 ? "wrap" : "ellipsis", "text-max-width": scale > 1 ? 110 * scale : 130,
        "min-zoomed-font-size": many ? 8 : 6, "text-background-color": colour("ground"),
        "text-background-opacity": many ? 0 : 0.75, "text-background-padding": 1,
        "overlay-opacity": 0,
      },
    },
    { selector: "node[shape = 'ellipse'], node[shape = 'diamond']", style: { width: 30 * scale, height: 30 * scale } },
    ...WIDTHS.map((_, n) => ({ selector: `node.l${n}`, style: { "background-color": level(n) } })),
    { selector: "node.outside", style: { "border-color": colour("outside"), "border-width": 3, "border-style": "double" } },
    {
      selector: "node.gathered",
      style: {
        shape: "round-rectangle", width: "data(size)", height: "data(size)", "font-size": 14, "font-weight": 600,
        "text-max-width": 180, "border-style": "dashed", "min-zoomed-font-size": 6,
      },
    },
    {
      selector: ":parent",
      style: {
        shape: "round-rectangle", "background-color": colour("group"), "background-opacity": 0.8, padding: 26,
        "border-color": colour("edge"), "border-width": 1, "text-valign": "top", "text-margin-y": -4,
        "font-size": 18, "font-weight": 600, "min-zoomed-font-size": 6, "text-max-width": 400,
      },
    },
    {
      selector: "edge",
      style: {
        width: 1, "line-color": colour("edge"), "curve-style": heavy ? "haystack" : many ? "straight" : "bezier",
        "haystack-radius": 0, "target-arrow-shape": "triangle", "target-arrow-color": colour("edge"), events: "no",
        "arrow-scale": 0.8, "overlay-opacity": 0, opacity: heavy ? 0.55 : 0.85, "control-point-step-size": 24,
      },
    },
    ...WIDTHS.map((width, n) => {
      const ofLevel = colour(n > 1 ? "edge-strong" : "edge");
      return { selector: `edge.l${n}`, style: { width, "line-color": ofLevel, "target-arrow-color": ofLevel } };
    }),
    { selector: "edge.tie", style: { "line-style": "dotted", "target-arrow-shape": "none" } },
    { selector: "edge.open", style: { "line-style": "dashed", "line-dash-pattern": [7, 4] } },
    {
      selector: "edge.leaves",
      style: {
        "line-color": colour("outside"), "target-arrow-color": colour("outside"),
        "mid-target-arrow-shape": "diamond", "mid-target-arrow-color": colour("outside"), "arrow-scale": 1.1,
      },
    },
    { selector: ".faint", style: { opacity: 0.25 } },
    { selector: "node.found", style: { "border-color": colour("chosen"), "border-width": 3 } },
    {
      selector: "node.chosen",
      style: { "border-color": colour("chosen"), "border-width": 5, "border-style": "solid", "z-index": 9, "min-zoomed-font-size": 0, "font-weight": 600 },
    },
  ];
}
