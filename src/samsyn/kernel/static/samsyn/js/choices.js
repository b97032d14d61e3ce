/** Puts a filter box over a long list of checkboxes; what is ticked stays in sight. */

const LONG = 8;

function enhance(root) {
  for (const set of root.querySelectorAll("fieldset[data-choices]:not([data-filtered])")) {
    const list = set.querySelector(".choices");
    const labels = [...list.querySelectorAll("label")].filter((label) => label.querySelector("input"));
    if (labels.length <= LONG) continue;
    set.dataset.filtered = "";
    const box = Object.assign(document.createElement("input"), {
      type: "search", className: "ds-input choices-filter", autocomplete: "off",
      placeholder: set.dataset.filterLabel, ariaLabel: set.dataset.filterLabel,
    });
    // The filter is no part of what is sent or guarded.
    box.addEventListener("input", (event) => {
      event.stopPropagation();
      const wanted = box.value.trim().toLowerCase();
      for (const label of labels) {
        const keep = label.querySelector("input").checked || label.textContent.toLowerCase().includes(wanted);
        (label.parentElement === list ? label : label.parentElement).hidden = !keep;
      }
    });
    list.before(box);
  }
}

enhance(document);
document.addEventListener("htmx:load", (event) => enhance(event.target));
