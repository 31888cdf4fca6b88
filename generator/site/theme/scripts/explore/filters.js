// Which papers a state leaves, and how many each option would: OR inside a facet, AND across facets,
// minus what is excluded. "Match all" joins the chosen topics with AND.
(function (Survey) {
  "use strict";

  const { bits } = Survey;

  function invert(lists, names, size) {
    const sets = names.map(() => bits.empty(size));
    lists.forEach((list, paper) => list.forEach((index) => bits.add(sets[index], paper)));
    return new Map(names.map((name, index) => [name, sets[index]]));
  }

  function where(size, test) {
    const set = bits.empty(size);
    for (let paper = 0; paper < size; paper += 1) if (test(paper)) bits.add(set, paper);
    return set;
  }

  function build(data) {
    const { papers, topics } = data;
    const size = papers.id.length;
    const sets = {
      topic: invert(papers.topics, topics.map((topic) => topic.id), size),
      venue: invert(papers.venue.map((index) => (index < 0 ? [] : [index])), data.venues, size),
      data: invert(papers.data, data.datasets, size),
      method: invert(papers.methods, data.methods, size),
      code: new Map([
        ["yes", where(size, (paper) => papers.code[paper] === 1)],
        ["no", where(size, (paper) => papers.code[paper] === 0)],
      ]),
      curated: new Map([["yes", where(size, (paper) => papers.curated[paper] === 1)]]),
    };
    const facetOf = new Map(topics.map((topic) => [topic.id, topics[topic.facet].id]));
    return { size, sets, facetOf, years: papers.year, all: bits.full(size) };
  }

  function union(index, name, values) {
    return values.map((value) => index.sets[name].get(value)).reduce(bits.or, bits.empty(index.size));
  }

  // The parts that a result is the intersection of, by group: a facet's id, or a filter's name.
  function parts(index, state, found) {
    const groups = new Map();
    const byFacet = new Map();
    for (const id of state.topic) {
      const facet = index.facetOf.get(id);
      byFacet.set(facet, [...(byFacet.get(facet) || []), id]);
    }
    for (const [facet, ids] of byFacet) {
      const sets = ids.map((id) => index.sets.topic.get(id));
      groups.set(facet, sets.reduce(state.match === "all" ? bits.and : bits.or));
    }
    for (const name of ["venue", "data", "method"]) {
      if (state[name].length) groups.set(name, union(index, name, state[name]));
    }
    for (const name of ["code", "curated"]) {
      if (state[name]) groups.set(name, index.sets[name].get(state[name]));
    }
    if (state.not.length) groups.set("not", bits.minus(index.all, union(index, "topic", state.not)));
    if (state.from || state.to) {
      const from = state.from || -Infinity;
      const to = state.to || Infinity;
      groups.set("years", where(index.size, (paper) => index.years[paper] >= from && index.years[paper] <= to));
    }
    if (found) groups.set("find", found);
    return groups;
  }

  function intersect(index, groups, except) {
    let set = index.all;
    for (const [name, part] of groups) if (name !== except) set = bits.and(set, part);
    return set;
  }

  // `found`: the set of papers that the search words leave, or null when nothing is searched for.
  function apply(index, state, found) {
    return intersect(index, parts(index, state, found), null);
  }

  // For each group a function value → papers that carry it among those that the other groups leave.
  function counter(index, state, found) {
    const groups = parts(index, state, found);
    const others = new Map();
    const leave = (group) => {
      if (!others.has(group)) others.set(group, intersect(index, groups, group));
      return others.get(group);
    };
    return (name, value) => {
      const facet = name === "topic" ? index.facetOf.get(value) : name;
      const group = name === "topic" && state.match === "all" ? null : facet;
      return bits.countBoth(leave(group), index.sets[name].get(value));
    };
  }

  Survey.filters = { build, apply, counter };
})((window.Survey = window.Survey || {}));
