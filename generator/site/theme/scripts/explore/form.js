// The form of filters: shows a state, reads a state.
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

  Survey.form = { read, show, showCounts };
})((window.Survey = window.Survey || {}));
