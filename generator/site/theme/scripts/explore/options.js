// The options of the filters. The page has the first of a long list; the others are made here from the data, when
// they are chosen (an address may name them) or when the reader asks for all.
(function (Survey) {
  "use strict";

  const { make } = Survey.dom;
  const LISTS = { venue: "venues", data: "datasets", method: "methods" };

  // Every value of a list, in the order in which it is shown.
  function values(list, { data, index }) {
    const name = list.dataset.options;
    if (name === "topic") {
      const facet = data.topics.findIndex((topic) => topic.id === list.dataset.facet);
      return data.topics
        .filter((topic) => topic.facet === facet)
        .map(({ id, label, depth }) => ({ name, value: id, label: depth ? label : `All of ${label}`, depth }));
    }
    const size = (value) => Survey.bits.count(index.sets[name].get(value));
    return data[LISTS[name]]
      .map((value) => ({ name, value, label: value, size: size(value) }))
      .sort((a, b) => b.size - a.size);
  }

  function row({ name, value, label, depth }) {
    const box = make("input", { type: "checkbox", name, value });
    const option = make("label", { class: "sv-option" }, box, make("span", {}, label));
    const count = make("span", { class: "sv-n", "data-count": true });
    const not = { class: "sv-not", type: "button", "data-not": value, "aria-pressed": "false", "aria-label": `Not ${label}`, title: "Leave out" };
    return name === "topic"
      ? make("li", { class: `sv-o${depth}` }, option, count, make("button", not, "not"))
      : make("li", {}, option, count);
  }

  // Puts the rows of all values for which `isWanted` holds into the list, beside those that it has.
  function fill(list, survey, isWanted) {
    const present = new Map(Array.from(list.children, (item) => [item.querySelector("input").value, item]));
    const wanted = values(list, survey).filter((entry) => present.has(entry.value) || isWanted(entry.value));
    if (wanted.length === present.size) return;
    list.append(...wanted.map((entry) => present.get(entry.value) || row(entry)));
  }

  function isLong(list) {
    return list.children.length < Number(list.dataset.size);
  }

  // What the state holds has a row, however long the list is.
  function ensure(form, survey, state) {
    for (const list of form.querySelectorAll("[data-options]")) {
      const name = list.dataset.options;
      const chosen = new Set(name === "topic" ? [...state.topic, ...state.not] : state[name]);
      if (chosen.size && isLong(list)) fill(list, survey, (value) => chosen.has(value));
    }
  }

  // A long list gets a button that shows all of it, and then the first of it again with what is chosen.
  function start(form, survey, changed) {
    for (const list of form.querySelectorAll("[data-options]")) {
      if (!isLong(list)) continue;
      const first = new Set(Array.from(list.children));
      const button = make("button", { type: "button", class: "sv-button", "aria-expanded": "false" });
      const show = (isWhole) => {
        if (isWhole) fill(list, survey, () => true);
        const isKept = (item) => first.has(item) || item.querySelector("input").checked || item.matches(".is-excluded");
        for (const item of list.children) item.hidden = !isWhole && !isKept(item);
        button.textContent = isWhole ? "Show fewer" : `Show all ${list.dataset.size}`;
        button.setAttribute("aria-expanded", String(isWhole));
        changed();
      };
      button.addEventListener("click", () => show(button.getAttribute("aria-expanded") !== "true"));
      list.after(button);
      show(false);
    }
  }

  Survey.options = { ensure, start };
})((window.Survey = window.Survey || {}));
