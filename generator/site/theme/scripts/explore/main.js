// Explore: joins the form, the address, the result and the list. The list stands in the page without this.
(function (Survey) {
  "use strict";

  const { state: states, vocabulary, filters, search, results, form: forms, options, cards, dom } = Survey;
  const { make, plural } = dom;
  const PAGE = 24;
  const TYPING_PAUSE = 120;

  function start(place) {
    const data = window.SURVEY_DATA;
    const { root } = place.dataset;
    const files = place.dataset; // addresses of the scripts that are loaded when needed
    const form = place.querySelector("form");
    const list = place.querySelector("[data-results]");
    const part = (name) => place.querySelector(`[data-${name}]`);
    const survey = { data, index: filters.build(data), engine: search.open(data) };
    const known = vocabulary.known(data);
    const say = vocabulary.wording(data);
    let state = states.blank();
    let result = { papers: [], count: () => 0 };
    let shown = 0;

    function extend(count) {
      const terms = Survey.text.terms(state.find);
      const next = result.papers.slice(shown, shown + count);
      const draw = (paper) => cards.card(data, paper, { state, terms, root });
      const made = next.map(draw);
      list.append(...made);
      let isImmediate = true;
      Survey.quotes.need(data, files, next, () => {
        if (!isImmediate) made.forEach((card, place) => card.replaceWith(draw(next[place])));
      });
      isImmediate = false;
      shown += next.length;
      const left = result.papers.length - shown;
      part("more").hidden = left === 0;
      part("more").textContent = `Show ${Math.min(PAGE, left)} more of ${left}`;
      return made;
    }

    function showApplied() {
      const active = states.active(state);
      const chips = active.map((filter) => {
        const name = say(filter);
        const button = make("button", { type: "button", class: "sv-applied-chip", "aria-label": `Remove ${name}` }, name);
        button.append(make("span", { "aria-hidden": "true" }, " ×"));
        button.addEventListener("click", () => choose(states.without(state, filter.name, filter.value), true));
        return make("li", {}, button);
      });
      if (active.length) {
        const clear = make("button", { type: "button", class: "sv-applied-chip" }, "Clear all");
        clear.addEventListener("click", () => choose({ ...states.blank(), sort: state.sort }, true));
        chips.push(make("li", {}, clear));
      }
      part("applied").replaceChildren(...chips);
    }

    // The states with one filter less, or with one of several search words less, and what each step is called.
    function steps() {
      const words = state.find.split(/\s+/);
      const fewer = words.length < 2 ? [] : words.map((word) => words.filter((other) => other !== word).join(" "));
      const drop = (filter) => ({ label: `Drop ${say(filter)}`, next: states.without(state, filter.name, filter.value) });
      return [
        ...fewer.map((find) => ({ label: `Search “${find}”`, next: { ...state, find } })),
        ...states.active(state).map(drop),
      ];
    }

    // Nothing left: says which single step would leave papers, and how many.
    function showEmpty() {
      const place = part("empty");
      place.hidden = result.papers.length > 0 || result.pending;
      if (place.hidden) return;
      const cures = steps()
        .map((step) => ({ ...step, size: results.size(survey, step.next) }))
        .filter((step) => step.size > 0)
        .sort((a, b) => b.size - a.size);
      const items = cures.map(({ label, next, size }) => {
        const button = make("button", { type: "button", class: "sv-button" }, `${label}: ${plural(size, "paper")}`);
        button.addEventListener("click", () => choose(next, true));
        return make("li", {}, button);
      });
      const advice = cures.length ? "One step would help:" : "No single filter is to blame: drop several, or clear all.";
      place.replaceChildren(make("p", {}, `No paper matches all of these. ${advice}`), make("ul", {}, ...items));
    }

    function prepareSearch() {
      if (!search.isReady(survey.engine)) search.prepare(survey.engine, files, () => state.find && show());
    }

    function show() {
      if (state.find) prepareSearch();
      result = results.compute(survey, state);
      shown = 0;
      list.replaceChildren();
      extend(PAGE);
      options.ensure(form, survey, state);
      forms.show(form, state);
      forms.showCounts(form, result.count);
      showApplied();
      showEmpty();
      const total = data.papers.id.length;
      part("status").textContent = result.pending
        ? "Preparing the search…"
        : `${result.papers.length} of ${plural(total, "paper")}`;
      part("total").textContent = String(result.papers.length);
      const compare = part("compare");
      if (compare) compare.href = `${compare.dataset.compare}${states.toQuery({ ...state, sort: "" })}`;
    }

    // Back and Forward walk over choices; typing replaces the address in place. On file:// some browsers refuse.
    function remember(kind) {
      try {
        window.history[kind](null, "", states.toQuery(state) || window.location.pathname);
      } catch {
        // The page works without an address of its own.
      }
    }

    function choose(next, toSearch) {
      state = next;
      remember("pushState");
      show();
      if (toSearch) form.elements.find.focus();
    }

    function fromAddress() {
      const read = states.parse(window.location.search, known);
      state = read.state;
      const notice = part("notice");
      notice.hidden = read.ignored.length === 0;
      notice.textContent = `Not known here and left out: ${read.ignored.join(", ")}`;
      show();
    }

    let typing = 0;
    form.addEventListener("input", (event) => {
      if (event.target.name !== "find") return;
      window.clearTimeout(typing);
      typing = window.setTimeout(() => {
        state = forms.read(form, state);
        remember("replaceState");
        show();
      }, TYPING_PAUSE);
    });
    form.addEventListener("change", (event) => {
      if (event.target.name !== "find") choose(forms.read(form, state), false);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      choose(forms.read(form, state), false);
    });
    form.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      if (button.dataset.not) {
        const id = button.dataset.not;
        const isOut = state.not.includes(id);
        const not = isOut ? state.not.filter((other) => other !== id) : [...state.not, id];
        choose({ ...state, not, topic: state.topic.filter((other) => other !== id) }, false);
      } else if (button.dataset.takeaway) {
        Survey.takeaway.saveAs(button.dataset.takeaway, files, result.papers);
      }
    });
    part("more").addEventListener("click", () => {
      const [first] = extend(PAGE);
      if (first) first.querySelector("a").focus();
    });
    window.addEventListener("popstate", fromAddress);

    Survey.tray.start(form);
    form.elements.find.addEventListener("focus", prepareSearch);
    options.start(form, survey, () => forms.showCounts(form, result.count));
    fromAddress();
    Survey.explore = { survey, current: () => ({ state, papers: result.papers }) };
  }

  const place = document.querySelector("[data-explore]");
  if (place && window.SURVEY_DATA) start(place);
})((window.Survey = window.Survey || {}));
