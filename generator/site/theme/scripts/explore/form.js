// The form of filters: shows a state, reads a state. The options themselves stand in the page.
(function (Survey) {
  "use strict";

  const { state: states } = Survey;

  function read(form, before) {
    const next = { ...before };
    const fields = new FormData(form);
    next.find = String(fields.get("find") || "").trim();
    for (const name of ["topic", "venue", "data", "method"]) next[name] = fields.getAll(name).map(String);
    next.not = before.not.filter((id) => !next.topic.includes(id));
    for (const name of ["from", "to"]) next[name] = Number(fields.get(name)) || null;
    if (next.from && next.to && next.from > next.to) [next.from, next.to] = [next.to, next.from];
    for (const name of ["code", "curated", "match", "sort"]) next[name] = String(fields.get(name) || "");
    return next;
  }

  function show(form, state) {
    for (const control of form.elements) {
      const { name, value, type } = control;
      if (type === "checkbox" || type === "radio") {
        control.checked = states.LISTS.includes(name) ? state[name].includes(value) : (state[name] || "") === value;
      } else if (name in state && control !== document.activeElement) control.value = state[name] ?? "";
    }
    for (const button of form.querySelectorAll("[data-not]")) {
      const pressed = state.not.includes(button.dataset.not);
      button.setAttribute("aria-pressed", String(pressed));
      button.closest("li").classList.toggle("is-excluded", pressed);
    }
  }

  function showCounts(form, count) {
    for (const place of form.querySelectorAll("[data-count]")) {
      const control = place.closest("li").querySelector("input");
      const number = count(control.name, control.value);
      place.textContent = String(number);
      place.closest("li").classList.toggle("is-zero", number === 0);
    }
  }

  // A long list shows the options that the page did not fold and the chosen ones, and a button for the rest.
  function foldLongLists(form) {
    for (const list of form.querySelectorAll("ul.sv-options")) {
      const rows = Array.from(list.querySelectorAll("[data-folded]"));
      if (!rows.length) continue;
      const button = Survey.dom.make("button", { type: "button", class: "sv-button" });
      const fold = (folded) => {
        for (const row of rows) row.hidden = folded && !row.querySelector("input").checked && !row.matches(".is-excluded");
        button.textContent = folded ? `Show all ${list.children.length}` : "Show fewer";
        button.setAttribute("aria-expanded", String(!folded));
      };
      button.addEventListener("click", () => fold(button.getAttribute("aria-expanded") === "true"));
      list.after(button);
      fold(true);
    }
  }

  Survey.form = { read, show, showCounts, foldLongLists };
})((window.Survey = window.Survey || {}));
