// What the reader has chosen, and its form in the address. A choice that is the default is left out.
// The names `q` and `h` stay free: the theme's own search reads them.
(function (Survey) {
  "use strict";

  const SORTS = ["new", "old", "title", "rel"];
  // Filters that take several values; `topic` and `not` hold topic ids, the rest values of a paper.
  const LISTS = ["topic", "not", "venue", "data", "method"];
  const SWITCHES = { code: ["yes", "no"], curated: ["yes"], match: ["all"] };

  function blank() {
    return {
      find: "",
      topic: [],
      not: [],
      venue: [],
      data: [],
      method: [],
      from: null,
      to: null,
      code: "",
      curated: "",
      match: "",
      sort: "",
    };
  }

  function parseYears(text) {
    const found = /^(\d{4})?-?(\d{4})?$/.exec(text);
    if (!found || (!found[1] && !found[2])) return null;
    const single = !text.includes("-");
    return { from: found[1] ? Number(found[1]) : null, to: Number(found[2] || (single ? found[1] : 0)) || null };
  }

  // `known(name, value)` gives the value's present name (a former topic id leads to the new one), or null.
  function parse(query, known) {
    const state = blank();
    const ignored = [];
    for (const [name, value] of new URLSearchParams(query)) {
      if (name === "find") state.find = value.slice(0, 200);
      else if (LISTS.includes(name)) {
        const present = known(name, value);
        if (present === null) ignored.push(`${name}=${value}`);
        else if (!state[name].includes(present)) state[name].push(present);
      } else if (name === "years") {
        const years = parseYears(value);
        if (years) Object.assign(state, years);
        else ignored.push(`${name}=${value}`);
      } else if (name in SWITCHES && SWITCHES[name].includes(value)) state[name] = value;
      else if (name === "sort" && SORTS.includes(value)) state.sort = value;
      else ignored.push(`${name}=${value}`);
    }
    state.not = state.not.filter((id) => !state.topic.includes(id));
    return { state, ignored };
  }

  function toQuery(state) {
    const query = new URLSearchParams();
    if (state.find) query.append("find", state.find);
    for (const name of LISTS) for (const value of state[name]) query.append(name, value);
    if (state.from || state.to) {
      query.append("years", state.from === state.to ? `${state.from}` : `${state.from || ""}-${state.to || ""}`);
    }
    for (const name of Object.keys(SWITCHES)) if (state[name]) query.append(name, state[name]);
    if (state.sort) query.append("sort", state.sort);
    const text = query.toString();
    return text ? `?${text}` : "";
  }

  function without(state, name, value) {
    const next = { ...state };
    if (LISTS.includes(name)) next[name] = state[name].filter((chosen) => chosen !== value);
    else if (name === "years") Object.assign(next, { from: null, to: null });
    else next[name] = "";
    return next;
  }

  // Every filter in force, each of which can be removed on its own.
  function active(state) {
    const found = [];
    if (state.find) found.push({ name: "find", value: state.find });
    for (const name of LISTS) for (const value of state[name]) found.push({ name, value });
    if (state.from || state.to) found.push({ name: "years", value: `${state.from || ""}–${state.to || ""}` });
    for (const name of ["code", "curated"]) if (state[name]) found.push({ name, value: state[name] });
    return found;
  }

  Survey.state = { blank, parse, toQuery, without, active, LISTS };
})((window.Survey = window.Survey || {}));
