// Making elements. Text is set as text; nothing here takes markup.
(function (Survey) {
  "use strict";

  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === true) element.setAttribute(name, "");
      else if (value !== false && value !== null) element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child !== null));
    return element;
  }

  // Text with the spans [start, end) wrapped in <mark>; spans are sorted, overlaps joined.
  function marked(text, spans) {
    const parts = [];
    let place = 0;
    for (const [start, end] of [...spans].sort((a, b) => a[0] - b[0])) {
      if (end <= place) continue;
      const from = Math.max(start, place);
      parts.push(text.slice(place, from), make("mark", {}, text.slice(from, end)));
      place = end;
    }
    parts.push(text.slice(place));
    return parts.filter((part) => part !== "");
  }

  function plural(number, noun) {
    return `${number} ${noun}${number === 1 ? "" : "s"}`;
  }

  // Runs a classic script of the site and then `done`; a script tag works from file:// too, fetch does not.
  function loadScript(address, done) {
    const script = make("script", { src: address });
    script.addEventListener("load", done);
    document.head.append(script);
  }

  Survey.dom = { make, marked, plural, loadScript };
})((window.Survey = window.Survey || {}));
