/** Turns what the server told into nodes and lines, with groups folded to one node each. */

import { shapeOf } from "./map_look.js";

const TIES = ["flow", "use", "host"];

/** Read the server's rows by name; places are the server's own. */
export function read(told) {
  const groups = told.groups.map(([id, name]) => ({ key: `g${id}`, name, members: [] }));
  const things = told.nodes.map(([key, name, level, flags, group, x, y]) => {
    const thing = { key, name, level, outside: Boolean(flags & 1), personal: flags >> 1, group: groups[group], x, y };
    thing.group?.members.push(thing);
    return thing;
  });
  const ties = told.edges.map(([source, target, tie, level, flags, count]) => ({
    source: things[source], target: things[target], tie: TIES[tie], level, open: Boolean(flags & 1), leaves: Boolean(flags & 2), count,
  }));
  return { things, ties, groups, total: told.total, byKey: new Map(things.map((thing) => [thing.key, thing])) };
}

const classes = (...names) => names.filter(Boolean).join(" ");
const levelClass = (level) => (level >= 0 ? `l${level}` : "");

/** Return Cytoscape's elements; groups whose key is in `open` show what is in them. */
export function elements(map, open) {
  const shown = (thing) => (thing.group && !open.has(thing.group.key) ? thing.group.key : thing.key);
  return [...map.groups.flatMap((group) => groupNode(group, open)), ...map.things.filter((thing) => shown(thing) === thing.key).map(node), ...lines(map.ties, shown)];
}

function groupNode(group, open) {
  const { key, members } = group;
  if (open.has(key)) return [{ data: { id: key, label: group.name }, grabbable: false, selectable: true }];
  const middle = (axis) => members.reduce((sum, thing) => sum + thing[axis], 0) / members.length;
  const level = Math.max(...members.map((thing) => thing.level));
  return [{
    data: { id: key, label: `${group.name} (${members.length})`, size: 44 + 9 * Math.sqrt(members.length), shape: "round-rectangle" },
    position: { x: middle("x"), y: middle("y") }, grabbable: false,
    classes: classes("gathered", levelClass(level), members.some((thing) => thing.outside) && "outside"),
  }];
}

function node(thing) {
  return {
    data: { id: thing.key, label: thing.level < 0 ? thing.name : `${thing.name} · ${thing.level}`, shape: shapeOf(thing.key), parent: thing.group?.key },
    position: { x: thing.x, y: thing.y },
    classes: classes(levelClass(thing.level), thing.outside && "outside"),
  };
}

/** One line from end to end, the worst of all that run there. */
function lines(ties, shown) {
  const bundles = new Map();
  for (const tie of ties) {
    const source = shown(tie.source);
    const target = shown(tie.target);
    if (source === target) continue;
    const id = `${source}>${target}${tie.tie === "flow" ? "" : `:${tie.tie}`}`;
    const line = bundles.get(id) ?? { id, source, target, tie: tie.tie, level: -1, open: false, leaves: false };
    line.level = Math.max(line.level, tie.level);
    line.open ||= tie.open;
    line.leaves ||= tie.leaves;
    bundles.set(id, line);
  }
  return [...bundles.values()].map(({ id, source, target, tie, level, open, leaves }) => ({
    data: { id, source, target },
    classes: classes(levelClass(level), tie !== "flow" && "tie", open && "open", leaves && "leaves"),
  }));
}
