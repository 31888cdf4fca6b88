// The values that a filter may take, and how a filter is put into words.
(function (Survey) {
  "use strict";

  function known(data) {
    const topics = new Map();
    for (const topic of data.topics) topic.formerly.forEach((old) => topics.set(old, topic.id));
    for (const topic of data.topics) topics.set(topic.id, topic.id);
    const values = { venue: new Set(data.venues), data: new Set(data.datasets), method: new Set(data.methods) };
    return (name, value) => {
      if (name === "topic" || name === "not") return topics.get(value) ?? null;
      return values[name].has(value) ? value : null;
    };
  }

  function wording(data) {
    const label = new Map(data.topics.map((topic) => [topic.id, topic.label]));
    const words = {
      find: (value) => `“${value}”`,
      topic: (value) => label.get(value),
      not: (value) => `not ${label.get(value)}`,
      code: (value) => (value === "yes" ? "with code" : "no code known"),
      curated: () => "checked by a curator",
    };
    return ({ name, value }) => (words[name] ? words[name](value) : value);
  }

  Survey.vocabulary = { known, wording };
})((window.Survey = window.Survey || {}));
